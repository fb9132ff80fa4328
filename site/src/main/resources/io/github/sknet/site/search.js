// Looks for all words of a query in the sections of this language's pages: those with them in the heading first.
const MOST = 20;
const AROUND = 60;
const field = document.querySelector('input[type=search]');
const list = document.querySelector('.found');
const root = document.body.dataset.root;

function rank(section, words) {
  const heading = `${section.page} ${section.heading}`.toLowerCase();
  const text = section.text.toLowerCase();
  if (!words.every(word => heading.includes(word) || text.includes(word))) {
    return 0;
  }
  return 1 + words.filter(word => heading.includes(word)).length;
}

function excerpt(section, words) {
  const text = section.text;
  const place = Math.max(0, ...words.map(word => text.toLowerCase().indexOf(word)));
  const start = Math.max(0, place - AROUND);
  return (start > 0 ? '… ' : '') + text.slice(start, place + 2 * AROUND) + ' …';
}

function entry(section, words) {
  const item = document.createElement('li');
  const link = document.createElement('a');
  link.href = root + section.address;
  link.textContent = section.page === section.heading ? section.page : `${section.page} › ${section.heading}`;
  const text = document.createElement('p');
  text.textContent = excerpt(section, words);
  item.append(link, text);
  return item;
}

function nothing() {
  const item = document.createElement('li');
  item.textContent = document.body.dataset.nothing;
  return item;
}

field.addEventListener('input', () => {
  const words = field.value.toLowerCase().split(/\s+/).filter(word => word);
  const found = words.length === 0 ? [] : SECTIONS
    .map(section => ({section, rank: rank(section, words)}))
    .filter(hit => hit.rank > 0)
    .sort((one, other) => other.rank - one.rank)
    .slice(0, MOST);
  list.replaceChildren(...(found.length === 0 ? [nothing()] : found.map(hit => entry(hit.section, words))));
  list.hidden = words.length === 0;
});

document.addEventListener('keydown', event => {
  if (event.key === 'Escape') {
    list.hidden = true;
  } else if (event.key === '/' && document.activeElement !== field) {
    event.preventDefault();
    field.focus();
  }
});

list.addEventListener('click', () => {
  list.hidden = true;
});

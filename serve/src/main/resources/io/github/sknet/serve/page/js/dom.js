// A little help in making elements. Nothing is ever made of text by a parser, so that no label can be markup.

/** Makes an element; properties that begin with "on" listen, "class", "data-…", "aria-…" and "role" are attributes. */
export function el(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) {
      element.addEventListener(name.slice(2), value);
    } else if (name === "class" || name === "role" || name === "for" || name.includes("-")) {
      element.setAttribute(name, value === true ? "" : value);
    } else {
      element[name] = value;
    }
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** A bar that is filled by a share, with a mark where another stands. */
export function track(share, mark) {
  const fill = el("div", { class: "fill" });
  fill.style.width = `${100 * Math.min(1, Math.max(0, share))}%`;
  const bar = el("div", { class: "track" }, fill);
  if (mark !== undefined) {
    const ghost = el("div", { class: "ghost" });
    ghost.style.left = `calc(${100 * mark}% - 1px)`;
    bar.append(ghost);
  }
  return bar;
}

/** A coloured square. */
export function swatch(color) {
  const square = el("span", { class: "swatch" });
  square.style.background = color;
  return square;
}

/** The class that gives the m-th kernel of a unit its colour. */
export function kernelClass(m) {
  return `k${(m % 6) + 1}`;
}

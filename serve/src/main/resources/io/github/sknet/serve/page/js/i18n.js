// What the page says, in its two languages. A key without a translation would show as itself: the browser test looks for such.

const texts = {
  en: {
    skip: "Skip to the explanations",
    model: "Model",
    theme: "Dark or light",
    pictures: "Pictures",
    explanations: "Explanations",
    headline: "Which kernel looked where?",
    intro:
      "A selective kernel network looks at every picture with small and large kernels, and decides unit by unit whom to trust. Drop a picture and see what it chose.",
    drop: "Drop a picture, or choose one",
    dropHint: "You can paste one, too. It stays on this server.",
    camera: "Take a picture",
    shoot: "Take it",
    cancel: "Cancel",
    compare: "Compare two",
    examples: "Or try one of these",
    enlarge: "Enlarge the middle",
    enlargeHint: "The paper’s experiment: does a larger object draw more of the larger kernel?",
    waiting: "Drop, paste or choose the second picture",
    tabAnswer: "Answer",
    tabKernels: "What each kernel saw",
    tabWhatIf: "What if",
    tabWhy: "Why this class",
    tabNetwork: "The network",
    picture: "Picture {name}",
    answered: "{answer}. Answered in {ms} ms.",
    ms: "{ms} ms",
    objects: "{count} objects",
    noObjects: "Nothing that it knows",
    pixels: "Share of the picture’s pixels",
    opacity: "Colours over the picture",
    sharesTitle: "Share of each kernel",
    sharesLead:
      "In each unit, every channel divides its attention among the kernels. These are means over the channels; choose a unit to see its maps.",
    change: "{points} against 1.00×",
    curveTitle: "As the middle grows",
    curveLead: "Share of {kernel}, from 1.00× to 2.00×",
    curveLeadMixed: "Share of the largest kernel, from 1.00× to 2.00×",
    curveSummary: "{unit}: {from} at 1.00×, {to} at 2.00×",
    mapsTitle: "What each kernel contributed in {unit}",
    mapsLead:
      "Attention × branch, a mean over channels. Move over a map: the frame is what the kernel spans around that pixel, the dashed one all that the pixel can depend on.",
    window: "spans {height} × {width} pixels",
    contribution: "here {value}, mean {mean}",
    mapLabel: "Map of {kernel} in {unit}: mean contribution {mean}. Arrow keys move the frame.",
    low: "least",
    high: "most",
    computing: "Computing …",
    whatIfLead:
      "Take the choice away: force a unit, or all of them, to one kernel, and see what the network would have answered.",
    asChosen: "as chosen",
    everyUnit: "all units",
    effect: "moves the outputs by {percent}",
    decisive: "matters most here",
    forcedTitle: "The answer with your choice",
    chosenTitle: "The network’s own answer",
    before: "The mark is the network’s own answer.",
    whyLead: "Where the class’s score comes from, beside where the kernels contributed.",
    whyTitle: "What speaks for {label}",
    whyParts: "Exact: the map’s mean {mean} and the bias {bias} make the logit {logit}.",
    whyPixels: "The logit of each pixel, from {least} to {most}.",
    whyNone: "This network does not end in a mean over pixels and a linear layer, so no map divides its scores.",
    otherClass: "Another class",
    level: "Level",
    networkLead: "What it is made of, and how a picture becomes its input.",
    parameters: "Parameters",
    cost: "Multiply-adds an image",
    units: "Selective units",
    classes: "Classes",
    input: "Input",
    stages: "Stages",
    stage: "Stage",
    output: "Output",
    kernels: "Kernels",
    field: "Sees",
    seenTitle: "The picture as the network sees it",
    resizeWhole: "The whole picture is resized to {height} × {width}",
    resizeCrop: "The shorter side becomes {side}, and the middle {height} × {width} is kept",
    fitted: "Fitted whole into {height} × {width}",
    interpolation: "Interpolation {name}",
    normalised: "Normalised by mean {mean} and deviation {std}",
    noSelection: "This network selects no kernels.",
    unreadable: "That is no picture that this browser can show.",
    unreachable: "The service can’t be reached.",
    again: "Try again",
    noCamera: "There is no camera that this page may use.",
    noModels: "No model is loaded.",
    noModelsHint: "As soon as the service has one, pictures can be explained here.",
    noNetwork: "The model can’t be asked.",
    cat: "Cat",
    coffee: "Coffee",
    rocket: "Rocket",
    astronaut: "Astronaut",
  },
  zh: {
    skip: "跳到解释",
    model: "模型",
    theme: "深色或浅色",
    pictures: "图片",
    explanations: "解释",
    headline: "哪个卷积核在看哪里？",
    intro: "选择性卷积核网络用大小不同的卷积核观察每张图片，并在每个单元里决定相信谁。放入一张图片，看看它的选择。",
    drop: "拖入图片，或点击选择",
    dropHint: "也可以直接粘贴。图片不会离开这台服务器。",
    camera: "拍一张",
    shoot: "拍摄",
    cancel: "取消",
    compare: "比较两张",
    examples: "或者试试这些",
    enlarge: "放大中央",
    enlargeHint: "论文中的实验：物体越大，是否越偏向大卷积核？",
    waiting: "拖入、粘贴或选择第二张图片",
    tabAnswer: "答案",
    tabKernels: "每个卷积核看到了什么",
    tabWhatIf: "如果",
    tabWhy: "为什么是这一类",
    tabNetwork: "网络",
    picture: "图片 {name}",
    answered: "{answer}。用时 {ms} 毫秒。",
    ms: "{ms} 毫秒",
    objects: "{count} 个物体",
    noObjects: "没有它认识的物体",
    pixels: "占图片像素的比例",
    opacity: "颜色覆盖程度",
    sharesTitle: "每个卷积核的份额",
    sharesLead: "在每个单元里，每个通道把注意力分给各个卷积核。这里是通道的平均值；点选一个单元查看它的图。",
    change: "相对 1.00× 变化 {points}",
    curveTitle: "随着中央放大",
    curveLead: "{kernel} 的份额，从 1.00× 到 2.00×",
    curveLeadMixed: "最大卷积核的份额，从 1.00× 到 2.00×",
    curveSummary: "{unit}：1.00× 时 {from}，2.00× 时 {to}",
    mapsTitle: "{unit} 中每个卷积核的贡献",
    mapsLead: "注意力 × 分支，对通道取平均。在图上移动：实线框是卷积核在该像素周围覆盖的范围，虚线框是该像素可能依赖的全部范围。",
    window: "覆盖 {height} × {width} 像素",
    contribution: "此处 {value}，平均 {mean}",
    mapLabel: "{unit} 中 {kernel} 的图：平均贡献 {mean}。方向键移动方框。",
    low: "最小",
    high: "最大",
    computing: "计算中……",
    whatIfLead: "把选择权拿走：强制某个单元或所有单元只用一个卷积核，看看网络会给出什么答案。",
    asChosen: "自行选择",
    everyUnit: "所有单元",
    effect: "使输出变化 {percent}",
    decisive: "此处最关键",
    forcedTitle: "按你的选择得到的答案",
    chosenTitle: "网络自己的答案",
    before: "竖线是网络自己的答案。",
    whyLead: "这一类的得分来自哪里，旁边是各卷积核的贡献。",
    whyTitle: "支持“{label}”的部分",
    whyParts: "精确：图的平均值 {mean} 加偏置 {bias} 等于 logit {logit}。",
    whyPixels: "每个像素的 logit，从 {least} 到 {most}。",
    whyNone: "这个网络不以全局平均池化和线性层结尾，因此没有能拆分得分的图。",
    otherClass: "其他类别",
    level: "层级",
    networkLead: "它由什么组成，以及图片如何成为它的输入。",
    parameters: "参数",
    cost: "每张图片的乘加次数",
    units: "选择单元",
    classes: "类别",
    input: "输入",
    stages: "阶段",
    stage: "阶段",
    output: "输出",
    kernels: "卷积核",
    field: "视野",
    seenTitle: "网络看到的图片",
    resizeWhole: "整张图片缩放到 {height} × {width}",
    resizeCrop: "短边缩放到 {side}，保留中央 {height} × {width}",
    fitted: "完整放入 {height} × {width}",
    interpolation: "插值方式 {name}",
    normalised: "按均值 {mean} 与标准差 {std} 归一化",
    noSelection: "这个网络不选择卷积核。",
    unreadable: "浏览器无法显示这张图片。",
    unreachable: "无法连接服务。",
    again: "重试",
    noCamera: "没有可用的摄像头。",
    noModels: "没有加载任何模型。",
    noModelsHint: "服务加载模型之后，就可以在这里解释图片。",
    noNetwork: "无法询问这个模型。",
    cat: "猫",
    coffee: "咖啡",
    rocket: "火箭",
    astronaut: "宇航员",
  },
};

let language = "en";

/** The language in use: en or zh. */
export function current() {
  return language;
}

/** Says something, with values in the places that its text names. */
export function t(key, values = {}) {
  const text = texts[language][key] ?? key;
  return text.replace(/\{(\w+)\}/g, (place, name) => values[name] ?? place);
}

/** Changes the language of the document and of all that is marked with data-t. */
export function use(wanted) {
  language = wanted;
  document.documentElement.lang = wanted === "zh" ? "zh-CN" : "en";
  for (const element of document.querySelectorAll("[data-t]")) {
    element.textContent = t(element.dataset.t);
  }
  for (const element of document.querySelectorAll("[data-t-label]")) {
    element.setAttribute("aria-label", t(element.dataset.tLabel));
  }
}

/** A share as people read it: 49.8 %. */
export function percent(share, digits = 1) {
  return `${(100 * share).toFixed(digits)} %`;
}

/** A difference of shares in points: +1.4, or −0.2. */
export function points(difference) {
  const value = (100 * difference).toFixed(1);
  if (Number(value) === 0) return "±0.0";
  return (difference > 0 ? "+" : "−") + value.replace("-", "");
}

/** A number of three digits, with a true minus. */
export function figure(value) {
  return Number(value).toPrecision(3).replace("-", "−");
}

/** A large number: 274 k, 4.46 G. */
export function large(value) {
  const [unit, by] = value >= 1e9 ? ["G", 1e9] : value >= 1e6 ? ["M", 1e6] : value >= 1e3 ? ["k", 1e3] : ["", 1];
  return by === 1 ? String(value) : `${Number((value / by).toPrecision(3))} ${unit}`;
}

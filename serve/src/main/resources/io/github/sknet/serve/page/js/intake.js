// The ways in which a picture comes: dropped, pasted, chosen, taken, or one of the examples.

import { el } from "./dom.js";
import { t } from "./i18n.js";

/** Photographs that may be used by anyone (examples/LICENCES.md). */
const EXAMPLES = ["cat", "coffee", "rocket", "astronaut"];

/** Listens to all of them; take is given a blob and its name, and the slot that it was dropped on. */
export function listen(take, problem) {
  listenToFiles(take);
  listenToDrops(take);
  listenToPaste(take);
  listenToCamera(take, problem);
}

function listenToFiles(take) {
  const file = document.getElementById("file");
  file.addEventListener("change", () => {
    if (file.files.length > 0) take(file.files[0], file.files[0].name);
    file.value = "";
  });
}

function listenToDrops(take) {
  let depth = 0;
  const dragging = (by) => {
    depth = Math.max(0, depth + by);
    document.body.classList.toggle("dragging", depth > 0);
  };
  addEventListener("dragenter", (event) => {
    event.preventDefault();
    dragging(1);
  });
  addEventListener("dragleave", () => dragging(-1));
  addEventListener("dragover", (event) => event.preventDefault());
  addEventListener("drop", (event) => {
    event.preventDefault();
    dragging(-depth);
    const slot = event.target.closest?.("[data-slot]")?.dataset.slot;
    const files = [...event.dataTransfer.files].filter((file) => file.type.startsWith("image/") || !file.type);
    files.slice(0, 2).forEach((file, i) => take(file, file.name, i === 0 ? slot : "b"));
  });
}

function listenToPaste(take) {
  addEventListener("paste", (event) => {
    const image = [...event.clipboardData.files].find((file) => file.type.startsWith("image/"));
    if (image) take(image, image.name);
  });
}

function listenToCamera(take, problem) {
  const dialog = document.getElementById("camera-dialog");
  const video = document.getElementById("camera-video");
  document.getElementById("camera").addEventListener("click", async () => {
    try {
      video.srcObject = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
    } catch {
      problem(t("noCamera"));
      return;
    }
    dialog.showModal();
    await video.play();
  });
  dialog.addEventListener("close", () => {
    video.srcObject?.getTracks().forEach((track) => track.stop());
    video.srcObject = null;
  });
  document.getElementById("camera-close").addEventListener("click", () => dialog.close());
  document.getElementById("camera-shoot").addEventListener("click", () => {
    const canvas = el("canvas", { width: video.videoWidth, height: video.videoHeight });
    canvas.getContext("2d").drawImage(video, 0, 0);
    canvas.toBlob((blob) => take(blob, t("camera")), "image/jpeg", 0.92);
    dialog.close();
  });
}

/** Shows the examples, to be clicked. */
export function showExamples(take, problem) {
  document.getElementById("examples").replaceChildren(
    ...EXAMPLES.map((name) => {
      const address = `examples/${name}.jpg`;
      const choose = async () => {
        let picture;
        try {
          picture = await (await fetch(address)).blob();
        } catch {
          problem(t("unreachable"));
          return;
        }
        take(picture, t(name));
      };
      return el("li", {}, el("button", { type: "button", onclick: choose }, el("img", { src: address, alt: t(name) })));
    }));
}

// Presets tick the boxes of the feedback matrix; without this file the boxes are ticked by hand.

function start(matrix) {
  matrix.dataset.started = "";
  const boxes = [...matrix.querySelectorAll("input[type=checkbox]")];
  const presets = [...matrix.querySelectorAll("[data-ticks]")];
  const ticks = (button) => new Set(JSON.parse(button.dataset.ticks));
  const show = () => {
    for (const button of presets) {
      const wanted = ticks(button);
      button.setAttribute("aria-pressed", boxes.every((box) => box.checked === wanted.has(box.name)));
    }
  };
  for (const button of presets) {
    button.addEventListener("click", () => {
      const wanted = ticks(button);
      for (const box of boxes) box.checked = wanted.has(box.name);
      boxes[0].dispatchEvent(new Event("change", { bubbles: true }));
      show();
    });
  }
  matrix.addEventListener("change", (event) => {
    // who sees the right answer knows whether their own was right
    const box = event.target;
    if (box.checked && box.name?.endsWith("-answer")) {
      const twin = boxes.find((one) => one.name === box.name.replace(/answer$/, "correctness"));
      twin.checked = true;
    }
    show();
  });
  matrix.querySelector("[data-lms-presets]").hidden = false;
}

function startAll() {
  for (const matrix of document.querySelectorAll("[data-lms-matrix]:not([data-started])")) start(matrix);
}

// Wagtail loads the scripts of an editor before the form is there
if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", startAll);
else startAll();

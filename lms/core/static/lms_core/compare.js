// Before/after pairs: two pictures side by side become one with a slider. Without this file they
// stay side by side.
for (const figure of document.querySelectorAll("[data-compare]")) {
  const pair = figure.querySelector(".compare-pair");
  const range = document.createElement("input");
  range.type = "range";
  range.min = "0";
  range.max = "100";
  range.value = "50";
  range.className = "compare-range";
  range.setAttribute("aria-label", figure.dataset.label);
  const show = () => {
    pair.style.setProperty("--cut", `${range.value}%`);
    range.setAttribute("aria-valuetext", `${range.value} %`);
  };
  range.addEventListener("input", show);
  show();
  figure.classList.add("is-live");
  pair.after(range);
}

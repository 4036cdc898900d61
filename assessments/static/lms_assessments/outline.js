// Draws the corners of a region on the picture of its question. Without this file, and with a
// keyboard, the corners are typed into the field above the button.

const read = (text) =>
  text.split(/\s+/).map((pair) => pair.split(",").map(Number)).filter(([x, y]) => Number.isFinite(x) && Number.isFinite(y));
const write = (corners) => corners.map((corner) => corner.join(",")).join(" ");
const percent = (part, whole) => Math.round(Math.min(Math.max(part / whole, 0), 1) * 1000) / 10;

function shape(kind, corners, name) {
  const one = document.createElementNS("http://www.w3.org/2000/svg", kind);
  one.setAttribute("points", write(corners));
  one.setAttribute("class", name);
  return one;
}

function open(box) {
  const field = box.querySelector("textarea");
  const question = field.name.slice(0, field.name.lastIndexOf("-regions-"));
  const picture = document.getElementsByName(`${question}-image`)[0]?.value;
  const said = box.querySelector("[data-said]");
  said.textContent = picture ? "" : said.dataset.none;
  if (!picture) return;

  const dialog = box.querySelector("dialog");
  const place = dialog.querySelector("[data-place]");
  const svg = place.querySelector("svg");
  const others = [...document.querySelectorAll("[data-lms-outline] textarea")]
    .filter((one) => one !== field && one.name.startsWith(`${question}-regions-`) && one.offsetParent)
    .map((one) => read(one.value));
  let corners = read(field.value);
  const show = () => {
    const mine = corners.length > 2 ? [shape("polygon", corners, "mine")] : [shape("polyline", corners, "mine")];
    // a line of no length with a round end is a dot, whatever the shape of the picture
    const dots = corners.map((corner) => shape("polyline", [corner, corner], "corner"));
    svg.replaceChildren(...others.map((one) => shape("polygon", one, "other")), ...mine, ...dots);
  };
  place.querySelector("img").src = box.dataset.picture.replace(/0(?=\/$)/, picture);
  place.onclick = (event) => {
    const edge = place.getBoundingClientRect();
    corners.push([percent(event.clientX - edge.left, edge.width), percent(event.clientY - edge.top, edge.height)]);
    show();
  };
  dialog.querySelector("[data-back]").onclick = () => { corners.pop(); show(); };
  dialog.querySelector("[data-clear]").onclick = () => { corners = []; show(); };
  dialog.querySelector("[data-cancel]").onclick = () => dialog.close();
  dialog.querySelector("[data-done]").onclick = () => {
    field.value = write(corners);
    for (const name of ["input", "change"]) field.dispatchEvent(new Event(name, { bubbles: true }));
    dialog.close();
  };
  show();
  dialog.showModal();
}

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-lms-outline] [data-draw]");
  if (button) open(button.closest("[data-lms-outline]"));
});

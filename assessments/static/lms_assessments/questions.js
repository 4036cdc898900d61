// Marks on pictures and the count of words. Without this file a picture is answered from the list or
// with numbers, and the words are not counted while one writes.

const PLACE = /^\d{1,3}(?:\.\d{1,2})?,\d{1,3}(?:\.\d{1,2})?$/;
const MOST = 20;

function places(box) {
  return box.querySelector("[data-marks]").value.split(/[\s;]+/).filter((one) => PLACE.test(one));
}

function draw(box) {
  const picture = box.querySelector("[data-picture]");
  for (const old of picture.querySelectorAll(".hot-mark")) old.remove();
  places(box).forEach((place, at) => {
    const [x, y] = place.split(",");
    const button = document.createElement("button");
    button.type = "button";
    button.className = "hot-mark";
    button.textContent = at + 1;
    button.setAttribute("aria-label", box.dataset.textRemove.replace("%(n)s", at + 1));
    button.style.setProperty("left", `${x}%`);
    button.style.setProperty("top", `${y}%`);
    picture.append(button);
  });
}

function keep(box, found) {
  const field = box.querySelector("[data-marks]");
  field.value = found.join(" ");
  draw(box);
  field.dispatchEvent(new Event("change", { bubbles: true }));
}

document.addEventListener("click", (event) => {
  const picture = event.target.closest("[data-picture]");
  const box = picture?.closest("[data-hotspot]");
  if (!box || box.querySelector("[data-marks]").disabled) return;
  const mark = event.target.closest(".hot-mark");
  if (mark) {
    const at = [...picture.querySelectorAll(".hot-mark")].indexOf(mark);
    keep(box, places(box).filter((_place, n) => n !== at));
    return;
  }
  const frame = picture.querySelector("img").getBoundingClientRect();
  const share = (at, from, size) => Math.min(100, Math.max(0, (at - from) * 100 / size)).toFixed(1);
  const place = `${share(event.clientX, frame.left, frame.width)},${share(event.clientY, frame.top, frame.height)}`;
  if (places(box).length < MOST) keep(box, [...places(box), place]);
});

function count(area) {
  const words = area.value.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
  const place = area.closest(".q-essay").querySelector("[data-words]");
  place.textContent = place.dataset.text.replace("%(n)s", words);
}

function refresh(target) {
  if (target.matches?.("[data-count-words]")) count(target);
  if (target.matches?.("[data-marks]")) draw(target.closest("[data-hotspot]"));
}

for (const kind of ["input", "restored"]) document.addEventListener(kind, (event) => refresh(event.target));
for (const one of document.querySelectorAll("[data-count-words], [data-marks]")) refresh(one);
document.documentElement.classList.add("scripted");

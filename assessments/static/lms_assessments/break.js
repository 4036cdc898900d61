// A break of an exam: how long it lasts still, by the server's clock. Without this file the page
// says when it ends.

const page = document.querySelector("[data-break-until]");
const place = document.querySelector("[data-break-left]");
const announce = document.querySelector("[data-break-announce]");
const offset = Date.parse(page.dataset.now) - Date.now();
const until = Date.parse(page.dataset.breakUntil);
// spoken rarely, like the time of the exam
const spoken = [5, 1];
let last = Infinity;

function tick() {
  const seconds = Math.max(0, Math.ceil((until - Date.now() - offset) / 1000));
  const minutes = Math.ceil(seconds / 60);
  const said = minutes === 1 ? page.dataset.textLeftOne : page.dataset.textLeft.replace("%(n)s", minutes);
  if (place.textContent !== said) place.textContent = said;
  if (minutes < last && last !== Infinity && spoken.includes(minutes)) announce.textContent = said;
  last = minutes;
  if (seconds > 0) return setTimeout(tick, 1000);
  document.querySelector("[data-break-title]").textContent = page.dataset.textOver;
  announce.textContent = page.dataset.textOver;
}

tick();

// who signed in again in another tab has another token than this page was made with
page.querySelector("form").addEventListener("submit", (event) => {
  const token = document.cookie.split("; ").find((one) => one.startsWith("csrftoken="))?.slice(10);
  if (token) event.target.elements.csrfmiddlewaretoken.value = token;
});

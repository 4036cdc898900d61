// Files as answers: sent when they are chosen, with progress, and again when the network was gone.
// Without this file a button leads to a page with a form.

const form = document.getElementById("exam");
const csrf = () =>
  document.cookie.split("; ").find((one) => one.startsWith("csrftoken="))?.slice(10) ??
  form.querySelector("[name=csrfmiddlewaretoken]").value;
const words = (box, name, file) => box.dataset[name].replace("%(name)s", file.name);

function say(box, message, label, action) {
  const place = box.querySelector("[data-said]");
  place.replaceChildren();
  if (!message) return;
  const line = document.createElement("p");
  line.textContent = message;
  place.append(line);
  if (!label) return;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn-2";
  button.textContent = label;
  button.addEventListener("click", action);
  place.append(button);
}

function send(url, file, onProgress) {
  return new Promise((resolve, reject) => {
    const body = new FormData();
    body.append("file", file, file.name);
    const request = new XMLHttpRequest();
    request.open("POST", url);
    request.setRequestHeader("Accept", "application/json");
    request.setRequestHeader("X-CSRFToken", csrf());
    request.upload.addEventListener("progress", (event) => onProgress((100 * event.loaded) / event.total));
    request.addEventListener("load", () => {
      let body = {};
      try { body = JSON.parse(request.responseText); } catch { /* said as a failure below */ }
      resolve({ status: request.status, body });
    });
    request.addEventListener("error", reject);
    request.send(body);
  });
}

// one after the other: each brings the sequence the next one builds on
async function take(card, files) {
  for (const [place, file] of files.entries()) {
    if (!(await takeOne(card, file, () => take(card, files.slice(place))))) return;
  }
}

async function takeOne(card, file, again) {
  const box = card.querySelector("[data-files]");
  if (file.size > Number(box.dataset.bytes)) return say(box, words(box, "textLarge", file));
  const asked = {};
  card.dispatchEvent(new CustomEvent("filing", { bubbles: true, detail: asked }));
  await asked.ready;
  const bar = box.querySelector("progress");
  const input = box.querySelector("input[type=file]");
  input.disabled = true;
  bar.hidden = false;
  say(box, words(box, "textSending", file));
  let answer;
  try {
    answer = await send(form.dataset.upload.replace(/\/0\/$/, `/${card.dataset.position}/`), file, (share) => { bar.value = share; });
  } catch {
    say(box, words(box, "textLost", file), box.dataset.textRetry, again);
    return false;
  } finally {
    bar.hidden = true;
    input.disabled = false;
    input.value = "";
  }
  if (answer.status !== 200 || !answer.body.html) {
    say(box, answer.body.message ?? box.dataset.textFailed);
    input.focus();
    return false;
  }
  const fresh = new DOMParser().parseFromString(answer.body.html, "text/html").querySelector("[data-files]");
  box.replaceWith(fresh);
  say(fresh, words(fresh, "textDone", file));
  room(fresh);
  (fresh.querySelector("input[type=file]:not([disabled])") ?? fresh.querySelector("input")).focus();
  card.dispatchEvent(new CustomEvent("filed", { bubbles: true, detail: answer.body }));
  return true;
}

// no more files than the question takes
function room(box) {
  const full = box.querySelectorAll("input[type=checkbox]:checked").length >= Number(box.dataset.most);
  box.querySelector("[data-add]").hidden = full;
}

if (form?.dataset.upload) {
  form.addEventListener("change", (event) => {
    const box = event.target.closest("[data-files]");
    if (!box) return;
    if (event.target.type === "checkbox") return room(box);
    // the answer is saved by the upload itself, not as the name of a file
    event.stopImmediatePropagation();
    if (event.target.files.length) take(box.closest(".q-card"), [...event.target.files]);
  }, { capture: true });
  for (const box of document.querySelectorAll("[data-files]")) room(box);
}

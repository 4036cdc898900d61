// Taking an exam: quiet autosave with a queue that survives a lost network and a reload, the time
// left by the server's clock, the strip of question states, one question at a time.
// Without this file the exam is one form with a Save button.

const form = document.getElementById("exam");
const text = (name, values = {}) =>
  Object.entries(values).reduce((said, [key, value]) => said.replace(`%(${key})s`, value), form.dataset[name] ?? "");
const announce = (said) => {
  const place = document.querySelector("[data-announce]");
  if (place) place.textContent = said;
};

// --- the time left, by the server's clock

// how far the server's clock is ahead of this device's, by the last answer that told the time
let ahead = 0;
function hearTime(now, asked = Date.now()) {
  const received = Date.now();
  // the server read its clock half-way between the question and the answer, as far as one can tell
  if (now) ahead = Date.parse(now) + (received - asked) / 2 - received;
}

function startClock() {
  if (!form.dataset.deadline) return;
  const place = document.querySelector("[data-left]");
  hearTime(form.dataset.now);
  const deadline = Date.parse(form.dataset.deadline);
  // spoken rarely: the numbers of minutes at which a screen reader hears the time
  const spoken = [30, 10, 5, 1];
  let last = Infinity;
  const tick = () => {
    const seconds = Math.max(0, Math.ceil((deadline - Date.now() - ahead) / 1000));
    const minutes = Math.ceil(seconds / 60);
    let said = minutes === 1 ? text("textLeftOne") : text("textLeft", { n: minutes });
    if (seconds < 60) said = seconds === 1 ? text("textSecondsOne") : text("textSeconds", { n: seconds });
    if (place.textContent !== said) place.textContent = said;
    place.toggleAttribute("data-soon", minutes <= 5);
    if (minutes < last && last !== Infinity && spoken.includes(minutes)) announce(said);
    last = minutes;
    if (seconds > 0) return setTimeout(tick, seconds <= 61 ? 1000 : 5000);
    announce(text("textOver"));
    settleTyping();
    queue?.flush().finally(() => location.replace(form.dataset.result)) ??
      location.replace(form.dataset.result);
  };
  tick();
}

// --- answers

const cards = [...document.querySelectorAll(".q-card")];
const byPosition = new Map(cards.map((card) => [Number(card.dataset.position), card]));
const flagOf = (card) => card.querySelector(".flag input");
const controls = (card) => [...card.querySelectorAll(".q-body :is(input, select, textarea)")].filter((one) => one.type !== "hidden" && one.type !== "file");
// a control called q3.left answers the part "left" of question 3
const partOf = (one) => (one.name.includes(".") ? `${one.name.slice(one.name.indexOf(".") + 1)}=` : "");

function read(card) {
  return controls(card)
    .filter((one) => (one.type === "radio" || one.type === "checkbox" ? one.checked : one.value.trim() !== ""))
    .map((one) => partOf(one) + one.value);
}

function write(card, values) {
  for (const one of controls(card)) {
    const part = partOf(one);
    const found = values.find((value) => !part || value.startsWith(part))?.slice(part.length);
    if (one.type === "radio" || one.type === "checkbox") one.checked = values.includes(part + one.value);
    else one.value = found ?? "";
    one.dispatchEvent(new CustomEvent("restored", { bubbles: true }));
  }
}

function setSequence(card, sequence) {
  card.dataset.sequence = sequence;
  const field = form.querySelector(`input[name="s${card.dataset.position}"]`);
  if (field) field.value = sequence;
}

function note(card, message, buttons = []) {
  const place = card.querySelector("[data-note]");
  place.replaceChildren();
  if (!message) return;
  const line = document.createElement("p");
  line.textContent = message;
  place.append(line);
  if (!buttons.length) return;
  const row = document.createElement("div");
  row.className = "row";
  for (const [label, action] of buttons) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn-2";
    button.textContent = label;
    button.addEventListener("click", action);
    row.append(button);
  }
  place.append(row);
}

function mark(card) {
  const position = card.dataset.position;
  const answered = read(card).length > 0;
  const flagged = flagOf(card).checked;
  const link = document.querySelector(`[data-goto="${position}"]`);
  const dot = document.querySelector(`[data-mini="${position}"]`);
  for (const one of [link, dot]) {
    one?.classList.toggle("a", answered);
    one?.classList.toggle("f", flagged);
  }
  const parts = [text("textQuestion", { n: position }), answered ? text("textAnswered") : text("textOpen")];
  if (flagged) parts.push(text("textFlagged"));
  link?.setAttribute("aria-label", parts.join(", "));
  const done = cards.filter((one) => read(one).length).length;
  const flags = cards.filter((one) => flagOf(one).checked).length;
  let count = text("textCount", { a: done, t: cards.length });
  if (flags) count += `, ${text("textFlags", { f: flags })}`;
  for (const place of document.querySelectorAll("[data-count]")) place.textContent = count;
}

function showSaved(state, said) {
  const place = document.querySelector("[data-saved]");
  place.dataset.state = state;
  place.textContent = said;
}

function alertAbout(message, label, href) {
  const box = document.querySelector("[data-alert]");
  box.replaceChildren();
  box.hidden = !message;
  if (!message) return;
  const line = document.createElement("p");
  line.textContent = message;
  box.append(line);
  if (!label) return;
  const way = document.createElement("p");
  const link = document.createElement("a");
  link.className = "act";
  link.href = href;
  link.textContent = label;
  if (href !== location.pathname && label === text("textSignin")) link.target = "_blank";
  way.append(link);
  box.append(way);
}

const cookie = (name) =>
  document.cookie.split("; ").find((one) => one.startsWith(`${name}=`))?.slice(name.length + 1);
const csrf = () => cookie("csrftoken") ?? form.querySelector("[name=csrfmiddlewaretoken]").value;

// One request at a time; what waits is kept in the browser until the server has it: each answer by
// itself, so that no window takes away what another one still has to send.
class Queue {
  constructor() {
    this.key = `exam-${form.dataset.exam}-`;
    this.kept = new Map();
    this.waiting = this.stored();
    this.running = null;
    this.delay = 1000;
    this.timer = null;
    this.stopped = false;
    this.wasOffline = false;
    addEventListener("online", () => this.retryNow());
    document.addEventListener("visibilitychange", () => document.hidden || this.retryNow());
    addEventListener("beforeunload", (event) => {
      if (this.waiting.size && !this.storable) event.preventDefault();
    });
  }

  stored() {
    const found = new Map();
    try {
      this.storable = true;
      for (const key of Object.keys(localStorage).filter((one) => one.startsWith(this.key))) {
        const position = Number(key.slice(this.key.length));
        this.kept.set(position, localStorage.getItem(key));
        found.set(position, JSON.parse(this.kept.get(position)));
      }
    } catch {
      this.storable = false;
    }
    return found;
  }

  keep(position) {
    const key = this.key + position;
    try {
      if (this.waiting.has(position)) {
        this.kept.set(position, JSON.stringify(this.waiting.get(position)));
        localStorage.setItem(key, this.kept.get(position));
      } else if (localStorage.getItem(key) === this.kept.get(position)) localStorage.removeItem(key);
    } catch {
      this.storable = false;
    }
  }

  drop(position) {
    this.waiting.delete(position);
    this.keep(position);
  }

  add(card) {
    const position = Number(card.dataset.position);
    // the save this one builds on is kept too, so that a reload cannot pass over a newer answer
    const sequence = Number(card.dataset.sequence);
    this.waiting.set(position, { sequence, answer: read(card), flagged: flagOf(card).checked });
    this.keep(position);
    this.flush();
  }

  retryNow() {
    clearTimeout(this.timer);
    this.timer = null;
    this.delay = 1000;
    if (!this.stopped) this.flush();
  }

  flush() {
    this.running ??= this.run().finally(() => (this.running = null));
    return this.running;
  }

  async run() {
    while (this.waiting.size && !this.stopped && !this.timer) {
      const [position, item] = this.waiting.entries().next().value;
      showSaved("busy", text("textSaving"));
      if (!(await this.send(position, item))) return;
    }
  }

  // true: go on with the next one
  async send(position, item) {
    const card = byPosition.get(position);
    let answer;
    let body = {};
    const asked = Date.now();
    try {
      answer = await fetch(form.dataset.save, {
        method: "POST",
        credentials: "same-origin",
        headers: { "Content-Type": "application/json", "X-CSRFToken": csrf() },
        body: JSON.stringify({ position, ...item }),
      });
      if (answer.status >= 500 || answer.status === 429) throw new Error(answer.status);
      body = await answer.json().catch(() => ({}));
    } catch {
      return this.later();
    }
    hearTime(body.now, asked);
    if (answer.ok) return this.done(card, position, item, body);
    if (answer.status === 409 && body.error === "stale") return this.stale(card, position, item, body);
    if (answer.status === 409 && body.error === "refused") {
      this.drop(position);
      showSaved("", "");
      note(card, body.message);
      return true;
    }
    if (answer.status === 409 && body.error === "break") {
      // what waits is sent when the trainee goes on, here or in the other window
      this.stopped = true;
      showSaved("wait", text("textWaiting"));
      location.replace(body.take);
      return false;
    }
    if (answer.status === 409) {
      this.stopped = true;
      for (const one of [...this.waiting.keys()]) this.drop(one);
      showSaved("fail", text("textOver"));
      alertAbout(body.message, text("textResult"), body.result);
      return false;
    }
    if (answer.status === 401) {
      this.delay = 4000;
      this.later();
      alertAbout(body.message, text("textSignin"), body.sign_in);
      return false;
    }
    this.stopped = true;
    showSaved("fail", text("textWaiting"));
    alertAbout(text("textFailed"), text("textReload"), location.pathname);
    return false;
  }

  done(card, position, item, body) {
    setSequence(card, body.sequence);
    const now = this.waiting.get(position);
    if (now === item) this.drop(position);
    else {
      now.sequence = body.sequence;
      this.keep(position);
    }
    this.delay = 1000;
    showSaved("", text("textSaved", { time: body.saved }));
    note(card, body.notice);
    if (this.wasOffline && !this.waiting.size) {
      this.wasOffline = false;
      alertAbout("");
      announce(text("textBack"));
    }
    return true;
  }

  later() {
    this.wasOffline = true;
    showSaved("wait", text("textWaiting"));
    if (this.delay === 2000) announce(text("textWaiting"));
    this.timer = setTimeout(() => {
      this.timer = null;
      this.flush();
    }, this.delay);
    this.delay = Math.min(this.delay * 2, 30000);
    return false;
  }

  // nothing is lost: both answers are there, the trainee chooses
  stale(card, position, item, body) {
    this.drop(position);
    setSequence(card, body.sequence);
    card.dataset.stale = "";
    const settle = (values, flagged) => {
      // files of the other window are not on this page yet
      if (card.querySelector("[data-files]") && values === body.values) return location.reload();
      delete card.dataset.stale;
      write(card, values);
      flagOf(card).checked = flagged;
      note(card, "");
      mark(card);
      card.focus();
    };
    note(card, body.message, [
      [text("textTheirs"), () => settle(body.values, body.flagged)],
      [text("textMine"), () => { settle(item.answer, item.flagged); this.add(card); }],
    ]);
    showSaved("wait", text("textChoose"));
    return true;
  }
}

// Practice: one answer is sent and checked, and what may be said of it is shown below it.
async function check(card) {
  const button = card.querySelector("[data-check]");
  const place = card.querySelector("[data-check-place]");
  if (button.getAttribute("aria-disabled")) return;
  button.setAttribute("aria-disabled", "true");
  try {
    await queue.flush();
    const asked = Date.now();
    const answer = await fetch(form.dataset.check, {
      method: "POST",
      credentials: "same-origin",
      headers: { "Content-Type": "application/json", "X-CSRFToken": csrf() },
      body: JSON.stringify({
        position: Number(card.dataset.position),
        sequence: Number(card.dataset.sequence),
        answer: read(card),
        flagged: flagOf(card).checked,
      }),
    });
    const body = await answer.json();
    hearTime(body.now, asked);
    if (answer.status === 409 && body.error === "stale") {
      queue.stale(card, Number(card.dataset.position), { answer: read(card), flagged: flagOf(card).checked }, body);
    } else if (!answer.ok) {
      note(card, body.message ?? text("textFailed"));
    } else {
      setSequence(card, body.sequence);
      note(card, "");
      const shown = new DOMParser().parseFromString(body.html, "text/html").body.firstElementChild;
      place.replaceChildren(shown);
      card.querySelector(".q-body").disabled = body.settled;
      button.hidden = body.settled;
      showSaved("", text("textSaved", { time: body.saved }));
      shown.focus();
    }
  } catch {
    note(card, text("textWaiting"));
  } finally {
    button.removeAttribute("aria-disabled");
  }
}

function startChecking() {
  form.addEventListener("click", (event) => {
    // the form has a data-check of its own, the address
    const button = event.target.closest("button[data-check]");
    if (!button) return;
    event.preventDefault();
    check(button.closest(".q-card"));
  });
  // what was said of an answer is not said of another one
  const clear = (event) => {
    const shown = event.target.closest(".q-body") && event.target.closest(".q-card").querySelector("[data-check-shown]");
    if (shown?.querySelector(".check-verdict")) shown.replaceChildren();
  };
  form.addEventListener("change", clear);
  form.addEventListener("input", clear);
}

let queue = null;
// queues what was typed a moment ago; the server takes it for a short grace after the end
let settleTyping = () => {};

function startSaving() {
  queue = new Queue();
  for (const [position, item] of queue.waiting) {
    const card = byPosition.get(position);
    if (!card) { queue.drop(position); continue; }
    write(card, item.answer);
    flagOf(card).checked = item.flagged;
    mark(card);
  }
  queue.flush();
  let typing = null;
  form.addEventListener("change", (event) => {
    const card = event.target.closest(".q-card");
    if (!card) return;
    clearTimeout(typing);
    settleTyping = () => {};
    mark(card);
    queue.add(card);
  });
  form.addEventListener("input", (event) => {
    const card = event.target.closest(".q-card");
    const long = event.target.type === "textarea";
    if (!card || !(long || event.target.type === "text")) return;
    clearTimeout(typing);
    settleTyping = () => {
      clearTimeout(typing);
      settleTyping = () => {};
      mark(card);
      queue.add(card);
    };
    typing = setTimeout(() => settleTyping(), long ? 2500 : 900);
  });
  // a file goes its own way: after what waits, and with the sequence it brings back
  form.addEventListener("filing", (event) => { event.detail.ready = queue.flush(); });
  form.addEventListener("filed", (event) => {
    const card = event.target.closest(".q-card");
    setSequence(card, event.detail.sequence);
    mark(card);
    showSaved("", text("textSaved", { time: event.detail.saved }));
  });
  form.addEventListener("submit", async (event) => {
    const undecided = cards.find((card) => "stale" in card.dataset);
    if (undecided) {
      event.preventDefault();
      announce(text("textChoose"));
      return goTo(undecided, { focus: true });
    }
    if (!queue.waiting.size && !queue.running) return;
    event.preventDefault();
    queue.retryNow();
    await queue.flush();
    if (!queue.waiting.size) form.requestSubmit(event.submitter);
    // that one is signed out, or that the exam is closed, is said already
    else if (document.querySelector("[data-alert]").hidden) alertAbout(text("textWaiting"));
  });
  // a page from the back button may be older than what the server has
  addEventListener("pageshow", (event) => event.persisted && location.reload());
}

// --- where one is

let current = null;

function goTo(card, { focus = false } = {}) {
  if (!card) return;
  current = card;
  for (const link of document.querySelectorAll("[data-goto]")) {
    if (link.dataset.goto === card.dataset.position) link.setAttribute("aria-current", "step");
    else link.removeAttribute("aria-current");
  }
  for (const dot of document.querySelectorAll("[data-mini]")) {
    dot.classList.toggle("c", dot.dataset.mini === card.dataset.position);
  }
  if (form.classList.contains("one")) {
    for (const one of cards) one.hidden = one !== card;
    const place = cards.indexOf(card);
    form.classList.toggle("last", place === cards.length - 1);
    card.querySelector('[data-step="-1"]').hidden = place === 0;
    card.querySelector('[data-step="1"]').hidden = place === cards.length - 1;
    if (focus) { card.focus({ preventScroll: true }); scrollTo({ top: 0 }); }
  } else if (focus) card.focus();
}

function startMoving() {
  const fromHash = () => document.getElementById(location.hash.slice(1))?.closest?.(".q-card");
  if (form.dataset.presentation === "one") {
    form.classList.add("one");
    form.addEventListener("click", (event) => {
      const step = Number(event.target.closest("[data-step]")?.dataset.step ?? 0);
      if (!step) return;
      const next = cards[cards.indexOf(current) + step];
      history.replaceState(null, "", `#${next.id}`);
      goTo(next, { focus: true });
    });
    goTo(fromHash() ?? cards.find((card) => !read(card).length) ?? cards[0]);
  } else {
    const seen = new IntersectionObserver(
      (entries) => {
        const top = entries.filter((entry) => entry.isIntersecting)[0];
        if (top) goTo(top.target);
      },
      { rootMargin: "-20% 0px -60% 0px" },
    );
    for (const card of cards) seen.observe(card);
    goTo(fromHash() ?? cards[0]);
  }
  addEventListener("hashchange", () => goTo(fromHash(), { focus: true }));
  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-goto]")) return;
    if (matchMedia("(max-width: 61.99rem)").matches) document.querySelector(".strip").open = false;
  });
}

// who signed in again in another tab has another token than this page was made with
function renewToken() {
  form.querySelector("[name=csrfmiddlewaretoken]").value = csrf();
}

if (form) {
  document.documentElement.classList.add("scripted");
  form.addEventListener("submit", renewToken);
  if (form.dataset.save) startSaving();
  if (form.dataset.check) startChecking();
  startClock();
  if (cards.length) startMoving();
}

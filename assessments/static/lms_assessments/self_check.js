// Self-checks answer in place; without this file they answer on a page of their own.

document.addEventListener("submit", async (event) => {
  const form = event.target.closest("form[data-self-check]");
  if (!form) return;
  event.preventDefault();
  const data = new FormData(form, event.submitter);
  form.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(form.action, {
      method: "POST",
      body: data,
      headers: { "X-Fragment": "1" },
      credentials: "same-origin",
    });
    if (!answer.ok && answer.status !== 403 && answer.status !== 400) throw new Error(answer.status);
    const parsed = new DOMParser().parseFromString(await answer.text(), "text/html");
    const next = parsed.body.firstElementChild;
    form.replaceWith(next);
    (next.querySelector("[data-focus]") ?? next.querySelector("input:not([type=hidden])"))?.focus();
  } catch {
    // let the browser send it the plain way, and say what is wrong
    form.removeAttribute("data-self-check");
    form.requestSubmit(event.submitter);
  }
});

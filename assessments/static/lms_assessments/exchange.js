// A site without a task queue answers the form only when everything is in: until then, show how far
// it is, as the page itself tells.
const form = document.querySelector("[data-import]");

const showProgress = async () => {
  const answer = await fetch(location.href);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const now = page.querySelector("[data-progress]");
  if (!now) return;
  const shown = document.querySelector("[data-progress]");
  if (shown) {
    shown.replaceChildren(...now.childNodes);
  } else {
    form.hidden = true;
    form.before(now);
  }
};

form?.addEventListener("submit", async (event) => {
  event.preventDefault();
  const body = new FormData(form);
  form.querySelector("[type=submit]").disabled = true;
  const watch = setInterval(() => showProgress().catch(() => {}), 1500);
  try {
    const answer = await fetch(location.href, { method: "POST", body });
    if (answer.redirected) location.assign(answer.url);
    else form.submit();
  } catch {
    // the import goes on at the server, whatever became of the connection
    location.reload();
  } finally {
    clearInterval(watch);
  }
});

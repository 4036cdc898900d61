// Keeps the numbers of a run that is under way current; without it, "Look again" does.
const wait = 3000;

async function refresh() {
  const part = document.getElementById("bulk-progress");
  if (!part?.dataset.live) return;
  try {
    const answer = await fetch(part.dataset.live, { headers: { "X-Requested-With": "fetch" } });
    if (!answer.ok || answer.redirected) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("bulk-progress");
    if (!fresh) return;
    part.replaceWith(fresh);
    if (!fresh.dataset.live) {
      location.reload();
      return;
    }
  } catch {
    // the network is away; the next round tries again
  }
  setTimeout(refresh, wait);
}

setTimeout(refresh, wait);

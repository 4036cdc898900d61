// Lesson pages: checklists, larger pictures, and the place where one stopped.
// Everything on the page works without this file.

function checklist(box, place) {
  const block = box.closest("[data-block]");
  const key = `lms-checklist:${block ? block.dataset.block : place}`;
  const ticks = [...box.querySelectorAll("input[type=checkbox]")];
  let kept = [];
  try {
    kept = JSON.parse(localStorage.getItem(key)) || [];
  } catch {
    kept = [];
  }
  ticks.forEach((tick, n) => {
    tick.checked = kept.includes(n);
    tick.addEventListener("change", () => {
      const on = ticks.flatMap((t, i) => (t.checked ? [i] : []));
      try {
        localStorage.setItem(key, JSON.stringify(on));
      } catch {
        // private windows may have no storage: the tick still shows
      }
    });
  });
}

function largerPicture(link) {
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || !window.HTMLDialogElement) return;
    event.preventDefault();
    const small = link.closest("figure").querySelector("img");
    const dialog = document.createElement("dialog");
    dialog.className = "lightbox";
    const image = document.createElement("img");
    image.src = link.href;
    image.alt = small ? small.alt : "";
    const close = document.createElement("button");
    close.type = "button";
    close.textContent = link.dataset.close;
    close.addEventListener("click", () => dialog.close());
    dialog.append(image, close);
    dialog.addEventListener("close", () => dialog.remove());
    dialog.addEventListener("click", (e) => e.target === dialog && dialog.close());
    document.body.append(dialog);
    dialog.showModal();
  });
}

function cookie(name) {
  const found = document.cookie.split("; ").find((part) => part.startsWith(`${name}=`));
  return found ? decodeURIComponent(found.slice(name.length + 1)) : "";
}

function rememberPosition(article) {
  const url = article.dataset.positionUrl;
  const token = document.querySelector("input[name=csrfmiddlewaretoken]");
  let current = article.dataset.position || "";
  let sent = current;
  let timer = 0;

  const send = () => {
    if (current === sent) return;
    sent = current;
    fetch(url, {
      method: "POST",
      keepalive: true,
      headers: { "X-CSRFToken": token ? token.value : cookie("csrftoken") },
      body: new URLSearchParams({ position: current }),
    }).catch(() => {});
  };
  const blocks = [...article.querySelectorAll("[data-block]")];
  const watch = new IntersectionObserver(
    (entries) => {
      for (const entry of entries) {
        if (entry.isIntersecting && window.scrollY > 200) current = entry.target.dataset.block;
      }
      clearTimeout(timer);
      timer = setTimeout(send, 2000);
    },
    { rootMargin: "0px 0px -60% 0px" },
  );
  blocks.forEach((block) => watch.observe(block));
  document.addEventListener("visibilitychange", () => document.hidden && send());
}

document.querySelectorAll("[data-checklist]").forEach(checklist);
document.querySelectorAll("[data-zoom]").forEach(largerPicture);
document.querySelectorAll("[data-position-url]").forEach(rememberPosition);

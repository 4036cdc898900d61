// Small comforts of every page. Nothing here is needed to use the site.

const menus = "details[data-menu]";

// a menu closes on Escape, on a press outside, and when the focus leaves it
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of document.querySelectorAll(`${menus}[open]`)) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});
for (const kind of ["pointerdown", "focusin"]) {
  document.addEventListener(kind, (event) => {
    for (const menu of document.querySelectorAll(`${menus}[open]`)) {
      if (!menu.contains(event.target)) menu.open = false;
    }
  });
}

// after a refused form, the reader starts at what is wrong
document.querySelector("[data-focus]")?.focus();

// Filtering replaces the whole answer, the drawer of filters included: on a phone it stays open,
// and the box that was ticked keeps the focus.
let open = false;
let focused = "";

document.addEventListener("htmx:beforeSwap", () => {
  open = Boolean(document.querySelector("#results .filters[open]"));
  focused = document.activeElement?.id ?? "";
});
document.addEventListener("htmx:afterSwap", () => {
  const filters = document.querySelector("#results .filters");
  if (!open || !filters) return;
  filters.open = true;
  if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
});

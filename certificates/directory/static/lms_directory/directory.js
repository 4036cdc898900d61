// Filtering replaces the whole answer, the drawer of filters included: on a phone it stays open.
let open = false;

document.addEventListener("htmx:beforeSwap", () => {
  open = Boolean(document.querySelector("#results .filters[open]"));
});
document.addEventListener("htmx:afterSwap", () => {
  if (open) document.querySelector("#results .filters").open = true;
});

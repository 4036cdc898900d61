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

// "Near me": asked for only when somebody presses the button, and rounded to about a kilometer.
const near = document.getElementById("near-me");
if (near && "geolocation" in navigator) {
  near.hidden = false;
  near.querySelector("button").addEventListener("click", () => {
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        const address = new URL(location.href);
        address.searchParams.delete("town");
        address.searchParams.delete("page");
        address.searchParams.set("near", `${coords.latitude.toFixed(2)},${coords.longitude.toFixed(2)}`);
        location.assign(address);
      },
      () => {
        near.querySelector("[role=status]").textContent = near.dataset.problem;
      },
      { maximumAge: 600000, timeout: 15000 },
    );
  });
}

// Ticks for the comparison stand inside the form of filters; they must not search anew.
document.addEventListener(
  "input",
  (event) => {
    if (event.target.getAttribute("form") === "compare") event.stopPropagation();
  },
  true,
);

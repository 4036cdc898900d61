// Filtering replaces the whole answer, the drawer of filters included: on a phone it stays open,
// what was ticked keeps the focus, and a line that is never replaced tells what was found.
let open = false;
let focused = "";

document.addEventListener("htmx:beforeSwap", () => {
  open = Boolean(document.querySelector("#results .filters[open]"));
  focused = document.activeElement?.id ?? "";
});
document.addEventListener("htmx:afterSwap", () => {
  const filters = document.querySelector("#results .filters");
  if (open && filters) filters.open = true;
  if (focused && document.activeElement?.id !== focused) {
    document.getElementById(focused)?.focus({ preventScroll: true });
  }
  const said = document.getElementById("found-said");
  if (said) said.textContent = document.getElementById("found")?.textContent.trim() ?? "";
});

// Who searched too often is told so by the page that says for how long.
document.addEventListener("htmx:responseError", ({ detail }) => {
  if (detail.xhr.status === 429) location.assign(detail.xhr.responseURL);
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
        address.searchParams.delete("which");
        address.searchParams.delete("page");
        address.searchParams.set("near", `${coords.latitude.toFixed(2)},${coords.longitude.toFixed(2)}`);
        location.assign(address);
      },
      () => {
        near.querySelector("[role=status]").textContent = near.dataset.problem;
        document.getElementById("town").focus();
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

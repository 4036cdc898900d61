// A digit typed anywhere on the page goes into the mark. Without this file one tabs to the field.

const field = document.querySelector("[data-marking] [data-mark]");

document.addEventListener("keydown", (event) => {
  const busy = event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.("input, textarea, select");
  if (!field || busy || !/^\d$/.test(event.key)) return;
  field.value = "";
  field.focus();
});

// A button beside each password field that shows what was typed. Without script the field is plain.

const { show, hide, showLabel, hideLabel } = document.querySelector("script[data-show]").dataset;

for (const input of document.querySelectorAll("input[type=password]")) {
  const wrap = document.createElement("div");
  wrap.className = "secret";
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = show;
  button.setAttribute("aria-label", showLabel);
  button.setAttribute("aria-controls", input.id);
  button.addEventListener("click", () => {
    const shown = input.type === "password";
    input.type = shown ? "text" : "password";
    button.textContent = shown ? hide : show;
    button.setAttribute("aria-label", shown ? hideLabel : showLabel);
  });
  input.replaceWith(wrap);
  wrap.append(input, button);
  // password managers and the server expect a password field
  input.form?.addEventListener("submit", () => { input.type = "password"; });
}

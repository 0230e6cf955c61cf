// Buttons that copy a command or a citation, and one that prints; without scripts the text stands there to be marked.
for (const place of document.querySelectorAll("[data-copy]")) {
  const text = place.textContent.trim();
  const button = document.createElement("button");
  button.type = "button";
  button.className = "quiet copy";
  button.textContent = place.dataset.copy;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(text);
    button.textContent = place.dataset.copied;
    setTimeout(() => { button.textContent = place.dataset.copy; }, 2000);
  });
  if (navigator.clipboard) place.after(button);
}
for (const button of document.querySelectorAll("button.print")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

/* A file may be dropped on the form; without this the field alone takes it. */
for (const drop of document.querySelectorAll(".drop")) {
  const field = drop.querySelector("input[type=file]");
  const over = (event) => {
    event.preventDefault();
    drop.classList.toggle("is-over", event.type === "dragover");
  };
  drop.addEventListener("dragover", over);
  drop.addEventListener("dragleave", over);
  drop.addEventListener("drop", (event) => {
    over(event);
    if (event.dataTransfer.files.length) field.files = event.dataTransfer.files;
  });
}

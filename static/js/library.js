// The window of the picture library: choosing a picture gives its address, description and credit to the editor.
const grid = document.querySelector(".library-grid");
const editor = window.opener?.CKEDITOR;

grid?.addEventListener("click", (event) => {
  const picture = event.target.closest("button[data-url]");
  if (!picture || !editor || !grid.dataset.waiting) return;
  const { url, description, credit } = picture.dataset;
  editor.tools.callFunction(Number(grid.dataset.waiting), url, function fill() {
    const dialog = this.getDialog();
    if (dialog.getName() !== "image2") return;
    dialog.getContentElement("info", "alt").setValue(description);
    dialog.getContentElement("info", "hasCaption").setValue(true);
    editor.chosenPictures.set(url, { description, credit });
  });
  window.close();
});

// Arrow keys walk along the pictures, as on a contact sheet.
grid?.addEventListener("keydown", (event) => {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  const buttons = [...grid.querySelectorAll("button[data-url]")];
  const next = buttons[buttons.indexOf(document.activeElement) + step];
  if (next) {
    event.preventDefault();
    next.focus();
  }
});

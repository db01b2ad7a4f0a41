// Whoever marks a sentence of the text before writing to the desk finds it in the form. Without this it is copied by hand.
const LONGEST = 500;
const text = document.querySelector(".story .body");
const links = document.querySelectorAll("a[data-quote]");

document.addEventListener("selectionchange", () => {
  const marked = document.getSelection();
  const words = marked.toString().trim();
  // A tap on the link ends the selection, so the last one in the text is kept.
  if (!words || !text.contains(marked.anchorNode) || !text.contains(marked.focusNode)) return;
  for (const link of links) {
    const address = new URL(link.href);
    address.searchParams.set("quote", words.slice(0, LONGEST));
    link.href = address.href;
  }
});

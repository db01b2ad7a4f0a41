// Whoever marks a sentence of the text before writing to the desk finds it in the form, and a way there beside it.
// Without this the sentence is copied by hand.
const LONGEST = 500;
const SHORTEST = 2;
const PAUSE = 250; // ms: a selection that still grows is not followed; a tap on the button ends the selection first
const text = document.querySelector(".story .body");
const links = document.querySelectorAll("a[data-quote]");
const beside = document.querySelector("[data-beside]");
let waiting;

const marked = () => {
  const selection = document.getSelection();
  const words = selection.toString().trim();
  const inside = text.contains(selection.anchorNode) && text.contains(selection.focusNode);
  return words.length >= SHORTEST && inside ? [words, selection.getRangeAt(0)] : ["", null];
};

const quote = (words) => {
  for (const link of links) {
    const address = new URL(link.href);
    address.searchParams.set("quote", words.slice(0, LONGEST));
    link.href = address.href;
  }
};

const place = (range) => {
  const lines = range.getClientRects();
  const last = lines[lines.length - 1];
  if (!last) return;
  beside.hidden = false;
  const most = document.documentElement.clientWidth - beside.offsetWidth - 8;
  beside.style.setProperty("--x", `${Math.min(Math.max(last.right - beside.offsetWidth / 2, 8), most) + scrollX}px`);
  beside.style.setProperty("--y", `${last.bottom + scrollY}px`);
};

document.addEventListener("selectionchange", () => {
  const [words] = marked();
  // The last sentence that was marked in the text is kept: going to the link ends the selection.
  if (words) quote(words);
  clearTimeout(waiting);
  waiting = setTimeout(() => {
    const [still, range] = marked();
    if (!beside) return;
    if (still) place(range);
    else beside.hidden = true;
  }, PAUSE);
});

beside?.addEventListener("pointerdown", (event) => event.preventDefault());

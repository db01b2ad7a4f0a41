// Whoever marks a sentence of the text before writing to the desk finds it in the form, and a way there beside it.
// Without this the sentence is copied by hand.
const LONGEST = 500;
const SHORTEST = 2;
const PAUSE = 250; // ms: a selection that still grows is not followed; a tap on the button ends the selection first
const parts = [...document.querySelectorAll(".story :is(h1, .subtitle, .summary, .body)")];
const links = document.querySelectorAll("a[data-quote]");
const beside = document.querySelector("[data-beside]");
let waiting;

// Marking begins in a part of the text; what lies beyond its end is cut off (three clicks on the last paragraph go there).
const marked = () => {
  const selection = document.getSelection();
  const part = parts.find((each) => each.contains(selection.anchorNode));
  if (!part || selection.isCollapsed) return ["", null];
  const range = selection.getRangeAt(0).cloneRange();
  if (!part.contains(range.startContainer)) range.setStart(part, 0);
  if (!part.contains(range.endContainer)) range.setEnd(part, part.childNodes.length);
  const words = (part.contains(selection.focusNode) ? selection : range).toString().trim();
  return words.length >= SHORTEST ? [words, range] : ["", null];
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

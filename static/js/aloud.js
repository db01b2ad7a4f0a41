// 朗读: the browser's own Chinese voice reads headline and text, paragraph by paragraph. No voice, no button.
const LONGEST = 100; // characters at a time: some browsers fall silent in the middle of longer ones
const speech = window.speechSynthesis;
const group = document.querySelector(".aloud");
const [play, stop, rate] = ["play", "stop", "rate"].map((name) => group?.querySelector(`[data-aloud=${name}]`));
const PARTS = document.querySelector("main .body")
  ? "main :is(h1, .subtitle), main > * .summary, .body :is(p, h2, h3, h4, li, tr, figcaption)"
  : "main :is(h1, h2, h3, .summary, .titles a)";

let queue = [];
let place = 0;
let turn = 0; // rises with every stop, so that what a stopped voice still reports is not taken for the present
let state = "silent";

// The script says where a reader is: Taiwan's Mandarin for 繁体, the mainland's for 简体. 方言 only where nothing else speaks.
const DIALECT = /^yue|^zh.*[-_](yue|HK|MO)\b|[-_]CN[-_][a-z]/i;
const FIRST = document.documentElement.lang === "zh-Hant" ? [/[-_](TW|Hant)\b/i, /[-_](CN|Hans)\b/i] : [/[-_](CN|Hans)\b/i];

const rank = ({ lang }) => {
  if (DIALECT.test(lang)) return FIRST.length + 1;
  const found = FIRST.findIndex((wanted) => wanted.test(lang));
  return found < 0 ? FIRST.length : found;
};

const voice = () => {
  const chinese = speech.getVoices().filter(({ lang }) => /^(zh|cmn|yue)(?![a-z])/i.test(lang));
  return chinese.sort((one, other) => rank(one) - rank(other))[0];
};

const words = (part) => {
  const copy = part.cloneNode(true);
  for (const unread of copy.querySelectorAll(".credit, .mark, [aria-hidden=true]")) unread.remove();
  if (copy.matches(".summary")) copy.querySelector("b")?.append("。"); // 提要 is a word of its own
  const cells = [...copy.querySelectorAll("th, td")];
  return (cells.length ? cells.map((cell) => cell.textContent).join("，") : copy.textContent).trim();
};

const sentences = (text) =>
  (text.match(/[^。！？；!?\n]+[。！？；!?\n]*[”」』）]*/g) ?? []).flatMap((sentence) =>
    sentence.match(new RegExp(`.{1,${LONGEST}}(?:[，、：,]|$)|.{1,${LONGEST}}`, "gs")) ?? []);

const collect = () =>
  [...document.querySelectorAll(PARTS)]
    .filter((part) => !part.parentElement.closest(".body :is(p, li, tr, figcaption)") && (part.checkVisibility?.() ?? part.getClientRects().length > 0))
    .flatMap((part) => sentences(words(part)).map((text) => ({ part, text })));

const mark = (part) => {
  document.querySelector(".being-read")?.classList.remove("being-read");
  if (!part) return;
  part.classList.add("being-read");
  const { top, bottom } = part.getBoundingClientRect();
  if (top < 0 || bottom > innerHeight) part.scrollIntoView({ block: "center" });
};

const show = (next) => {
  state = next;
  for (const word of play.children) word.hidden = word.dataset.when !== state;
  stop.hidden = state === "silent";
  rate.parentElement.hidden = state === "silent";
};

const end = () => {
  turn += 1;
  speech.cancel();
  mark(null);
  show("silent");
};

const next = () => {
  if (place >= queue.length) {
    end();
    return;
  }
  const mine = turn;
  const { part, text } = queue[place];
  const spoken = new SpeechSynthesisUtterance(text);
  spoken.voice = voice() ?? null;
  spoken.lang = spoken.voice?.lang ?? "zh-CN";
  spoken.rate = Number(rate.value);
  const after = () => {
    if (mine !== turn) return;
    place += 1;
    next();
  };
  spoken.addEventListener("end", after);
  spoken.addEventListener("error", () => { if (mine === turn) end(); });
  mark(part);
  speech.speak(spoken);
};

// Pausing stops and remembers the sentence: pause() of the browsers leaves some phones silent for good.
const pause = () => {
  turn += 1;
  speech.cancel();
  show("paused");
};

const go = () => {
  if (state === "silent") {
    queue = collect();
    place = 0;
  }
  show("speaking");
  next();
};

if (speech && group) {
  const offer = () => { group.hidden = !voice(); };
  offer();
  speech.addEventListener?.("voiceschanged", offer);
  play.addEventListener("click", () => (state === "speaking" ? pause() : go()));
  stop.addEventListener("click", () => { end(); play.focus(); });
  rate.addEventListener("change", () => {
    if (state !== "speaking") return;
    pause();
    go();
  });
  addEventListener("pagehide", () => speech.cancel());
}

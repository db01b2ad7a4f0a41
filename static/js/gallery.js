// Pictures of an article large, in turn: buttons, arrow keys, Home, End, Esc, a finger. Without this each opens as a file.
// An open picture is an entry of the history ({ picture: its number on the page }), so 返回 closes it and 重新载入 keeps it.
const viewer = document.querySelector("[data-viewer]");
const reel = viewer.querySelector("ul");
const count = viewer.querySelector("[data-count]");
const turns = viewer.querySelectorAll("[data-turn]");
const pictures = [...document.querySelectorAll(".enlarge")];
let shown = 0;
let leaving = false; // two quick presses go one step back

const page = (link) => {
  const small = link.querySelector("img");
  const figure = document.createElement("figure");
  const large = new Image();
  large.alt = small.alt;
  large.width = small.width;
  large.height = small.height;
  large.loading = "lazy"; // before there is anything to load
  large.sizes = `min(100vw, ${small.getAttribute("width")}px)`;
  large.srcset = small.srcset;
  large.src = link.href;
  figure.append(large);
  const caption = link.closest("figure").querySelector("figcaption");
  if (caption) figure.append(caption.cloneNode(true));
  const item = document.createElement("li");
  item.append(figure);
  return item;
};

// aria-disabled, not disabled: a button that is disabled loses the focus, and the keys with it.
const say = (place) => {
  shown = place;
  const all = reel.children.length;
  count.textContent = all > 1 ? `${place + 1} / ${all}` : "";
  for (const turn of turns) {
    turn.hidden = all < 2;
    turn.setAttribute("aria-disabled", String(!reel.children[place + Number(turn.dataset.turn)]));
  }
};

const go = (place) => {
  const to = Math.min(Math.max(place, 0), reel.children.length - 1);
  reel.scrollTo({ left: reel.children[to].offsetLeft });
  say(to);
};

const show = (link) => {
  const links = pictures.filter((each) => each.dataset.gallery === link.dataset.gallery);
  reel.replaceChildren(...links.map(page));
  link.focus({ preventScroll: true }); // closing gives the focus back to it
  if (!viewer.open) viewer.showModal();
  reel.focus();
  go(links.indexOf(link));
};

const opened = () => pictures[history.state?.picture];

const follow = () => {
  leaving = false;
  if (opened()) show(opened());
  else viewer.close();
};

const leave = () => {
  if (!opened()) viewer.close();
  else if (!leaving) {
    leaving = true;
    history.back();
  }
};

for (const [picture, link] of pictures.entries()) {
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    history.pushState({ picture }, "");
    show(link);
  });
}

for (const turn of turns) turn.addEventListener("click", () => go(shown + Number(turn.dataset.turn)));
viewer.querySelector("[data-close]").addEventListener("click", leave);
viewer.addEventListener("click", (event) => {
  if (event.target.matches("li, figure, ul")) leave();
});
viewer.addEventListener("cancel", (event) => {
  event.preventDefault();
  leave();
});
// Told a frame later: a reader who has gone back and forward by then looks at a picture again.
viewer.addEventListener("close", () => {
  if (viewer.open) return;
  reel.replaceChildren();
  leave(); // where the browser has closed it without asking
});
viewer.addEventListener("keydown", (event) => {
  const to = { ArrowLeft: shown - 1, ArrowRight: shown + 1, Home: 0, End: reel.children.length - 1 }[event.key];
  if (to === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  go(to);
});
// A finger or a wheel has turned the page.
reel.addEventListener("scroll", () => {
  const place = Math.round(reel.scrollLeft / reel.clientWidth);
  if (viewer.open && Math.abs(reel.scrollLeft - place * reel.clientWidth) < 2 && place !== shown) say(place);
});
new ResizeObserver(() => { if (viewer.open) go(shown); }).observe(reel);
addEventListener("popstate", follow);
if (opened()) follow();

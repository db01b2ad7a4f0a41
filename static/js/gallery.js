// Pictures of an article large, in turn: buttons, arrow keys, Home, End, Esc, a finger. Without this each opens as a file.
const viewer = document.querySelector("[data-viewer]");
const reel = viewer.querySelector("ul");
const count = viewer.querySelector("[data-count]");
const turns = viewer.querySelectorAll("[data-turn]");
let shown = 0;

const page = (link) => {
  const small = link.querySelector("img");
  const figure = document.createElement("figure");
  const large = new Image();
  large.alt = small.alt;
  large.width = small.width;
  large.height = small.height;
  large.sizes = "100vw";
  large.srcset = small.srcset;
  large.src = link.href;
  large.loading = "lazy";
  figure.append(large);
  const caption = link.closest("figure").querySelector("figcaption");
  if (caption) figure.append(caption.cloneNode(true));
  const item = document.createElement("li");
  item.append(figure);
  return item;
};

const say = (place) => {
  shown = place;
  const all = reel.children.length;
  count.textContent = all > 1 ? `${place + 1} / ${all}` : "";
  for (const turn of turns) {
    turn.hidden = all < 2;
    turn.disabled = !reel.children[place + Number(turn.dataset.turn)];
  }
};

const go = (place) => {
  const to = Math.min(Math.max(place, 0), reel.children.length - 1);
  reel.scrollTo({ left: reel.children[to].offsetLeft });
  say(to);
};

const open = (link) => {
  const links = [...document.querySelectorAll(`.enlarge[data-gallery="${link.dataset.gallery}"]`)];
  reel.replaceChildren(...links.map(page));
  viewer.showModal();
  go(links.indexOf(link));
};

for (const link of document.querySelectorAll(".enlarge")) {
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    open(link);
  });
}

for (const turn of turns) turn.addEventListener("click", () => go(shown + Number(turn.dataset.turn)));
viewer.querySelector("[data-close]").addEventListener("click", () => viewer.close());
viewer.addEventListener("click", (event) => {
  if (event.target.matches("li, figure, ul")) viewer.close();
});
viewer.addEventListener("close", () => reel.replaceChildren());
viewer.addEventListener("keydown", (event) => {
  const to = { ArrowLeft: shown - 1, ArrowRight: shown + 1, Home: 0, End: reel.children.length - 1 }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  go(to);
});
// A finger or a wheel has turned the page.
reel.addEventListener("scroll", () => {
  const place = Math.round(reel.scrollLeft / reel.clientWidth);
  if (viewer.open && Math.abs(reel.scrollLeft - place * reel.clientWidth) < 2 && place !== shown) say(place);
});
new ResizeObserver(() => { if (viewer.open) go(shown); }).observe(reel);

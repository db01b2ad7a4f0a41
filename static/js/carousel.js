// Buttons for a row of pictures that the finger, the wheel and the arrow keys turn already. It never turns by itself.
for (const carousel of document.querySelectorAll("[data-carousel]")) {
  const row = carousel.querySelector("ul");
  const turn = carousel.querySelector(".turn");
  if (row.children.length < 2) continue;

  const here = () => Math.round(row.scrollLeft / row.firstElementChild.offsetWidth);
  turn.hidden = false;
  turn.addEventListener("click", (event) => {
    const button = event.target.closest("[data-turn]");
    if (!button) return;
    const count = row.children.length;
    const next = (here() + Number(button.dataset.turn) + count) % count;
    row.scrollTo({ left: row.children[next].offsetLeft - row.firstElementChild.offsetLeft });
  });
}

// Buttons for a row of pictures that the finger, the wheel and the arrow keys turn already. It never turns by itself.
for (const carousel of document.querySelectorAll("[data-carousel]")) {
  const row = carousel.querySelector("ul");
  const turn = carousel.querySelector(".turn");
  if (row.children.length < 2) continue;

  const here = () => Math.round(row.scrollLeft / row.firstElementChild.offsetWidth);
  const go = (place) => row.scrollTo({ left: row.children[place].offsetLeft - row.firstElementChild.offsetLeft });
  turn.hidden = false;
  turn.addEventListener("click", (event) => {
    const button = event.target.closest("[data-turn]");
    if (!button) return;
    const count = row.children.length;
    go((here() + Number(button.dataset.turn) + count) % count);
  });
  row.addEventListener("keydown", (event) => {
    if (event.target !== row || !["Home", "End"].includes(event.key)) return;
    event.preventDefault();
    go(event.key === "Home" ? 0 : row.children.length - 1);
  });
}

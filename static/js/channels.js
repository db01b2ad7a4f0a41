// On a phone the row of channels scrolls: the one we are in is shown. Without this the row begins at its beginning.
const current = document.querySelector(".channels [aria-current]");
const row = current?.closest(".page");
if (row) row.scrollLeft = current.offsetLeft + current.offsetWidth / 2 - row.clientWidth / 2;

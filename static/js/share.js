// Copy the address or the line of credit, hand on, print. The buttons are hidden in the page: without this nothing is promised.
// What is said stands in the page, in the script that is read there.
const said = document.querySelector("[data-said]");

const say = (words) => {
  said.textContent = words;
  setTimeout(() => { said.textContent = ""; }, 4000);
};

for (const button of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) break;
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(button.dataset.copy);
      say(said.dataset.done);
    } catch {
      say(said.dataset.failed);
    }
  });
}

for (const button of document.querySelectorAll("[data-share]")) {
  const { share: url, title } = button.dataset;
  if (!navigator.canShare?.({ url, title })) break;
  button.hidden = false;
  // Whoever changes their mind has done nothing wrong.
  button.addEventListener("click", () => navigator.share({ url, title }).catch(() => {}));
}

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

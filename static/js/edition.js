// Remember which edition a reader chose, in this browser only. A page reached from elsewhere at its plain address then
// opens in it; 标准版 and 简体 forget it again. Links work without this.
const read = () => {
  try { return localStorage.getItem("edition") ?? ""; } catch { return ""; }
};

const keep = (prefix) => {
  try { localStorage.setItem("edition", prefix); } catch { /* private windows: nothing is remembered */ }
};

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[data-remember]");
  if (link) keep(link.dataset.remember);
});

// The server marks what may be opened in another edition: a plain address that was asked for, no answer to a form.
// Who goes back, loads again or comes from a page of ours has seen this very page and keeps it.
const plain = document.querySelector("script[data-plain]") !== null;
const fromHere = document.referrer.startsWith(`${location.origin}/`);
const opened = performance.getEntriesByType("navigation")[0]?.type === "navigate";
if (plain && opened && !fromHere && ["/hant", "/elder", "/hant/elder"].includes(read())) {
  location.replace(`${read()}${location.pathname}${location.search}${location.hash}`);
}

// Remember which edition a reader chose, in this browser only. A front page reached from elsewhere then opens in it;
// 标准版 and 简体 forget it again. Links work without this.
const read = () => {
  try { return localStorage.getItem("edition") ?? ""; } catch { return ""; }
};

const keep = (prefix) => {
  try { localStorage.setItem("edition", prefix); } catch { /* private windows: nothing is remembered */ }
};

for (const link of document.querySelectorAll("a[data-remember]")) {
  link.addEventListener("click", () => keep(link.dataset.remember));
}

const fromHere = document.referrer.startsWith(`${location.origin}/`);
const known = ["/hant", "/elder", "/hant/elder"];
if (location.pathname === "/" && !fromHere && known.includes(read())) {
  location.replace(`${read()}/${location.search}`);
}

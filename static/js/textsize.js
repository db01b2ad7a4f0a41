// 字号: the chosen size stands on <html> before the first paint, so nothing moves. Without this no button is shown.
(() => {
  const root = document.documentElement;
  const sizes = ["small", "large", "huge"];

  const kept = () => {
    try { return sizes.find((size) => size === localStorage.getItem("size")) ?? ""; } catch { return ""; }
  };

  const keep = (size) => {
    try { localStorage.setItem("size", size); } catch { /* private windows: it lasts as long as the page */ }
  };

  // Where a size is not offered (小 in senior mode), 中 is what is seen.
  const set = (size) => {
    for (const each of sizes) root.classList.toggle(`size-${each}`, each === size);
    const shown = document.querySelector(`[data-size="${size}"]`) ? size : "";
    for (const button of document.querySelectorAll("[data-size]")) {
      button.setAttribute("aria-pressed", String(button.dataset.size === shown));
    }
  };

  root.classList.add("tooled");
  set(kept());
  document.addEventListener("DOMContentLoaded", () => {
    set(kept());
    for (const button of document.querySelectorAll("[data-size]")) {
      button.addEventListener("click", () => {
        set(button.dataset.size);
        keep(button.dataset.size);
      });
    }
  });
})();

// 字号: the chosen size stands on <html> before the first paint, so nothing moves. Without this no button is shown.
(() => {
  const root = document.documentElement;
  const sizes = ["small", "large", "huge"];

  const kept = () => {
    try { return localStorage.getItem("size") ?? ""; } catch { return ""; }
  };

  const keep = (size) => {
    try { localStorage.setItem("size", size); } catch { /* private windows: it lasts as long as the page */ }
  };

  const set = (size) => {
    for (const each of sizes) root.classList.toggle(`size-${each}`, each === size);
    for (const button of document.querySelectorAll("[data-size]")) {
      button.setAttribute("aria-pressed", String(button.dataset.size === size));
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

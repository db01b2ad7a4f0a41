// Tells our own server, once a page view, that an article was in sight for five seconds: its number, nothing else.
const ENOUGH = 5000;
const number = document.querySelector("script[data-read]").dataset.read;
let left = ENOUGH, since = 0, timer = 0;

function tell() {
  document.removeEventListener("visibilitychange", watch);
  navigator.sendBeacon?.("/reads/", number);
}

function watch() {
  clearTimeout(timer);
  if (since) left -= performance.now() - since;
  since = document.hidden ? 0 : performance.now();
  if (since) timer = setTimeout(tell, Math.max(0, left));
}

document.addEventListener("visibilitychange", watch);
watch();

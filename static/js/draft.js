// Nothing typed is lost: what stands in an article's form is kept on this computer until it is saved. It is sent nowhere.

const { person = "", alive = "", login = "" } = document.querySelector("script[data-person]")?.dataset ?? {};
const MINE = `draft:${person}:`;
const LASTS = 14 * 24 * 3600 * 1000;
const ASKING = 10000; // milliseconds to wait for the server before a save
const form = document.querySelector("#article_form:has(input[type=submit].default)");

/** What is kept: [key, { at, kept }], the newest first. Entries of anybody that are too old are dropped on the way. */
function entries(prefix) {
  const found = [];
  for (const key of Object.keys(localStorage).filter((name) => name.startsWith("draft:"))) {
    let entry = null;
    try { entry = JSON.parse(localStorage.getItem(key)); } catch { /* not ours to read */ }
    if (!entry?.kept || Date.now() - entry.at > LASTS) localStorage.removeItem(key);
    else if (key.startsWith(prefix)) found.push([key, entry]);
  }
  return found.sort(([, a], [, b]) => b.at - a.at);
}

/** A save says whose draft it was; that draft has done its work, whatever page comes next. */
function dropSaved() {
  for (const message of document.querySelectorAll(".messagelist [class*='saved-']")) {
    const ticket = /saved-(\w+)/.exec(message.className)?.[1];
    for (const [key] of entries(MINE)) if (key.endsWith(`:${ticket}`)) localStorage.removeItem(key);
  }
}

function element(tag, properties, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

function clock(moment) {
  const zone = { timeZone: "Asia/Shanghai" };
  const day = (time) => new Date(time).toLocaleDateString("zh-CN", { ...zone, month: "long", day: "numeric" });
  const hour = new Date(moment).toLocaleTimeString("zh-CN", { ...zone, hour: "2-digit", minute: "2-digit", hour12: false });
  return day(moment) === day(Date.now()) ? hour : `${day(moment)} ${hour}`;
}

const editors = () => Object.values(window.CKEDITOR?.instances ?? {});
const nameOf = (editor) => editor.element.getAttribute("name");

/** Everything a person can change: name → list of [value, words of the choice]. */
function typed() {
  const kept = {};
  for (const field of form.elements) {
    const passed = !field.name || /^(file|submit|button|fieldset)$/.test(field.type) || field.closest(".clash");
    if (passed || (field.type === "hidden" && !/^(on$|initial-)/.test(field.name))) continue;
    kept[field.name] ??= [];
    if (field.selectedOptions) kept[field.name].push(...[...field.selectedOptions].map((o) => [o.value, o.text]));
    else if (!/^(checkbox|radio)$/.test(field.type) || field.checked) kept[field.name].push([field.value, ""]);
  }
  for (const editor of editors()) kept[nameOf(editor)] = [[editor.getData(), ""]];
  return kept;
}

/** The words alone, for telling whether two texts differ. */
const wordsOf = (kept) => JSON.stringify(Object.entries(kept).filter(([name]) => !/^(on$|initial-)/.test(name)).map(([name, values]) => [name, values.map(([value]) => value)]).sort());

function fill(kept) {
  form.querySelectorAll("input[type=hidden][name^=initial-]").forEach((field) => field.remove());
  for (const [name, values] of Object.entries(kept).filter(([key]) => key.startsWith("initial-"))) {
    form.append(...values.map(([value]) => element("input", { type: "hidden", name, value })));
  }
  for (const field of form.elements) {
    const values = field.name.startsWith("initial-") ? null : kept[field.name];
    if (!values || editors().some((editor) => nameOf(editor) === field.name)) continue;
    if (field.selectedOptions) {
      for (const [value, words] of values) {
        if (![...field.options].some((option) => option.value === value)) field.add(new Option(words, value));
      }
      for (const option of field.options) option.selected = values.some(([value]) => value === option.value);
    } else if (/^(checkbox|radio)$/.test(field.type)) field.checked = values.some(([value]) => value === field.value);
    else field.value = values[0]?.[0] ?? "";
    field.dispatchEvent(new Event(field.selectedOptions ? "change" : "input", { bubbles: true }));
  }
  for (const editor of editors()) if (kept[nameOf(editor)]) editor.setData(kept[nameOf(editor)][0][0]);
}

function keep() {
  const article = /\/article\/(\d+)\/change\//.exec(window.location.pathname)?.[1] ?? "new";
  const ticket = Date.now().toString(36) + Math.random().toString(36).slice(2, 10);
  const own = `${MINE}${article}:${ticket}`;
  const row = form.querySelector(".submit-row");
  const line = element("span", { className: "hint kept" });
  const returned = form.querySelector(".error-summary, .clash") !== null; // holds words that are saved nowhere
  let before = "";
  let leaving = false;
  let timer = 0;

  const write = () => {
    clearTimeout(timer);
    if (!before || leaving) return;
    const kept = typed();
    if (!returned && wordsOf(kept) === before) return localStorage.removeItem(own);
    try {
      localStorage.setItem(own, JSON.stringify({ at: Date.now(), kept }));
      line.textContent = `${clock(Date.now())} 已留在这台电脑上，还没有保存。`;
    } catch {
      line.textContent = "这台电脑上存不下没保存的文字，请早些按保存。";
    }
  };
  const soon = () => { leaving = false; clearTimeout(timer); timer = setTimeout(write, 400); };

  const offer = ([key, entry]) => {
    const title = entry.kept.title?.[0]?.[0];
    const restore = element("button", { type: "button", className: "button", textContent: "恢复" });
    const discard = element("button", { type: "button", className: "button", textContent: "丢弃" });
    const words = `这台电脑上有 ${clock(entry.at)} 没保存的文字${title ? `（${title}）` : ""}`;
    const box = element("section", { className: "draft", ariaLabel: "没保存的文字" }, element("p", { textContent: words }), restore, discard);
    restore.addEventListener("click", () => { fill(entry.kept); setTimeout(() => { write(); localStorage.removeItem(key); box.remove(); }, 300); });
    discard.addEventListener("click", () => { localStorage.removeItem(key); box.remove(); });
    form.prepend(box);
  };

  const begin = () => {
    before = wordsOf(typed());
    const sent = sessionStorage.getItem("draft-sent");
    for (const [key, entry] of entries(`${MINE}${article}:`)) {
      if (wordsOf(entry.kept) === before || (returned && key === sent)) localStorage.removeItem(key);
      else offer([key, entry]);
    }
    if (returned) write();
    form.addEventListener("input", soon);
    form.addEventListener("change", soon);
    for (const editor of editors()) editor.on("change", soon);
    document.addEventListener("visibilitychange", write);
    window.addEventListener("pagehide", write);
  };

  form.append(element("input", { type: "hidden", name: "draft", value: ticket }));
  row.append(line);
  document.querySelector("#logout-form")?.addEventListener("submit", () => { leaving = true; });
  form.addEventListener("submit", () => { write(); sessionStorage.setItem("draft-sent", own); });
  window.addEventListener("load", () => {
    const unready = editors().filter((editor) => editor.status !== "ready");
    let waiting = unready.length;
    if (!waiting) begin();
    for (const editor of unready) editor.once("instanceReady", () => { waiting -= 1; if (!waiting) setTimeout(begin, 0); });
  });
}

/** Before the form leaves: is somebody signed in and the server there? Otherwise it stays, with what to do. */
function askFirst() {
  const alert = element("p", { className: "draft-alert", role: "alert" });
  form.querySelector(".submit-row").prepend(alert);
  let step = ""; // asking the server, then sending: a second press in between does nothing

  const refuse = (...words) => {
    step = "";
    alert.replaceChildren("没有保存。", ...words, "您写的都还在这一页，也留在这台电脑上。");
  };
  const send = async (button) => {
    try {
      const options = { cache: "no-store", redirect: "manual", signal: AbortSignal.timeout(ASKING) };
      const answer = await fetch(alive, options);
      const door = element("a", { href: login, target: "_blank", textContent: "在新窗口重新登录" });
      if (answer.type === "opaqueredirect") return refuse("登录已经失效，请", door, "，再回到这里按保存。");
      step = "sending";
      form.requestSubmit(button);
    } catch {
      refuse("现在连不上服务器，请过一会儿再按保存。");
    }
  };

  // Signing in again, in whatever window, has changed the token; the cookie has the one that counts.
  const freshen = () => {
    const token = /(?:^|;\s*)csrftoken=(\w+)/.exec(document.cookie)?.[1];
    if (token) form.elements.csrfmiddlewaretoken.value = token;
  };

  window.addEventListener("focus", freshen); // pictures are uploaded with it too
  form.addEventListener("submit", (event) => {
    freshen();
    if (step === "sending") {
      step = "sent";
      setTimeout(() => { step = ""; }, ASKING);
      return;
    }
    event.preventDefault();
    if (step) return;
    step = "asking";
    alert.replaceChildren();
    send(event.submitter);
  });
  window.addEventListener("pageshow", () => { step = ""; });
}

dropSaved();
document.querySelector("#logout-form")?.addEventListener("submit", () => {
  for (const [key] of entries(MINE)) localStorage.removeItem(key);
});
if (form && person) {
  keep();
  askFirst();
}

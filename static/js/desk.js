// Small comforts of the desk: everything works without them.

/** How much of a field is used, beside what is recommended. */
function count(field) {
  const recommended = Number(field.dataset.recommended);
  const line = document.createElement("span");
  line.className = "count";
  field.after(line);
  const show = () => {
    const used = [...field.value.trim()].length;
    line.textContent = `已写 ${used} 字，建议 ${recommended} 字以内`;
    line.classList.toggle("over", used > recommended);
  };
  field.addEventListener("input", show);
  show();
}

/** What the form holds now, the editor's text included. */
function words(form) {
  const editors = window.CKEDITOR ? Object.values(window.CKEDITOR.instances) : [];
  const typed = [...new FormData(form)].filter(([name]) => !editors.some((editor) => editor.name === `id_${name}`));
  return JSON.stringify(typed.map(([name, value]) => [name, value instanceof File ? value.name : value]));
}

function editorsChanged() {
  return window.CKEDITOR ? Object.values(window.CKEDITOR.instances).some((editor) => editor.checkDirty()) : false;
}

/** Ask before a page with unsaved words is left; answers a question: whether there are any. */
function guard(form) {
  let before = words(form);
  let saving = false;
  window.addEventListener("load", () => setTimeout(() => { before = words(form); }, 0));
  form.addEventListener("submit", (event) => { saving = !event.defaultPrevented; });
  const changed = () => editorsChanged() || words(form) !== before;
  window.addEventListener("beforeunload", (event) => {
    if (!saving && changed()) event.preventDefault();
  });
  return changed;
}

/** Listens in the page and in the editor's own document, which is written anew with each text that is put into it. */
function everywhere(type, listener) {
  document.addEventListener(type, listener);
  const listen = (editor) => editor.document?.$.addEventListener(type, listener);
  const follow = (editor) => {
    editor.on("contentDom", () => listen(editor));
    listen(editor);
  };
  Object.values(window.CKEDITOR?.instances ?? {}).forEach(follow);
  window.CKEDITOR?.on("instanceCreated", ({ editor }) => follow(editor));
}

/** What was sent back or signed off is handed over only with other words; who has typed any is not held up. */
function waitForChange(button, changed) {
  let typed = false;
  const look = () => { button.disabled = !typed && !changed(); };
  everywhere("input", () => { typed = true; look(); });
  setInterval(look, 300); // lists and pictures are chosen without an input
  look();
}

/** Ctrl and a key press a button of the form, inside the editor too. */
function pressByKey(form, key, selector) {
  const button = form.querySelector(`input[type=submit]${selector}`);
  if (!button) return;
  const press = (event) => {
    if (event.key !== key || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    button.click();
  };
  everywhere("keydown", press);
}

/** Says every 20 seconds that this article is open here, and shows who else is in it. */
function stay(place) {
  setInterval(async () => {
    if (document.visibilityState === "hidden") return;
    const token = /(?:^|;\s*)csrftoken=(\w+)/.exec(document.cookie)?.[1] ?? "";
    const options = { method: "POST", headers: { "X-CSRFToken": token }, redirect: "manual" };
    const answer = await fetch(place.dataset.address, options).catch(() => null);
    if (!answer?.ok) return;
    const shown = (await answer.text()).trim();
    if (shown !== place.innerHTML.trim()) place.innerHTML = shown;
  }, 20000);
}

/** A choice that proposes another: the kind of a source and its usual origin. */
function propose(select) {
  select.addEventListener("change", () => {
    for (const [name, values] of Object.entries(JSON.parse(select.dataset.proposes))) {
      const other = select.form.elements[name];
      if (other && values[select.value]) other.value = values[select.value];
    }
  });
}

/** Select2 makes its fields without a name; they take the one of their list. Django's magnifier is a picture. */
function nameSearchFields() {
  for (const list of document.querySelectorAll("select.admin-autocomplete")) {
    const name = list.labels[0]?.textContent.trim() || list.getAttribute("aria-label") || "";
    const made = list.parentElement.querySelectorAll(".select2-search__field, .select2-selection[role=combobox], .select2-selection__rendered[role=textbox]");
    for (const part of made) part.setAttribute("aria-label", name);
  }
  for (const icon of document.querySelectorAll(".search-label-icon")) icon.setAttribute("role", "img");
}

/** Fields inside a list are named by the head of their column and the row they stand in. */
function nameListFields() {
  const heads = [...document.querySelectorAll("#result_list thead th")].map((head) => head.innerText.trim());
  for (const row of document.querySelectorAll("#result_list tbody tr")) {
    const title = row.querySelector("th")?.innerText.trim() ?? "";
    [...row.cells].forEach((cell, place) => {
      cell.querySelector("input:not([type=hidden], .action-select), select")?.setAttribute("aria-label", `${title}：${heads[place]}`);
    });
  }
}

nameListFields();
document.querySelectorAll("[data-one-line]").forEach((field) => {
  field.addEventListener("keydown", (event) => { if (event.key === "Enter" && !event.isComposing) event.preventDefault(); });
});
new MutationObserver(nameSearchFields).observe(document.body, { childList: true, subtree: true });
document.querySelectorAll("[data-recommended]").forEach(count);
document.querySelectorAll("select[data-proposes]").forEach(propose);
const form = document.querySelector(".change-form #content-main > form[id$=_form]");
if (form) {
  const changed = guard(form);
  form.querySelectorAll("[data-when-changed]").forEach((button) => waitForChange(button, changed));
  pressByKey(form, "s", ".default");
  pressByKey(form, "Enter", "[name=_submit_review]");
}
const presence = document.querySelector("#presence[data-address]");
if (presence) stay(presence);

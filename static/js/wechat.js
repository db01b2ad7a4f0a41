// Copy the sheet with its looks into the WeChat editor. The buttons are hidden in the page: without this the sheet is selected by hand.
const said = document.querySelector("[data-said]");

const say = (words) => {
  said.textContent = words;
  setTimeout(() => { said.textContent = ""; }, 6000);
};

// Inside an office the desk is often reached without HTTPS, where browsers have no clipboard but the selection.
const copySelected = (element) => {
  const selection = document.getSelection();
  selection.selectAllChildren(element);
  const done = document.execCommand("copy");
  selection.removeAllRanges();
  if (!done) throw new Error("not copied");
};

const copy = async (element, types) => {
  if (!navigator.clipboard?.write) return copySelected(element);
  const blobs = Object.entries(types).map(([type, words]) => [type, new Blob([words], { type })]);
  return navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))]);
};

const onPress = (button, element, types, done) => {
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      await copy(element, types());
      say(done);
    } catch {
      say("没能复制，请在框里选中全文，按 Ctrl+C 复制");
    }
  });
};

for (const button of document.querySelectorAll("[data-copy-sheet]")) {
  const sheet = document.getElementById(button.dataset.copySheet);
  const types = () => ({ "text/html": sheet.innerHTML.trim(), "text/plain": sheet.innerText.trim() });
  onPress(button, sheet, types, "正文已复制，到公众号编辑器里粘贴");
}

for (const button of document.querySelectorAll("[data-copy-from]")) {
  const words = document.getElementById(button.dataset.copyFrom);
  onPress(button, words, () => ({ "text/plain": words.textContent.trim() }), "已复制");
}

// What CKEditor does not know of this newsroom: our token for uploads, our captions, and what may not be pasted.
/* global CKEDITOR */
(() => {
  // Filled by the window of the picture library: address → { description, credit }.
  CKEDITOR.chosenPictures = new Map();

  const FOREIGN = "粘贴的内容里有 {n} 张图片在别的网站或本机上，没有带过来。请把图片存下来，再拖进正文或上传到图片库。";
  const OWN = /^(\/media\/|data:image\/(jpeg|png|gif|webp);base64,|blob:)/;

  const BETWEEN_HAN = /(?<=[\u2e80-\u9fff\uff00-\uffef])[ \t]*\r?\n\s*(?=[\u2e80-\u9fff\uff00-\uffef])/g;

  const escaped = (text) => CKEDITOR.tools.htmlEncode(text);

  // The description and credit of the picture stand under it until somebody writes something better.
  const writeCaption = (editor, widget) => {
    const caption = widget.parts.caption;
    if (!caption || caption.getText().trim() !== editor.lang.image2.captionPlaceholder) return;
    const { description = "", credit = "" } = CKEDITOR.chosenPictures.get(widget.data.src) ?? {};
    const signed = credit ? `　<span class="credit">${escaped(credit)}</span>` : "";
    caption.setHtml(`${escaped(description)}${signed}` || "<br>");
  };

  // Pictures of other sites and of the writer's own disk can't come along: the sanitiser would drop them silently.
  const withoutForeignPictures = (editor, html) => {
    const page = new DOMParser().parseFromString(html, "text/html");
    const foreign = [...page.querySelectorAll("img")].filter((img) => {
      const source = (img.getAttribute("src") ?? "").replace(window.location.origin, "");
      if (source.startsWith("/media/")) img.setAttribute("src", source);
      return !OWN.test(source) && !img.hasAttribute("data-cke-realelement");
    });
    if (!foreign.length) return html;
    for (const img of foreign) img.remove();
    editor.showNotification(FOREIGN.replace("{n}", foreign.length), "warning", 12000);
    return page.body.innerHTML;
  };

  CKEDITOR.on("instanceCreated", ({ editor }) => {
    editor.on("fileUploadRequest", ({ data }) => {
      const token = document.querySelector("input[name=csrfmiddlewaretoken]");
      data.fileLoader.xhr.setRequestHeader("X-CSRFToken", token?.value ?? "");
    });

    editor.on("widgetDefinition", ({ data: widget }) => {
      if (widget.name === "image") widget.editables.caption.allowedContent += "; span(credit)";
    });

    editor.on("pluginsLoaded", () => {
      Object.assign(editor.lang.common, { browseServer: "从图片库选" });
      Object.assign(editor.lang.image2, {
        captioned: "带图片说明",
        captionPlaceholder: "（图片说明）",
        alt: "替代文字（给看不见图片的读者）",
      });
      editor.widgets.on("instanceCreated", ({ data: widget }) => {
        if (widget.name === "image") widget.on("ready", () => writeCaption(editor, widget));
      });
    });

    // The text follows the light or dark side that the desk has chosen.
    const page = document.documentElement;
    const wearTheme = () => editor.document?.getDocumentElement().setAttribute("data-theme", page.dataset.theme ?? "auto");
    editor.on("contentDom", wearTheme);
    new MutationObserver(wearTheme).observe(page, { attributeFilter: ["data-theme"] });

    // Word breaks its lines anywhere, and a browser makes a blank of each break; between Han there is none.
    // Its filter (priority 3) reads the clipboard itself, so it is given the text without the breaks.
    editor.on("paste", ({ data }) => {
      const clipboard = data.dataTransfer;
      const read = clipboard.getData;
      const joined = (html) => (typeof html === "string" ? html.replace(BETWEEN_HAN, "") : html);
      clipboard.getData = (type, native) => (type === "text/html" ? joined : (x) => x)(read.call(clipboard, type, native));
      data.dataValue = joined(data.dataValue);
    }, null, null, 1);

    // After the filters of Word and WPS, before pictures inside the text are uploaded (priority 10).
    editor.on("paste", ({ data }) => {
      if (/<img/i.test(data.dataValue ?? "")) data.dataValue = withoutForeignPictures(editor, data.dataValue);
    }, null, null, 6);

    // The form must not be sent while a picture is still on its way.
    editor.on("instanceReady", () => {
      editor.element.$.form?.addEventListener("submit", (event) => {
        if (!editor.editable()?.findOne("[data-cke-upload-id]")) return;
        event.preventDefault();
        editor.showNotification("还有图片正在上传，请等它传完再保存。", "warning", 6000);
      });
    });
  });
})();

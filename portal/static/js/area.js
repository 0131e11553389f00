// The business area. Every page works without this file.

// Pictures on their way: the list is asked for every three seconds until all of them are ready.
const list = document.querySelector("[data-waiting]");
if (list) {
  const ask = async () => {
    if (!document.hidden && !list.contains(document.activeElement)) {
      const answer = await fetch(list.dataset.waiting).catch(() => null);
      if (answer?.ok) {
        const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").body;
        list.replaceChildren(...fresh.childNodes);
        if (list.querySelector("[data-left='0']")) return;
      }
    }
    setTimeout(ask, 3000);
  };
  setTimeout(ask, 3000);
}

// Words that were typed and not saved: the browser asks before they are lost.
const form = document.querySelector("form[data-guard]");
if (form) {
  let isChanged = false;
  form.addEventListener("input", () => { isChanged = true; });
  form.addEventListener("submit", () => { isChanged = false; });
  addEventListener("beforeunload", (event) => { if (isChanged) event.preventDefault(); });
}

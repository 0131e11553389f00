// Progressive enhancement only: every page reads and works without this file.
const root = document.documentElement;

// Light, dark or as the device. The choice is offered only where it can be carried out.
const themes = document.querySelector(".themes");
const stored = () => { try { const t = localStorage.theme; return t === "light" || t === "dark" ? t : ""; } catch { return ""; } };
const paint = () => {
  const theme = stored();
  if (theme) root.dataset.theme = theme; else delete root.dataset.theme;
  themes?.querySelectorAll("input").forEach((input) => { input.checked = input.value === theme; });
};
if (themes) {
  themes.hidden = false;
  themes.addEventListener("change", ({ target }) => {
    try { if (target.value) localStorage.theme = target.value; else localStorage.removeItem("theme"); } catch { /* private mode: nothing is kept */ }
    paint();
  });
}
paint();
addEventListener("storage", paint);
addEventListener("pageshow", (event) => { if (event.persisted) paint(); });

// Mark the section being read in the page's own navigation.
const jump = document.querySelector(".jump");
if (jump && "IntersectionObserver" in window) {
  const links = new Map([...jump.querySelectorAll("a[href^='#']")].map((link) => [link.hash.slice(1), link]));
  const seen = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      for (const [id, link] of links) {
        if (id === target.id) link.setAttribute("aria-current", "true"); else link.removeAttribute("aria-current");
      }
    }
  }, { rootMargin: "-30% 0px -60%" });
  for (const id of links.keys()) {
    const section = document.getElementById(id);
    if (section) seen.observe(section);
  }
}

// A row that scrolls sideways shows the whole link that has the focus; browsers leave one at the edge half hidden.
for (const row of document.querySelectorAll(".chips.one, .jump ul, .places, .types ul")) {
  row.addEventListener("focusin", ({ target }) => target.scrollIntoView({ inline: "nearest", block: "nearest", behavior: "instant" }));
}

// A <details> that filters a list stands open where there is room beside the list.
const wide = matchMedia("(min-width: 60rem)");
const fold = () => { if (wide.matches) document.querySelectorAll("details.fil").forEach((part) => { part.open = true; }); };
fold();
wide.addEventListener("change", fold);

// Printing is the browser's; the button only exists where scripts run.
for (const button of document.querySelectorAll("button[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}

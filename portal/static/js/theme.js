// Runs before the first paint: a visitor's own choice of light or dark must not flash.
try { const t = localStorage.theme; if (t === "light" || t === "dark") document.documentElement.dataset.theme = t; } catch {}

// Keys need scripts: their buttons appear only where scripts run, and a failed or cancelled key says so in words.
for (const part of document.querySelectorAll("[data-needs-script]")) part.hidden = false;

document.addEventListener("allauth.error", (event) => {
  const notice = document.querySelector("[data-key-failed]");
  if (!notice) return;
  event.preventDefault();
  notice.hidden = false;
  notice.focus();
});

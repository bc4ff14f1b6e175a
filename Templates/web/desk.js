// Better with it, complete without it: keys for the queue, and one sending per form.
"use strict";

const isTyping = (target) => target.closest("input, textarea, select, [contenteditable]") !== null;

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  const search = document.getElementById("q");
  if (event.key === "/" && search) {
    event.preventDefault();
    search.focus();
    search.select();
    return;
  }
  if (event.key !== "j" && event.key !== "k") return;
  const links = [...document.querySelectorAll("table.queue td.number a")];
  if (links.length === 0) return;
  const current = links.indexOf(document.activeElement);
  const next = event.key === "j" ? current + 1 : current < 0 ? links.length - 1 : current - 1;
  links[Math.max(0, Math.min(next, links.length - 1))].focus();
});

// The server does a thing once however often a form is sent; this only spares the waiting.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post") return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
});
window.addEventListener("pageshow", () => {
  for (const form of document.forms) delete form.dataset.sent;
});

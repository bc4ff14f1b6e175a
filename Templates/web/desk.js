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
  const links = [...document.querySelectorAll("table.queue td.number a, table.list td.lead > a:first-child")];
  if (links.length === 0) return;
  const current = links.indexOf(document.activeElement);
  const next = event.key === "j" ? current + 1 : current < 0 ? links.length - 1 : current - 1;
  links[Math.max(0, Math.min(next, links.length - 1))].focus();
});

// The server does a thing once however often a form is sent; this only spares the waiting.
document.addEventListener("submit", (event) => {
  const form = event.target;
  // Some answers are files, after which the page stays as it is.
  if (form.method !== "post" || "repeats" in form.dataset) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
});

// A choice in the cancel dialog shows what it leads to at once; without this, and for those who choose by keys and pass
// others on their way, the button beneath it does.
for (const form of document.querySelectorAll("form[data-shows]")) {
  let isByKey = false;
  form.addEventListener("keydown", () => { isByKey = true; });
  form.addEventListener("pointerdown", () => { isByKey = false; });
  form.addEventListener("change", (event) => {
    // Another product has other orders.
    if (event.target.name === "product") for (const other of form.querySelectorAll("[name=order]")) other.disabled = true;
    if (!isByKey) form.requestSubmit();
  });
}

// Keys and links are there to be copied.
for (const button of document.querySelectorAll("button[data-copy]")) {
  const field = document.getElementById(button.dataset.copy);
  if (!field || !navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", () => {
    field.select();
    navigator.clipboard.writeText(field.value);
  });
}
window.addEventListener("pageshow", () => {
  for (const form of document.forms) delete form.dataset.sent;
});

// What would become of a request is shown while it is written; without this the button does it.
const request = document.querySelector("form.request");
const judged = document.getElementById("judged");
if (request && judged) {
  const facts = ["tenant", "purchase", "amount", "currency"];
  let asking = new AbortController();
  request.addEventListener("change", async (event) => {
    if (!facts.includes(event.target.name)) return;
    // What was said, or is about to be said, of other facts is not true of these.
    asking.abort();
    judged.replaceChildren();
    if (facts.some((name) => !request.elements[name].value)) return;
    asking = new AbortController();
    const { signal } = asking;
    const data = new FormData();
    for (const [name, value] of new FormData(request)) if (typeof value === "string") data.append(name, value);
    data.set("then", "check");
    try {
      const answer = await fetch(request.action, { method: "post", body: data, signal });
      if (!answer.ok) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const shown = page.getElementById("judged");
      if (shown) judged.replaceChildren(...shown.childNodes);
    } catch (error) {
      if (error.name !== "AbortError") throw error;
    }
  });
}

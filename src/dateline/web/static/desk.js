"use strict";
// What the pages do beyond links and forms. Everything works without it, with more steps.

const typing = (target) => target.closest("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");

// A form's empty fields ask nothing: leave them out of the address.
for (const form of document.querySelectorAll("form.filters, form.find, form.mini")) {
  form.addEventListener("submit", () => {
    for (const field of form.elements) if (field.name && field.value === "") field.disabled = true;
  });
}
window.addEventListener("pageshow", () => {
  for (const field of document.querySelectorAll("form :disabled")) field.disabled = false;
});

// Quotes stay within the window; Escape closes them.
const place = (value) => {
  const tip = value.querySelector(".tip");
  value.classList.remove("closed");
  tip.classList.remove("end");
  if (tip.getBoundingClientRect().right > document.documentElement.clientWidth - 8) tip.classList.add("end");
};
for (const value of document.querySelectorAll(".v")) {
  if (!value.querySelector(".tip")) continue;
  value.addEventListener("mouseenter", () => place(value));
  value.addEventListener("focusin", () => place(value));
}

const rows = [...document.querySelectorAll("[data-list] tbody tr")];
let at = -1;
const go = (step) => {
  if (!rows.length) return;
  rows[at]?.classList.remove("at");
  at = Math.max(0, Math.min(rows.length - 1, at + step));
  rows[at].classList.add("at");
  const link = rows[at].querySelector("a");
  if (link) link.focus();
};
// A key presses what has it; one that opens a form goes on to its first field.
const press = (pressed) => {
  pressed.click();
  if (pressed.localName === "summary" && pressed.parentElement.open) pressed.parentElement.querySelector("form input:not([type=hidden])").focus();
};
const keys = document.getElementById("keys");
let before = "";
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    for (const value of document.querySelectorAll(".v:hover, .v:focus-within")) value.classList.add("closed");
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || keys.open) return;
  const pressed = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (before === "g" && event.key === "i") location.href = "/";
  else if (before === "g" && event.key === "q") location.href = "/queue";
  else if (pressed && pressed.checkVisibility()) press(pressed);
  else if (event.key === "/") document.getElementById("find")?.focus();
  else if (event.key === "?") keys.showModal();
  else if (event.key === "j") go(1);
  else if (event.key === "k") go(-1);
  else { before = event.key; return; }
  before = "";
  event.preventDefault();
});
document.querySelector("[data-keys]")?.addEventListener("click", () => keys.showModal());

// A claim and its words light up together.
const light = (number, on) => {
  for (const mark of document.querySelectorAll(`mark[data-claims~="${number}"]`)) mark.classList.toggle("lit", on);
};
for (const claim of document.querySelectorAll(".claims [data-claim]")) {
  for (const [name, on] of [["mouseenter", true], ["mouseleave", false], ["focusin", true], ["focusout", false]]) {
    claim.addEventListener(name, () => light(claim.dataset.claim, on));
  }
}
document.getElementById("words")?.focus({ preventScroll: true });
document.getElementById("words")?.scrollIntoView({ block: "center" });

// Files dropped on the page go into the form.
const drop = document.querySelector("[data-drop]");
if (drop) {
  const input = drop.querySelector("input");
  const told = document.querySelector("[data-chosen]");
  const tell = () => { if (input.files.length) told.textContent = [...input.files].map((file) => file.name).join(", "); };
  input.addEventListener("change", tell);
  for (const name of ["dragenter", "dragover"]) drop.addEventListener(name, (event) => { event.preventDefault(); drop.classList.add("over"); });
  for (const name of ["dragleave", "drop"]) drop.addEventListener(name, () => drop.classList.remove("over"));
  drop.addEventListener("drop", (event) => { event.preventDefault(); input.files = event.dataTransfer.files; tell(); });
}

// How far the reading is.
const progress = document.querySelector("[data-job]");
if (progress) {
  const look = async () => {
    const answer = await fetch(`/api/jobs/${progress.dataset.job}`);
    const job = await answer.json();
    if (!answer.ok || job.state === "done") { location.reload(); return; }
    progress.querySelector("b").textContent = job.documents.length + job.failed.length;
    setTimeout(look, 500);
  };
  setTimeout(look, 400);
}

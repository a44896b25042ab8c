// What the pages do better with a script. Everything works without it; no request leaves for another host, nothing is kept but
// whether shortcuts are wanted.

const texts = document.getElementById("texts")?.dataset ?? {};
const box = document.getElementById("q");
const path = texts.path ?? ""; // what stands before the addresses of this language: "/ar"

const make = (name, attributes = {}, text = "") => {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.textContent = text;
  return element;
};

// --- addresses without empty fields ---

for (const form of document.querySelectorAll("form[method=get]")) {
  form.addEventListener("formdata", ({ formData }) => {
    for (const [name, value] of [...formData]) {
      if (value === "") formData.delete(name);
    }
  });
}

// --- completions: a combobox with a list of its own (ARIA Authoring Practices, "editable combobox with list autocomplete") ---

const kWait = 90; // milliseconds after the last letter

class Completions {
  constructor(input) {
    this.input = input;
    this.list = make("ul", { id: "completions", role: "listbox", "aria-label": texts.completions, hidden: "" });
    this.status = make("p", { class: "unseen", role: "status" });
    input.after(this.list);
    input.parentElement.append(this.status);
    for (const [name, value] of Object.entries({
      role: "combobox", "aria-expanded": "false", "aria-autocomplete": "list", "aria-controls": "completions", autocomplete: "off",
    })) input.setAttribute(name, value);
    input.addEventListener("input", (event) => event.isComposing || this.ask());
    input.addEventListener("compositionend", () => this.ask());
    input.addEventListener("keydown", (event) => this.key(event));
    input.addEventListener("blur", () => this.close());
    // A press on the list must not take the focus away before the click is known.
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => this.open(event.target.closest("[role=option]")));
  }

  ask() {
    clearTimeout(this.timer);
    this.request?.abort();
    const typed = this.input.value.trim();
    if (typed.length < 2) return this.close();
    this.timer = setTimeout(() => this.fetch(typed), kWait);
  }

  async fetch(typed) {
    const { signal } = (this.request = new AbortController());
    try {
      const reply = await fetch(`/api/v1/suggest?q=${encodeURIComponent(typed)}`, { signal });
      if (!reply.ok) return this.close();
      const { suggestions } = await reply.json();
      if (this.input.value.trim() === typed && document.activeElement === this.input) this.show(suggestions);
    } catch {
      if (!signal.aborted) this.close(); // no completion is no fault; who gave it up waits for another one
    }
  }

  show(suggestions) {
    this.chosen = -1;
    this.options = suggestions.map((suggestion, at) => this.option(suggestion, at));
    this.list.replaceChildren(...this.options);
    this.list.hidden = this.options.length === 0;
    this.input.setAttribute("aria-expanded", String(!this.list.hidden));
    this.input.removeAttribute("aria-activedescendant");
    this.status.textContent = this.list.hidden ? "" : `${texts.completions}: ${this.options.length}`;
  }

  option({ text, other, kind, documents, dir, url }, at) {
    const option = make("li", { id: `completion-${at}`, role: "option", "aria-selected": "false" });
    option.append(make("bdi", { dir }, text));
    if (other) option.append(make("bdi", { class: "hint" }, other));
    const name = texts[`kind${kind[0].toUpperCase()}${kind.slice(1)}`] ?? "";
    option.append(make("span", { class: "count" }, kind === "title" ? name : `${name} ${documents}`));
    const address = new URL(url, location.href);
    option.dataset.href = path + address.pathname + address.search;
    return option;
  }

  key(event) {
    if (event.isComposing) return;
    if (this.list.hidden) {
      if (event.key !== "Escape") return;
      event.preventDefault(); // some browsers would empty the box
      this.input.blur();
      return;
    }
    const last = this.options.length - 1;
    const moves = { ArrowDown: this.chosen === last ? -1 : this.chosen + 1, ArrowUp: this.chosen === -1 ? last : this.chosen - 1 };
    if (event.key in moves) this.choose(moves[event.key]);
    else if (event.key === "Escape") this.close();
    else if (event.key === "Enter" && this.chosen >= 0) this.open(this.options[this.chosen]);
    else return;
    event.preventDefault();
  }

  choose(at) {
    this.options[this.chosen]?.setAttribute("aria-selected", "false");
    this.chosen = at;
    const option = this.options[at];
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    if (option) this.input.setAttribute("aria-activedescendant", option.id);
    else this.input.removeAttribute("aria-activedescendant");
  }

  open(option) {
    if (option) location.assign(option.dataset.href);
  }

  close() {
    clearTimeout(this.timer);
    this.request?.abort();
    this.show([]);
  }
}

if (box && texts.completions) new Completions(box);

// --- a search inside long filters ---

for (const list of document.querySelectorAll(".facet .long")) {
  const field = make("input", { type: "search", class: "within", "aria-label": `${texts.within}: ${list.getAttribute("aria-label")}`,
    placeholder: texts.within, autocomplete: "off" });
  const status = make("p", { class: "unseen", role: "status" });
  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[أإآٱ]/g, "ا").replace(/ى/g, "ي").toLowerCase();
  field.addEventListener("input", () => {
    const wanted = fold(field.value.trim());
    let shown = 0;
    for (const item of list.children) {
      // What is chosen stays in sight.
      item.hidden = !fold(item.querySelector(".what").textContent).includes(wanted) && !item.querySelector("input").checked;
      shown += item.hidden ? 0 : 1;
    }
    status.textContent = `${texts.shown} ${shown} / ${list.children.length}`;
  });
  field.addEventListener("keydown", (event) => event.key === "Enter" && event.preventDefault());
  list.before(field, status);
}

// --- from mark to mark ---

const toMarks = document.querySelectorAll("a.to-mark");
if (toMarks.length) {
  const count = document.querySelectorAll("mark[id]").length;
  const follow = () => {
    const at = Number(document.querySelector("mark:target")?.id.slice(1) ?? 0);
    for (const link of toMarks) {
      const next = at + Number(link.dataset.step);
      link.href = `#m${next < 1 ? count : next > count ? 1 : next}`;
      link.hidden = false;
    }
  };
  addEventListener("hashchange", follow);
  // From mark to mark is one place in the history: the way back leads to where the reader came from.
  for (const link of toMarks) {
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      location.replace(link.href);
    });
  }
  follow();
}

// --- shortcuts: single keys, only while no field has the focus; they can be switched off (WCAG 2.1.4) ---

const keys = document.getElementById("keys");
const wanted = keys?.querySelector("input");

const remembered = () => {
  try {
    return localStorage.getItem("shortcuts") !== "off";
  } catch {
    return true; // no storage: they are on, and can be switched off for this page
  }
};

const step = (by) => {
  const titles = [...document.querySelectorAll(".hits h3 a")];
  const at = titles.indexOf(document.activeElement.closest?.(".card")?.querySelector("h3 a"));
  titles[at < 0 ? (by > 0 ? 0 : titles.length - 1) : Math.min(Math.max(at + by, 0), titles.length - 1)]?.focus();
};

const actions = {
  "/": () => { box?.focus(); box?.select(); },
  j: () => step(1),
  k: () => step(-1),
  o: () => document.activeElement.closest?.(".card")?.querySelector("h3 a")?.click(),
  "]": () => document.querySelector("a[rel=next]")?.click(),
  "[": () => document.querySelector("a[rel=prev]")?.click(),
  n: () => document.querySelector("a.to-mark[data-step='1']")?.click(),
  "?": () => keys?.showModal(),
};
// Keys of the Arabic layout where these letters stand on the Latin one.
const sameKey = { "ظ": "/", "ت": "j", "ن": "k", "خ": "o", "د": "]", "ج": "[", "ى": "n", "؟": "?" };

if (keys && wanted) {
  wanted.checked = remembered();
  wanted.addEventListener("change", () => {
    try {
      localStorage.setItem("shortcuts", wanted.checked ? "on" : "off");
    } catch { /* then for this page alone */ }
  });
  const opener = document.getElementById("open-keys");
  if (opener) {
    opener.hidden = false;
    opener.addEventListener("click", () => keys.showModal());
  }
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || keys.open) return;
    if (!wanted.checked || event.target.closest?.("input, textarea, select, [contenteditable]")) return;
    const action = actions[sameKey[event.key] ?? event.key];
    if (!action) return;
    event.preventDefault();
    action();
  });
}

// --- filters stand open where there is room, in browsers whose stylesheet cannot say so ---

const filters = document.querySelector("details.filters");
if (filters && !CSS.supports("selector(::details-content)") && matchMedia("(min-width: 60rem)").matches) filters.open = true;

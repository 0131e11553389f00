// Suggestions while typing: an ARIA combobox over a form that works as well without this file.
const PAUSE = 120; // milliseconds without a key before asking
const SHORTEST = 2;
const KEPT = 40; // answers remembered on this page
const SVG = "http://www.w3.org/2000/svg";

const make = (tag, properties = {}, ...children) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name === "className") element.className = value; else element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
};

class Suggestions {
  options = [];
  active = -1;
  answers = new Map();
  isAsking = false;
  shown = ""; // the text that the open list answers

  constructor(form) {
    this.form = form;
    this.words = form.dataset;
    this.icons = JSON.parse(this.words.icons);
    this.input = form.querySelector("input[name=q]");
    this.list = make("div", { className: "sugs", role: "listbox", id: "goi-y", "aria-label": this.words.list, hidden: "" });
    this.status = make("span", { className: "vh", role: "status" });
    form.querySelector(".combo").append(this.list, this.status);
    for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": "goi-y" })) {
      this.input.setAttribute(name, value);
    }
    this.input.addEventListener("focus", () => this.styles(), { once: true });
    this.input.addEventListener("input", () => this.typed());
    this.input.addEventListener("keydown", (event) => this.key(event));
    form.addEventListener("focusout", ({ relatedTarget }) => { if (!form.contains(relatedTarget)) this.close(); });
    form.addEventListener("submit", () => this.close());
    // The field keeps the focus while an option is pressed.
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) this.go(option, event.ctrlKey || event.metaKey);
    });
  }

  // The list's styles come when they are needed first; the list waits for them.
  styles() {
    const { css } = this.words;
    if (!css) return Promise.resolve();
    this.styled ??= new Promise((done) => {
      const link = make("link", { rel: "stylesheet", href: css });
      link.onload = link.onerror = done;
      document.head.append(link);
    });
    return this.styled;
  }

  get text() { return this.input.value.trim().replace(/\s+/g, " "); }

  typed() {
    clearTimeout(this.timer);
    this.choose(-1);
    if (this.text.length < SHORTEST) this.close();
    else this.timer = setTimeout(() => this.ask(), PAUSE);
  }

  // One question at a time: what was typed meanwhile is asked when the answer is back.
  async ask() {
    const text = this.text;
    if (this.isAsking || text.length < SHORTEST) return;
    if (!this.answers.has(text)) {
      this.isAsking = true;
      try {
        const response = await fetch(`${this.words.suggest}&q=${encodeURIComponent(text)}`, { credentials: "omit" });
        if (!response.ok) throw new Error(response.statusText);
        this.answers.set(text, await response.json());
        if (this.answers.size > KEPT) this.answers.delete(this.answers.keys().next().value);
        await this.styles();
      } catch {
        this.close();
        return;
      } finally {
        this.isAsking = false;
      }
    }
    if (text !== this.text) this.ask();
    else if (document.activeElement === this.input) this.show(text, this.answers.get(text));
  }

  show(text, answer) {
    this.shown = text;
    this.options = [];
    const groups = answer.groups.map((group, index) => make(
      "div", { role: "group", "aria-labelledby": `goi-y-${index}` },
      make("div", { className: "gh", id: `goi-y-${index}` }, group.label),
      ...group.suggestions.map((one) => this.option(one)),
    ));
    this.list.replaceChildren(...groups, this.option({ all: this.words.all.replace("{text}", text) }));
    this.active = -1;
    this.input.removeAttribute("aria-activedescendant");
    const isOpening = this.list.hidden;
    this.list.hidden = false;
    // Where the list would end below the screen (or under a phone's keyboard), the field moves to the top.
    const height = window.visualViewport?.height ?? innerHeight;
    if (isOpening && this.list.getBoundingClientRect().bottom > height) this.form.scrollIntoView({ block: "start", behavior: "instant" });
    this.input.setAttribute("aria-expanded", "true");
    const count = answer.count;
    this.status.textContent = count > 1 ? this.words.some.replace("{count}", count) : count ? this.words.one : this.words.none;
  }

  option(one) {
    const element = make("div", { role: "option", id: `goi-y-o${this.options.length}`, "aria-selected": "false" }, this.icon(one.kind));
    const line = make("span", { className: "rest" });
    if (one.all) {
      element.className = "all";
      line.append(one.all);
    } else {
      element.dataset.address = one.address;
      const name = make("span", one.name_language === document.documentElement.lang ? {} : { lang: one.name_language });
      name.append(...one.name_pieces.map((piece) => (piece.is_marked ? make("mark", {}, piece.text) : piece.text)));
      line.append(name);
      if (one.where) line.append(make("small", {}, one.where));
    }
    element.append(line);
    this.options.push(element);
    return element;
  }

  icon(kind) {
    const icon = document.createElementNS(SVG, "svg");
    icon.setAttribute("class", "ic");
    icon.setAttribute("aria-hidden", "true");
    const use = document.createElementNS(SVG, "use");
    use.setAttribute("href", `${this.words.sprite}#${this.icons[kind] ?? "search"}`);
    icon.append(use);
    return icon;
  }

  close() {
    clearTimeout(this.timer);
    if (this.list.hidden) return;
    this.list.hidden = true;
    this.active = -1;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
    this.status.textContent = "";
  }

  choose(index) {
    this.options[this.active]?.setAttribute("aria-selected", "false");
    this.active = index;
    const option = this.options[index];
    if (!option) {
      this.input.removeAttribute("aria-activedescendant");
      return;
    }
    option.setAttribute("aria-selected", "true");
    this.input.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  }

  key(event) {
    if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
    const last = this.options.length - 1;
    const isOpen = !this.list.hidden;
    switch (event.key) {
      case "ArrowDown":
        if (isOpen) this.choose(this.active === last ? -1 : this.active + 1);
        else this.ask();
        break;
      case "ArrowUp":
        if (isOpen) this.choose(this.active === -1 ? last : this.active - 1);
        else this.ask();
        break;
      case "Home":
      case "End":
        if (!isOpen || this.active === -1 || event.shiftKey) return;
        this.choose(event.key === "Home" ? 0 : last);
        break;
      case "Enter":
        if (!isOpen || this.active === -1) return;
        this.go(this.options[this.active]);
        break;
      case "Escape":
        if (!isOpen) return;
        this.close();
        break;
      case "Tab":
        this.close();
        return;
      default:
        return;
    }
    event.preventDefault();
  }

  go(option, inNewTab = false) {
    const { address } = option.dataset;
    if (!address?.startsWith("/")) this.form.requestSubmit();
    else if (inNewTab) open(address, "_blank", "noopener");
    else location.assign(address);
  }
}

for (const form of document.querySelectorAll("form[data-suggest]")) new Suggestions(form);

// The chosen kind of results is in view, however far to the right it stands.
document.querySelector(".types [aria-current]")?.scrollIntoView({ inline: "center", block: "nearest", behavior: "instant" });

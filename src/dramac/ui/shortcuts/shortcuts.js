// Keys for those who know the way. Single keys never act inside a field or while a dialog is open.
const FIELDS = "input, textarea, select, [contenteditable]";
const PAUSE = 1200;

customElements.define("keyboard-shortcuts", class extends HTMLElement {
  connectedCallback() {
    this.typed = "";
    this.listen = (event) => this.press(event);
    document.addEventListener("keydown", this.listen);
  }

  disconnectedCallback() {
    document.removeEventListener("keydown", this.listen);
  }

  press(event) {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") return this.open("palette", event);
    const elsewhere = event.ctrlKey || event.metaKey || event.altKey;
    if (elsewhere || event.target.matches(FIELDS) || document.querySelector("dialog[open]")) return;
    if (event.key === "?") return this.open("shortcuts", event);
    if (event.key === "/") return this.search(event);
    this.follow(event.key);
  }

  open(id, event) {
    const dialog = document.getElementById(id);
    if (!dialog) return;
    event.preventDefault();
    if (!dialog.open) dialog.showModal();
  }

  search(event) {
    const field = document.querySelector("[data-slash]");
    if (!field) return this.open("palette", event);
    event.preventDefault();
    field.select();
  }

  follow(key) {
    clearTimeout(this.forgetting);
    this.typed = `${this.typed} ${key}`.trim();
    const links = [...this.querySelectorAll("[data-keys]")];
    links.find((link) => link.dataset.keys === this.typed)?.click();
    if (!links.some((link) => link.dataset.keys.startsWith(this.typed))) this.typed = "";
    this.forgetting = setTimeout(() => (this.typed = ""), PAUSE);
  }
});

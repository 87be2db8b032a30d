// Knows whether its form differs from what was loaded; shows itself then, and warns before the page is left.
customElements.define("save-bar", class extends HTMLElement {
  connectedCallback() {
    this.form = this.closest("form");
    this.loaded = this.contents();
    this.leaving = false;
    for (const kind of ["input", "change", "htmx:after:swap"]) this.form.addEventListener(kind, () => this.compare());
    this.form.addEventListener("submit", () => (this.leaving = true));
    this.querySelector("[data-discard]").addEventListener("click", () => (this.leaving = true));
    this.warn = (event) => this.hasAttribute("data-dirty") && !this.leaving && event.preventDefault();
    this.save = (event) => this.press(event);
    addEventListener("beforeunload", this.warn);
    addEventListener("keydown", this.save);
    this.compare();
  }

  disconnectedCallback() {
    removeEventListener("beforeunload", this.warn);
    removeEventListener("keydown", this.save);
  }

  contents() {
    const pairs = [...new FormData(this.form)].filter(([name]) => name !== "csrfmiddlewaretoken");
    return JSON.stringify(pairs.map(([name, value]) => [name, value.name ? value.name + value.size : value]));
  }

  // A form that came back with errors still holds what was never saved.
  compare() {
    const refused = this.form.querySelector("[aria-invalid=true]");
    this.toggleAttribute("data-dirty", Boolean(refused) || this.contents() !== this.loaded);
  }

  press(event) {
    if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "s") return;
    event.preventDefault();
    if (this.hasAttribute("data-dirty")) this.form.requestSubmit();
  }
});

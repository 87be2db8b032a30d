import Combobox from "./combobox-nav.js";

// Arrow keys, Enter and Escape over a list that the server draws beside an input.
customElements.define("combo-box", class extends HTMLElement {
  connectedCallback() {
    this.input = this.querySelector("[data-combo]");
    this.list = this.querySelector("[role=listbox]");
    this.value = this.querySelector("input[type=hidden]");
    this.keys = new Combobox(this.input, this.list, { firstOptionSelectionMode: "active", tabInsertsSuggestions: false });
    this.addEventListener("htmx:after:swap", () => this.show(document.activeElement === this.input));
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.list.addEventListener("combobox-commit", (event) => this.choose(event.target));
    this.input.addEventListener("input", () => this.value && (this.value.value = ""));
    this.input.addEventListener("focus", () => this.enter());
    this.input.addEventListener("blur", () => this.show(!this.value));
    this.input.addEventListener("keydown", (event) => event.key === "Escape" && this.value && this.show(false));
  }

  disconnectedCallback() {
    this.keys?.destroy();
  }

  enter() {
    this.input.select();
    this.show(this.list.children.length > 0);
  }

  // A field's list comes and goes; the palette's, which holds no value, is always there.
  show(on) {
    this.keys.stop();
    if (this.value) this.list.hidden = !on;
    if (on) this.keys.start();
  }

  choose(option) {
    if (!this.value) return;
    this.value.value = option.dataset.value;
    this.input.value = option.dataset.label;
    this.show(false);
    this.value.dispatchEvent(new Event("change", { bubbles: true }));
  }
});

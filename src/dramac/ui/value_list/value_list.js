// Enter in a field of the list keeps its value and goes on to the next one, instead of sending the form.
customElements.define("value-list", class extends HTMLElement {
  connectedCallback() {
    this.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || !event.target.matches("input")) return;
      event.preventDefault();
      this.goesOn = true;
      event.target.blur();
    });
    this.watcher = new MutationObserver(() => this.goOn());
    this.watcher.observe(this, { childList: true, subtree: true });
  }

  disconnectedCallback() {
    this.watcher.disconnect();
  }

  goOn() {
    if (!this.goesOn) return;
    this.goesOn = false;
    this.querySelector("[data-new]")?.focus();
  }
});

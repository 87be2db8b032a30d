// Copies the value beside it and says so.
customElements.define("copy-text", class extends HTMLElement {
  connectedCallback() {
    const words = this.querySelector("[data-copy] .button-label");
    const before = words.textContent;
    this.querySelector("[data-copy]").addEventListener("click", async () => {
      await navigator.clipboard.writeText(this.querySelector("input").value);
      words.textContent = this.dataset.done;
      setTimeout(() => (words.textContent = before), 2000);
    });
  }
});

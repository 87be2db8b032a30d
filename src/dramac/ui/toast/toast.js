// Goes away by itself after a while, unless it reports an error, is being pointed at or holds the focus.
const STAY = 7000;

customElements.define("toast-message", class extends HTMLElement {
  connectedCallback() {
    this.querySelector(".toast-close").addEventListener("click", () => this.remove());
    if (!this.hasAttribute("data-stay")) this.timer = setInterval(() => this.leave(), STAY);
  }

  disconnectedCallback() {
    clearInterval(this.timer);
  }

  leave() {
    if (!this.matches(":hover, :focus-within")) this.remove();
  }
});

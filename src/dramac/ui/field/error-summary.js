// What is wrong with a form takes the focus when it appears, so that nobody has to look for it.
customElements.define("error-summary", class extends HTMLElement {
  connectedCallback() {
    this.focus();
  }
});

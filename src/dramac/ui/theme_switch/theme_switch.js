// Changes the look at once and keeps the choice where the server reads it for the next page.
const YEAR = 31_536_000;

customElements.define("theme-switch", class extends HTMLElement {
  connectedCallback() {
    this.querySelector("form").addEventListener("submit", (event) => {
      event.preventDefault();
      const theme = event.submitter.value;
      document.documentElement.dataset.theme = theme;
      document.cookie = `theme=${theme}; path=/; max-age=${YEAR}; samesite=lax`;
      for (const button of this.querySelectorAll("button")) button.setAttribute("aria-pressed", button === event.submitter);
    });
  }
});

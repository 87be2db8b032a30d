// − and + beside a number; a change that should be sent at once is sent after a short pause.
const PAUSE = 450;

customElements.define("quantity-stepper", class extends HTMLElement {
  connectedCallback() {
    this.input = this.querySelector("input");
    this.addEventListener("click", (event) => this.step(event.target.closest("[data-step]")));
    this.input.addEventListener("change", () => this.send());
    this.mark();
  }

  step(button) {
    if (!button) return;
    if (button.dataset.step === "1") this.input.stepUp();
    else this.input.stepDown();
    this.input.dispatchEvent(new Event("change", { bubbles: true }));
  }

  mark() {
    const [value, min, max] = [this.input.value, this.input.min, this.input.max].map((text) => (text === "" ? NaN : Number(text)));
    this.querySelector("[data-step='-1']").disabled = value <= min;
    this.querySelector("[data-step='1']").disabled = value >= max;
  }

  send() {
    this.mark();
    clearTimeout(this.waiting);
    if (this.input.hasAttribute("data-submit")) this.waiting = setTimeout(() => this.input.form.requestSubmit(), PAUSE);
  }
});

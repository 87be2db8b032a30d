// Takes codes as fast as a scanner sends them: each is read off the field at once and sent in its turn, the focus stays.
customElements.define("scan-field", class extends HTMLElement {
  connectedCallback() {
    this.waiting = [];
    this.form = this.closest("form");
    this.code = this.querySelector("input");
    this.said = this.querySelector("[data-said]");
    this.form.addEventListener("submit", (event) => this.taken(event));
    this.form.addEventListener("keydown", (event) => this.pressed(event));
  }

  // Enter counts from this field alone; elsewhere in the list it comes back here.
  pressed(event) {
    if (event.key !== "Enter" || !event.target.matches("input") || this.contains(event.target)) return;
    event.preventDefault();
    this.code.focus();
  }

  taken(event) {
    if (event.submitter && event.submitter.value !== "scan") return;
    event.preventDefault();
    const code = this.code.value.trim();
    this.code.value = "";
    this.code.focus();
    if (!code) return;
    this.waiting.push(code);
    if (this.waiting.length === 1) this.send();
  }

  async send() {
    const data = new FormData(this.form);
    data.set(this.code.name, this.waiting[0]);
    data.set("step", "scan");
    try {
      const answer = await fetch(this.form.action, { method: "POST", body: data });
      if (answer.status !== 200 && answer.status !== 422) throw new Error(answer.status);
      this.draw(new DOMParser().parseFromString(await answer.text(), "text/html"));
    } catch {
      // What was scanned is not lost: it stands in the field again, and the browser sends the form by itself.
      this.code.value = this.waiting[0];
      return this.form.submit();
    }
    this.waiting.shift();
    if (this.waiting.length) this.send();
  }

  draw(page) {
    document.getElementById(this.dataset.target).replaceWith(page.getElementById(this.dataset.target));
    const said = page.querySelector("[data-said]");
    this.said.className = said.className;
    this.said.replaceChildren(...said.childNodes);
  }
});

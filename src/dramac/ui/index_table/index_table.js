// Choosing rows: one, a range with Shift, all of the page; j and k move, x chooses, Enter opens.
customElements.define("row-selection", class extends HTMLElement {
  connectedCallback() {
    this.addEventListener("change", (event) => this.changed(event.target));
    this.addEventListener("click", (event) => this.range(event));
    this.listen = (event) => this.press(event);
    this.recount = () => this.count();
    document.addEventListener("keydown", this.listen);
    document.addEventListener("htmx:after:swap", this.recount);
    this.count();
  }

  disconnectedCallback() {
    document.removeEventListener("keydown", this.listen);
    document.removeEventListener("htmx:after:swap", this.recount);
  }

  get boxes() {
    return [...this.querySelectorAll("[name=ids]")];
  }

  changed(box) {
    if (box.matches("[data-select-all]")) this.boxes.forEach((each) => (each.checked = box.checked));
    this.count();
  }

  count() {
    const boxes = this.boxes;
    const chosen = boxes.filter((box) => box.checked).length;
    const every = chosen === boxes.length && chosen > 0;
    const head = this.querySelector("[data-select-all]");
    if (head) Object.assign(head, { checked: every, indeterminate: chosen > 0 && !every });
    const words = this.querySelector("[data-count]");
    if (words && chosen) words.value = chosen === 1 ? words.dataset.one : words.dataset.many.replace("{n}", chosen);
    const all = this.querySelector("[data-all]");
    if (all) all.hidden = !every;
    if (all && !every) all.querySelector("input").checked = false;
  }

  range(event) {
    if (event.target.name !== "ids") return;
    const boxes = this.boxes;
    const [from, to] = [boxes.indexOf(this.last), boxes.indexOf(event.target)].sort((a, b) => a - b);
    if (event.shiftKey && from >= 0) boxes.slice(from, to + 1).forEach((box) => (box.checked = event.target.checked));
    this.last = event.target;
    this.count();
  }

  press(event) {
    const elsewhere = event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]");
    if (elsewhere || event.target.matches("input:not([type=checkbox]), textarea, select")) return;
    const rows = [...this.querySelectorAll("tbody tr")];
    const here = rows.findIndex((row) => row.contains(document.activeElement));
    if (event.key === "j") this.go(rows[here + 1]);
    if (event.key === "k") this.go(rows[here - 1]);
    if (event.key === "x" && here >= 0) rows[here].querySelector("[name=ids]")?.click();
  }

  go(row) {
    row?.querySelector(".row-link, [name=ids]")?.focus();
  }
});

// A table of inputs in which Enter and the arrow keys move up and down, as in a spreadsheet; what was changed is marked.
customElements.define("cell-grid", class extends HTMLElement {
  connectedCallback() {
    const mark = (box) => box.closest("td")?.classList.toggle("cell-changed", box.value !== (box.dataset.was ?? box.defaultValue));
    this.addEventListener("input", (event) => mark(event.target));
    this.querySelectorAll("[data-was]").forEach(mark);
    this.addEventListener("keydown", (event) => {
      const way = { ArrowUp: -1, ArrowDown: 1, Enter: 1 }[event.key];
      if (!way || !event.target.matches("input:not([type=checkbox])")) return;
      event.preventDefault();
      const cell = event.target.closest("td");
      const rows = [...this.querySelectorAll("tbody tr")];
      const row = rows[rows.indexOf(cell.parentElement) + way];
      row?.cells[cell.cellIndex]?.querySelector("input")?.select();
    });
  }
});

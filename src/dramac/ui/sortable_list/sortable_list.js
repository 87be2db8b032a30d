// Rows that may be dragged into another order, or moved by the buttons at their end. The number field of each row that
// is named as `data-position` says is kept right, and the form hears of a change.
customElements.define("sortable-list", class extends HTMLElement {
  async connectedCallback() {
    this.addEventListener("click", (event) => this.move(event.target.closest("[data-move]")));
    const { default: Sortable } = await import(this.dataset.library);
    Sortable.create(this, { handle: "[data-handle]", animation: 150, onEnd: () => this.number() });
  }

  move(button) {
    if (!button) return;
    const row = [...this.children].find((child) => child.contains(button));
    if (button.dataset.move === "-1") row.previousElementSibling?.before(row);
    else row.nextElementSibling?.after(row);
    button.focus();
    this.number();
  }

  number() {
    [...this.children].forEach((row, place) => {
      const field = row.querySelector(`[name$="${this.dataset.position}"]`);
      if (field) field.value = place;
    });
    this.dispatchEvent(new Event("change", { bubbles: true }));
  }
});

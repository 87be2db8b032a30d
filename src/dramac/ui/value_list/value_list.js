// Enter in a field of the list keeps its value and goes on to the empty one, instead of sending the form. Where the form
// is drawn anew because of it, the list itself may be another afterwards, so the way back is its fields' name.
let wanted = "";

function goOn() {
  const name = CSS.escape(wanted);
  wanted = "";
  document.querySelector(`value-list [data-new][name="${name}"]`)?.focus();
}

customElements.define("value-list", class extends HTMLElement {
  connectedCallback() {
    this.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || !event.target.matches("input")) return;
      event.preventDefault();
      wanted = event.target.name;
      const isOther = event.target.value !== event.target.defaultValue;
      event.target.blur();
      if (!isOther || !event.target.hasAttribute("hx-post")) goOn();
    });
  }
});

document.addEventListener("htmx:finally:request", () => wanted && goOn());

// Files may be dropped on the field, and their names and pictures are shown before they are sent.
customElements.define("file-drop", class extends HTMLElement {
  connectedCallback() {
    this.input = this.querySelector("input[type=file]");
    this.list = this.querySelector("ul");
    this.input.addEventListener("change", () => this.show());
    for (const kind of ["dragenter", "dragleave", "drop"])
      this.addEventListener(kind, () => this.toggleAttribute("data-over", kind === "dragenter"));
  }

  show() {
    this.list.replaceChildren(...[...this.input.files].map((file) => this.line(file)));
  }

  line(file) {
    const line = document.createElement("li");
    if (file.type.startsWith("image/")) {
      const picture = new Image(40, 40);
      picture.alt = "";
      picture.src = URL.createObjectURL(file);
      picture.addEventListener("load", () => URL.revokeObjectURL(picture.src));
      line.append(picture);
    }
    line.append(file.name);
    return line;
  }
});

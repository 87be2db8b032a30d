// Shows itself while the element that it stands for has been scrolled out of view.
customElements.define("buy-bar", class extends HTMLElement {
  connectedCallback() {
    const beyond = document.getElementById(this.dataset.beyond);
    if (!beyond) return;
    this.watch = new IntersectionObserver(([entry]) => {
      this.hidden = entry.isIntersecting || entry.boundingClientRect.top > 0;
    });
    this.watch.observe(beyond);
  }

  disconnectedCallback() {
    this.watch?.disconnect();
  }
});

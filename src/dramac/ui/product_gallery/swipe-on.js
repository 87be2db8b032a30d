// Comes after the last picture: who swipes on to it and stays is led where its link leads.
const RESTS = 350;

customElements.define("swipe-on", class extends HTMLElement {
  connectedCallback() {
    const link = this.querySelector("a");
    this.watch = new IntersectionObserver(([entry]) => {
      clearTimeout(this.waiting);
      if (entry.isIntersecting) this.waiting = setTimeout(() => link.click(), RESTS);
    }, { root: this.parentElement, threshold: 0.97 });
    this.watch.observe(this);
  }

  disconnectedCallback() {
    clearTimeout(this.waiting);
    this.watch?.disconnect();
  }
});

// Draws the chart that `data-option` describes, in the colours of the page; it follows the look and the width. Nothing
// moves for those who want it so. Tooltips are drawn, not HTML, because the content policy lets no inline style in.
customElements.define("chart-view", class extends HTMLElement {
  async connectedCallback() {
    this.option = JSON.parse(this.dataset.option);
    const written = JSON.parse(this.dataset.numbers), language = document.documentElement.lang || "en";
    const exact = new Intl.NumberFormat(language, written);
    const short = new Intl.NumberFormat(language, { ...written, notation: "compact", minimumFractionDigits: 0, maximumFractionDigits: 1 });
    this.exact = (value) => (value == null ? "–" : exact.format(value));
    this.short = (value) => short.format(value);
    await import(this.dataset.library);
    if (!this.isConnected || this.chart) return;
    this.chart = globalThis.echarts.init(this);
    this.draw();
    this.resized = new ResizeObserver(() => this.chart?.resize());
    this.resized.observe(this);
    this.looked = new MutationObserver(() => this.draw());
    this.looked.observe(document.documentElement, { attributeFilter: ["data-theme"] });
    this.dark = matchMedia("(prefers-color-scheme: dark)");
    this.dark.onchange = () => this.draw();
  }

  disconnectedCallback() {
    this.resized?.disconnect();
    this.looked?.disconnect();
    if (this.dark) this.dark.onchange = null;
    this.chart?.dispose();
    this.chart = undefined;
  }

  draw() {
    const ink = this.colour("--ink-muted"), line = this.colour("--line"), words = { color: ink, fontFamily: getComputedStyle(this).fontFamily };
    const axis = (one) => ({
      ...one,
      axisLine: { show: one.type === "category", lineStyle: { color: line } },
      axisTick: { show: false },
      splitLine: { show: one.splitLine?.show ?? one.type === "value", lineStyle: { color: line } },
      axisLabel: { ...words, hideOverlap: true, margin: 12, width: this.clientWidth > 560 ? 280 : 140, overflow: "truncate", ...(one.type === "value" && { formatter: this.short }) },
    });
    this.chart.setOption({
      ...this.option,
      color: [1, 2, 3, 4, 5, 6, 7].map((number) => this.colour(`--chart-${number}`)),
      animation: !matchMedia("(prefers-reduced-motion: reduce)").matches,
      textStyle: words,
      legend: { ...this.option.legend, textStyle: words, inactiveColor: line, itemWidth: 14, itemHeight: 10 },
      tooltip: {
        ...this.option.tooltip, renderMode: "richText", confine: true, valueFormatter: this.exact,
        backgroundColor: this.colour("--raised"), borderColor: line, textStyle: { ...words, color: this.colour("--ink") },
      },
      xAxis: axis(this.option.xAxis),
      yAxis: [this.option.yAxis].flat().map(axis),
    }, true);
  }

  // A canvas takes plain colours only: what the browser makes of a token is painted and read back.
  colour(token) {
    this.style.color = `var(${token})`;
    const pen = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
    pen.fillStyle = getComputedStyle(this).color;
    this.style.color = "";
    pen.fillRect(0, 0, 1, 1);
    const [red, green, blue, alpha] = pen.getImageData(0, 0, 1, 1).data;
    return `rgba(${red},${green},${blue},${alpha / 255})`;
  }
});

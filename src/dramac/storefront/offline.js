// Lets the shop answer while there is no network, once everything that the page itself needs is here.
const worker = document.documentElement.dataset.worker;
if (worker && "serviceWorker" in navigator) addEventListener("load", () => navigator.serviceWorker.register(worker).catch(() => {}));

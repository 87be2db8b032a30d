// Shows a page of the shop's own while there is no network. `KEPT` is written above this by the server. Pages, carts and
// prices are never kept, only that one page and the files it needs, each of which is named by what is in it.
const owned = (name) => name.startsWith(KEPT.shop);

addEventListener("install", (event) => {
  const wanted = [KEPT.page, ...KEPT.files].map((address) => new Request(address, { credentials: "omit" }));
  event.waitUntil(caches.open(KEPT.name).then((cache) => cache.addAll(wanted)).then(() => skipWaiting()));
});

addEventListener("activate", (event) => {
  const forget = caches.keys().then((names) => names.filter((name) => owned(name) && name !== KEPT.name).map((name) => caches.delete(name)));
  event.waitUntil(forget.then((deleted) => Promise.all([...deleted, registration.navigationPreload?.enable()])));
});

async function visited(event) {
  try {
    return (await event.preloadResponse) ?? (await fetch(event.request));
  } catch {
    return caches.match(KEPT.page);
  }
}

addEventListener("fetch", (event) => {
  if (event.request.mode === "navigate" && event.request.method === "GET") event.respondWith(visited(event));
  else if (KEPT.files.includes(new URL(event.request.url).pathname))
    event.respondWith(caches.match(event.request).then((kept) => kept ?? fetch(event.request)));
});

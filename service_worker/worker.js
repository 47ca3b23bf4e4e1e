// Without a signal: one page that is the same for everybody, and the outbox sent when the signal is back. README.md lists what is kept.
/* global HERE, Outbox, clients, registration, skipWaiting */
importScripts(HERE.outbox);

const CACHE = `in-my-words-${HERE.version}`;

// Never with cookies: a page asked for with them could be somebody's, and its answer could set an old cookie over a new one.
// A file's address says its version: what the page has just fetched is not fetched again.
function anonymous(address) {
  return new Request(address, { credentials: "omit", cache: HERE.files.includes(address) ? "default" : "no-cache" });
}

async function keep(address) {
  const reply = await fetch(anonymous(address));
  if (!reply.ok || reply.redirected || reply.type !== "basic") throw new Error(`not kept: ${reply.status}`);
  await (await caches.open(CACHE)).put(address, reply);
}

function keepAll() {
  return Promise.all([...HERE.files, ...Object.values(HERE.pages)].map(keep));
}

async function kept(address) {
  return (await caches.open(CACHE)).match(address);
}

async function keepMissing() {
  const missing = [];
  for (const address of [...HERE.files, ...Object.values(HERE.pages)]) if (!(await kept(address))) missing.push(address);
  await Promise.all(missing.map(keep));
}

async function withoutSignal() {
  const look = await Outbox.note("look").catch(() => null);
  const address = HERE.pages[look && look.language] || Object.values(HERE.pages)[0];
  return (await kept(address)) || Response.error();
}

addEventListener("install", (event) => {
  skipWaiting();
  event.waitUntil(keepAll());
});

addEventListener("activate", (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter((name) => name !== CACHE).map((name) => caches.delete(name))))
      .then(() => clients.claim())
  );
});

addEventListener("message", (event) => {
  if (event.data === "warm") event.waitUntil(keepMissing().catch(() => {}));
});

addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname, search } = new URL(request.url);
  if (origin !== location.origin) return;
  // No navigation preload: with it Firefox shows its own error page.
  if (request.mode === "navigate") event.respondWith(fetch(request).catch(withoutSignal));
  else if (!search && HERE.files.includes(pathname)) event.respondWith(kept(pathname).then((found) => found || fetch(request)));
});

addEventListener("sync", (event) => {
  if (event.tag === Outbox.TAG) event.waitUntil(sendAll());
});

// A promise that is refused makes the browser ask again later.
async function sendAll() {
  const now = await Outbox.note("now");
  if (!now) return;
  const ended = await Outbox.replay(now.whose);
  if (ended.stopped === "wait") throw new Error("no signal yet");
}

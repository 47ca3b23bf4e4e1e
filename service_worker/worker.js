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

// What opens a copy of a plan only where there is one.
async function wanted() {
  const copy = await Outbox.note("copy").catch(() => null);
  return [...HERE.files, ...(copy ? HERE.copy : []), ...Object.values(HERE.pages)];
}

async function keepAll() {
  await Promise.all((await wanted()).map(keep));
}

async function kept(address) {
  return (await caches.open(CACHE)).match(address);
}

async function keepMissing() {
  const missing = [];
  for (const address of await wanted()) if (!(await kept(address))) missing.push(address);
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
  if (event.data === "copy") event.waitUntil(Promise.all([keepMissing(), askAboutCopy(true)]).then(() => "kept", () => "not kept").then((told) => event.ports[0].postMessage(told)));
});

addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname, search } = new URL(request.url);
  if (origin !== location.origin) return;
  // No navigation preload: with it Firefox shows its own error page.
  if (request.mode === "navigate") {
    const reply = fetch(request);
    event.respondWith(reply.catch(withoutSignal));
    event.waitUntil(reply.then(() => askAboutCopy(false)).catch(() => {}));
    if (self.keepInStep) event.waitUntil(reply.then(() => self.keepInStep(false)).catch(() => {}));
  } else if (HERE.copy.includes(pathname)) event.respondWith(kept(pathname).then((found) => found || fetch(request)).catch(nothingToOpen));
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

// The copy of a plan: the server says whether it may stay. Asked after a page that came, seldom, and only where there is a copy.
const MINUTE = 60000;

function isDue({ asked, contact }, clock) {
  const since = Math.abs(clock - asked);
  return since > 10 * MINUTE || (since > MINUTE && Math.abs(clock - contact) > 1440 * MINUTE);
}

async function askAboutCopy(isPressing) {
  const copy = await Outbox.note("copy");
  if (!copy || !(isPressing || isDue(copy, Date.now()))) return;
  const body = new URLSearchParams({ token: copy.token });
  const reply = await fetch("/plan-copy", { method: "POST", body, credentials: "same-origin", cache: "no-store", redirect: "error" }).catch(() => null);
  const told = reply && reply.ok ? (await reply.json().catch(() => ({}))).standing : "";
  await Outbox.alone("copy", () => heardOfCopy(copy.token, told, Date.now()));
}

async function heardOfCopy(token, told, at) {
  const copy = await Outbox.note("copy");
  if (!copy || copy.token !== token) return;
  if (told === "gone") await Outbox.dropNote("copy");
  if (told === "kept") await Outbox.putNote({ ...copy, asked: at });
  if (told === "renewed") await Outbox.putNote({ ...copy, asked: at, contact: at, latest: at, ahead: 0 });
}

// The page without a signal asks for these on every phone.
function nothingToOpen() {
  return new Response("", { headers: { "Content-Type": "text/javascript" } });
}

// The worker itself, in a made-up scope: what it keeps, and what it never touches.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import vm from "node:vm";

const script = (name) => readFileSync(new URL(`../${name}`, import.meta.url), "utf-8");
const HERE = { version: "v2", outbox: "/static/v2/js/outbox.js", files: ["/static/v2/css/app.css"], copy: ["/static/v2/js/copy-read.js"], pages: { en: "/offline/en", cy: "/offline/cy" } };
const ORIGIN = "http://localhost";

function aReply(address, more = {}) {
  return { ok: true, redirected: false, type: "basic", status: 200, address, ...more };
}

// One worker with its caches, its network and what was asked of it. `network` answers; it may throw, as without a signal.
function start(name = "worker.js", { network = (request) => aReply(request.url || request), notes = {}, replay, at = 0 } = {}) {
  const heard = {}, kept = new Map([["in-my-words-v1", new Map()], ["in-my-words-v2", new Map()]]), asked = [], done = {};
  const cache = (at) => ({ put: async (address, reply) => kept.get(at).set(address, reply), match: async (address) => kept.get(at).get(address) });
  const scope = {
    HERE, URL, URLSearchParams, Error, Promise, Object, Math, console,
    Date: { now: () => at },
    navigator: {},
    location: { origin: ORIGIN },
    addEventListener: (event, act) => (heard[event] = act),
    importScripts: () => {},
    skipWaiting: () => (done.skipped = true),
    clients: { claim: async () => (done.claimed = true) },
    registration: { unregister: async () => (done.gone = true) },
    caches: {
      keys: async () => [...kept.keys()],
      delete: async (at) => kept.delete(at),
      open: async (at) => (kept.has(at) ? null : kept.set(at, new Map()), cache(at)),
    },
    Request: class { constructor(url, how) { Object.assign(this, { url }, how); } },
    Response: class { constructor(text) { Object.assign(this, { text }); } static error() { return "error page"; } },
    Outbox: {
      TAG: "outbox", replay, alone: (what, work) => work(),
      note: async (what) => notes[what], putNote: async (kept) => (notes[kept.name] = kept), dropNote: async (what) => delete notes[what],
    },
    fetch: async (request) => { asked.push(request); return network(request); },
  };
  scope.self = scope;
  vm.runInNewContext(script(name), scope);
  const tell = async (event, more = {}) => {
    const waits = [];
    let reply;
    heard[event]?.({ waitUntil: (one) => waits.push(one), respondWith: (one) => (reply = one), ...more });
    await Promise.all(waits);
    return reply;
  };
  return { tell, kept, asked, done, heard };
}

const navigation = (path) => ({ request: { url: ORIGIN + path, mode: "navigate" } });
const piece = (path) => ({ request: { url: ORIGIN + path, mode: "no-cors" } });
const nothing = () => { throw new TypeError("no signal"); };

test("it keeps the listed files and the one page, asked for without cookies", async () => {
  const worker = start();
  await worker.tell("install");
  assert.deepEqual([...worker.kept.get("in-my-words-v2").keys()].sort(), ["/offline/cy", "/offline/en", "/static/v2/css/app.css"]);
  assert.ok(worker.asked.every((request) => request.credentials === "omit"));
});

test("an answer that is an error, a redirect or not ours is not kept", async () => {
  for (const odd of [{ ok: false }, { redirected: true }, { type: "opaque" }]) {
    const worker = start("worker.js", { network: (request) => aReply(request.url, odd) });
    await assert.rejects(worker.tell("install"));
    assert.equal(worker.kept.get("in-my-words-v2").size, 0);
  }
});

test("a new version throws the old one's files away", async () => {
  const worker = start();
  await worker.tell("activate");
  assert.deepEqual([...worker.kept.keys()], ["in-my-words-v2"]);
  assert.ok(worker.done.claimed);
});

test("with a signal a page is what the server says, and nothing of it is kept", async () => {
  const worker = start();
  const reply = await worker.tell("fetch", navigation("/people/1/plan"));
  assert.equal(reply.address, `${ORIGIN}/people/1/plan`);
  assert.equal(worker.kept.get("in-my-words-v2").size, 0);
});

test("without one every page is the same page, in the language last read here", async () => {
  const worker = start("worker.js", { notes: { look: { language: "cy" } } });
  await worker.tell("install");
  const without = start("worker.js", { network: nothing, notes: { look: { language: "cy" } } });
  without.kept.set("in-my-words-v2", worker.kept.get("in-my-words-v2"));
  assert.equal((await without.tell("fetch", navigation("/people/1/pack"))).address, "/offline/cy");
});

test("fragments, other sites and addresses with a question are none of its business", async () => {
  const worker = start();
  for (const path of ["/people/1/pack", "/static/v1/css/app.css", "/static/v2/css/app.css?x=1"]) assert.equal(await worker.tell("fetch", piece(path)), undefined);
  assert.equal(await worker.tell("fetch", { request: { url: "https://elsewhere.example/", mode: "navigate" } }), undefined);
  assert.equal(worker.asked.length, 0);
});

test("no navigation preload is ever asked for", () => {
  assert.ok(!/navigationPreload/.test(script("worker.js").replace(/\/\/.*/g, "")));
});

test("a warm-up fetches only what is missing", async () => {
  const worker = start();
  worker.kept.get("in-my-words-v2").set("/offline/en", aReply("/offline/en"));
  await worker.tell("message", { data: "warm" });
  assert.deepEqual(worker.asked.map((request) => request.url).sort(), ["/offline/cy", "/static/v2/css/app.css"]);
});

test("the outbox is sent for whoever is here, and asked for again while there is no signal", async () => {
  const whose = [];
  const ends = (stopped) => ({ notes: { now: { whose: "a" } }, replay: async (who) => (whose.push(who), { stopped }) });
  await start("worker.js", ends(null)).tell("sync", { tag: "outbox" });
  await start("worker.js", ends("sign-in")).tell("sync", { tag: "outbox" });
  await assert.rejects(start("worker.js", ends("wait")).tell("sync", { tag: "outbox" }));
  assert.deepEqual(whose, ["a", "a", "a"]);
});

test("with nobody signed in here nothing is sent", async () => {
  await start("worker.js", { replay: () => assert.fail("sent") }).tell("sync", { tag: "outbox" });
});

test("switched off it empties its caches, takes itself away, and answers nothing", async () => {
  const worker = start("gone.js");
  await worker.tell("install");
  await worker.tell("activate");
  assert.equal(worker.kept.size, 0);
  assert.ok(worker.done.gone && !worker.heard.fetch);
});

const MINUTE = 60000, DAY = 1440 * MINUTE;
const copy = (more = {}) => ({ name: "copy", token: "t", tries: 3, asked: 0, contact: 0, latest: 0, ahead: 7, ...more });
const saying = (standing) => (request) => (request === "/plan-copy" ? { ok: true, json: async () => ({ standing }) } : aReply(request.url));
const asks = (worker) => worker.asked.filter((one) => one === "/plan-copy").length;

test("what opens a copy is kept only where there is one", async () => {
  const [without, having] = [start(), start("worker.js", { notes: { copy: copy() } })];
  for (const worker of [without, having]) await worker.tell("install");
  const found = [without, having].map((worker) => worker.kept.get("in-my-words-v2").has("/static/v2/js/copy-read.js"));
  assert.deepEqual(found, [false, true]);
});

test("without a copy and without a signal the page's script for it is empty", async () => {
  assert.equal((await start("worker.js", { network: nothing }).tell("fetch", piece("/static/v2/js/copy-read.js"))).text, "");
});

test("a phone without a copy never asks", async () => {
  const worker = start("worker.js", { at: 40 * DAY });
  await worker.tell("fetch", navigation("/"));
  assert.equal(asks(worker), 0);
});

test("it asks seldom, and once a minute while the last word is a day old", async () => {
  for (const [at, asked, contact, wanted] of [[9, 0, 0, 0], [11, 0, 0, 1], [2000, 1998, 0, 1], [2000, 1999.5, 0, 0], [0, 11, 0, 1]]) {
    const worker = start("worker.js", { at: at * MINUTE, notes: { copy: copy({ asked: asked * MINUTE, contact: contact * MINUTE }) }, network: saying("kept") });
    await worker.tell("fetch", navigation("/"));
    assert.equal(asks(worker), wanted, `${at} ${asked}`);
  }
});

test("the copy is renewed, only kept, or gone, as the server says and nobody else", async () => {
  const said = { renewed: copy({ asked: DAY, contact: DAY, latest: DAY, ahead: 0 }), kept: copy({ asked: DAY }), gone: undefined, "": copy(), "please sign in": copy() };
  for (const [standing, wanted] of Object.entries(said)) {
    const notes = { copy: copy() };
    await start("worker.js", { at: DAY, notes, network: saying(standing) }).tell("fetch", navigation("/"));
    assert.deepEqual(notes.copy && { ...notes.copy }, wanted, standing);
  }
});

test("another token's answer touches nothing", async () => {
  const notes = { copy: copy() };
  const network = (request) => (request === "/plan-copy" ? ((notes.copy = copy({ token: "new" })), saying("gone")(request)) : aReply(request.url));
  await start("worker.js", { at: DAY, notes, network }).tell("fetch", navigation("/"));
  assert.equal(notes.copy.token, "new");
});

test("asked by a page it says whether all is kept that opens the copy", async () => {
  for (const [network, wanted] of [[saying("kept"), "kept"], [nothing, "not kept"]]) {
    const told = [];
    await start("worker.js", { notes: { copy: copy() }, network }).tell("message", { data: "copy", ports: [{ postMessage: (one) => told.push(one) }] });
    assert.deepEqual(told, [wanted]);
  }
});

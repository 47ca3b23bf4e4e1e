// What the worker does with a push, a tap, and a browser that changes its address. In a made-up scope, without any browser.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import vm from "node:vm";

const script = readFileSync(new URL("../push.js", import.meta.url), "utf-8");
const DAY = 86400000;
const address = (endpoint) => ({ endpoint, toJSON: () => ({ endpoint, keys: { p256dh: "k", auth: "s" } }), unsubscribe: async () => done.push(`left ${endpoint}`) });
let done = [];

function start({ note, found = null, given = null, permission = "granted", says = "on", windows = [], clock = DAY, slow = false } = {}) {
  const heard = {}, notes = note ? { push: note } : {}, told = [];
  done = [];
  const scope = {
    URL, URLSearchParams, Error, Promise, Math, Uint8Array, atob, location: { origin: "http://localhost" }, Notification: { permission },
    HERE: { push: { key: "AAAA", opens: "/new-for-me", icon: "/icon.png" } },
    Date: { now: () => clock },
    setTimeout: (act) => slow && act(),
    addEventListener: (event, act) => (heard[event] = act),
    clients: { matchAll: async () => windows, openWindow: async (at) => done.push(`opened ${at}`) },
    registration: {
      showNotification: async (title, how) => done.push([title, how.body]),
      pushManager: { getSubscription: async () => found, subscribe: () => (slow ? new Promise(() => {}) : given ? Promise.resolve(given) : Promise.reject(new Error("no"))) },
    },
    Outbox: { note: async (name) => notes[name], putNote: async (kept) => (notes[kept.name] = kept), dropNote: async (name) => delete notes[name] },
    fetch: async (at, how) => {
      told.push([at, Object.fromEntries(how.body)]);
      if (says === "no signal") throw new TypeError(says);
      return { ok: true, json: async () => ({ standing: says }) };
    },
  };
  scope.self = scope;
  vm.runInNewContext(script, scope);
  const tell = async (event, more) => {
    const waits = [];
    heard[event]({ waitUntil: (one) => waits.push(one), ...more });
    await Promise.all(waits);
  };
  return { tell, told, notes, sync: scope.keepInStep };
}

const payload = (text) => ({ json: () => JSON.parse(text) });
const kept = (more = {}) => ({ name: "push", endpoint: "a", asked: DAY, ...more });

test("every push shows something, and what cannot be read says only whom it is from", async () => {
  const worker = start();
  await worker.tell("push", { data: payload('{"notification": {"title": "In My Words", "body": "Something new."}}') });
  for (const data of [payload("{"), payload("{}"), null]) await worker.tell("push", { data });
  assert.deepEqual(done, [["In My Words", "Something new."], ...Array(3).fill(["In My Words", ""])]);
});

test("a tap opens our one address, whatever came with the push", async () => {
  const notification = { close: () => done.push("closed"), data: { to: "https://evil.example/" } };
  await start().tell("notificationclick", { notification });
  assert.deepEqual(done, ["closed", "opened /new-for-me"]);
});

test("an open page of ours is led there; one that refuses is left as it is", async () => {
  const page = (goes) => ({ url: "http://localhost/people/1/pack", focus: async () => { throw new Error(); }, navigate: async (at) => (done.push(`led to ${at}`), goes) });
  const notification = { close: () => {} };
  await start({ windows: [page({})] }).tell("notificationclick", { notification });
  assert.deepEqual(done, ["led to /new-for-me"]);
  await start({ windows: [page(null)] }).tell("notificationclick", { notification });
  assert.deepEqual(done, ["led to /new-for-me", "opened /new-for-me"]);
});

test("where nobody said yes, nothing is asked of anybody", async () => {
  const worker = start({ found: address("a") });
  await worker.sync(true);
  assert.deepEqual(worker.told, []);
});

test("the server is told once a day, and at once when the address is another", async () => {
  const same = start({ note: kept(), found: address("a") });
  await same.sync(false);
  assert.deepEqual(same.told, []);
  const old = start({ note: kept({ asked: 0 }), found: address("a"), clock: 2 * DAY });
  await old.sync(false);
  const other = start({ note: kept(), found: address("b") });
  await other.sync(false);
  assert.deepEqual([...old.told, ...other.told].map(([at, body]) => [at, body.before, body.endpoint]), [["/push-address", "a", "a"], ["/push-address", "a", "b"]]);
  assert.equal(other.notes.push.endpoint, "b");
});

test("a browser that changed its address by itself says both, and one that lost it gets another without asking", async () => {
  const changed = start({ note: kept() });
  await changed.tell("pushsubscriptionchange", { oldSubscription: { endpoint: "older" }, newSubscription: address("b") });
  const lost = start({ note: kept(), given: address("c") });
  await lost.tell("pushsubscriptionchange", {});
  assert.deepEqual([...changed.told, ...lost.told].map(([, body]) => [body.before, body.endpoint, body.auth]), [["older", "b", "s"], ["a", "c", "s"]]);
});

test("a consent that was taken back is told, a push service that is silent is not taken for that", async () => {
  const back = start({ note: kept(), permission: "denied", says: "off" });
  await back.tell("message", { data: "push" });
  assert.deepEqual([back.told[0][1].endpoint, back.notes.push], ["", undefined]);
  for (const how of [{}, { slow: true }]) {
    const silent = start({ note: kept(), ...how });
    await silent.tell("message", { data: "push" });
    assert.deepEqual([silent.told, silent.notes.push], [[], kept()]);
  }
});

test("told that it is off, the browser leaves its push service; without a signal all stays", async () => {
  const off = start({ note: kept(), found: address("a"), says: "off" });
  await off.sync(true);
  assert.deepEqual([done, off.notes.push], [["left a"], undefined]);
  const away = start({ note: kept(), found: address("a"), says: "no signal" });
  await away.sync(true);
  assert.deepEqual([done, away.notes.push], [[], kept()]);
});

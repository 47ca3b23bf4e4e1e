// What the outbox decides, without any browser: webapp/static/js/outbox.js.
import assert from "node:assert/strict";
import { webcrypto as crypto } from "node:crypto";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import vm from "node:vm";

const source = readFileSync(new URL("../../webapp/static/js/outbox.js", import.meta.url), "utf-8");
const scope = { crypto, TextEncoder, TextDecoder };
scope.self = scope;
vm.runInNewContext(source, scope);
const { Outbox } = scope;

const entry = (n, more = {}) => ({ n, whose: "a", form: "f", small: false, tries: 0, ...more });

test("only a receipt for this key and these bytes lets an entry go", () => {
  assert.equal(Outbox.meaning(200, "receipt k h", "k", "h"), "receipt");
  assert.equal(Outbox.meaning(200, "receipt k other", "k", "h"), "wait");
  assert.equal(Outbox.meaning(200, "receipt other h", "k", "h"), "wait");
});

test("an answer that is not the server's own is no answer", () => {
  for (const status of [200, 302, 401, 403, 404, 409, 410, 418, 500]) assert.equal(Outbox.meaning(status, null, "k", "h"), "wait");
});

test("busy and broken servers are asked again later, whatever they say", () => {
  for (const status of [429, 500, 502, 503, 504]) assert.equal(Outbox.meaning(status, "page", "k", "h"), "wait");
});

test("the server's word is taken for what it refuses", () => {
  for (const word of ["sign-in", "other", "closed", "retired", "page", "damaged"]) assert.equal(Outbox.meaning(400, word, "k", "h"), word);
});

test("pauses grow, end at five minutes, and a time the server names is kept", () => {
  const pauses = [0, 1, 2, 3, 4, 5, 6, 50].map((tries) => Outbox.pause(tries));
  assert.deepEqual(pauses, [...pauses].sort((one, other) => one - other));
  assert.equal(pauses.at(-1), 300);
  assert.equal(Outbox.pause(0, "90"), 90);
  assert.equal(Outbox.pause(0, "nonsense"), 2);
});

test("what waits is of one person, in the order it was written, without what stands aside", () => {
  const found = Outbox.waiting([entry(3), entry(1), entry(2, { whose: "b" }), entry(4, { aside: "page" })], "a");
  assert.deepEqual(Array.from(found, (one) => one.n), [1, 3]);
});

test("only an earlier small save of the same form that is not on its way is outgrown", () => {
  const kept = [entry(1, { small: true }), entry(2, { small: true, tries: 1 }), entry(3), entry(4, { small: true, form: "g" }), entry(5, { small: true, whose: "b" })];
  kept.push(entry(6, { small: true, tries: 1, aside: "closed" }), entry(10, { small: true }));
  assert.deepEqual(Array.from(Outbox.outgrown(kept, entry(9))), [1, 6]);
  assert.deepEqual(Array.from(Outbox.outgrown(kept, entry(undefined))), [1, 6, 10]);
});

test("a key is a random UUID of version 4, also where the browser has no word for it", () => {
  const drawn = new Set(Array.from({ length: 200 }, () => Outbox.newKey()));
  assert.equal(drawn.size, 200);
  const older = { crypto: { getRandomValues: (into) => crypto.getRandomValues(into), subtle: crypto.subtle }, TextEncoder, TextDecoder, Uint8Array };
  older.self = older;
  vm.runInNewContext(source, older);
  for (const key of [...drawn, older.Outbox.newKey()]) assert.match(key, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

test("sealed words open only under their own name and with their own key", async () => {
  const make = () => crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
  const [key, other] = [await make(), await make()];
  const kept = await Outbox.seal(key, { body: "words-ask=Why" }, "a one");
  assert.equal((await Outbox.unseal(key, kept, "a one")).body, "words-ask=Why");
  assert.ok(!Buffer.from(kept.sealed).includes("Why"));
  await assert.rejects(Outbox.unseal(key, kept, "a two"));
  await assert.rejects(Outbox.unseal(key, kept, "b one"));
  await assert.rejects(Outbox.unseal(other, kept, "a one"));
});

test("the hash is SHA-256 of the bytes that go", async () => {
  assert.equal(await Outbox.hashOf("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
});

test("a draft's name tells neither whose it is nor what it is about, and differs for each", async () => {
  const names = await Promise.all([Outbox.draftName("a", "/x"), Outbox.draftName("a", "/y"), Outbox.draftName("b", "/x")]);
  assert.equal(new Set(names).size, 3);
  for (const name of names) assert.match(name, /^[0-9a-f]{32}$/);
});

// The copy of a plan: what locks it, how long it lasts, and what no lock may be.
import assert from "node:assert/strict";
import { webcrypto as crypto } from "node:crypto";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import vm from "node:vm";

const scripts = ["outbox.js", "plan-copy.js"].map((name) => readFileSync(new URL(`../../webapp/static/js/${name}`, import.meta.url), "utf-8"));
const DAY = 86400000;

function loaded() {
  const scope = { TextEncoder, TextDecoder, crypto, Uint8Array, Uint16Array, navigator: {}, setTimeout };
  scope.self = scope;
  for (const script of scripts) vm.runInNewContext(script, scope);
  return scope.PlanCopy;
}

const Copy = loaded();
const lock = (more) => ({ whose: "a", token: "t", way: "words", salt: Copy.newSalt(), secret: "otter lemon boat piano", page: "<article>swim</article>", at: 5, ...more });

test("a short code, numbers, and the same thing again are refused", () => {
  const said = { "": "short", 1234: "numbers", "07700 900 123 456": "numbers", "14.03.1950-123456": "numbers", "1234567890 ab": "numbers", "sam 1950": "short", "ha ha ha ha ha ha": "same" };
  for (const [typed, wanted] of Object.entries(said)) assert.equal(Copy.fault(typed), wanted, typed);
  for (const typed of ["otter lemon boat piano", "môr mynydd afon llyn", "چار لفظ میرے پاس ہیں", "swim with my sister"]) assert.equal(Copy.fault(typed), "", typed);
});

test("the same words open it however a keyboard writes them", async () => {
  const kept = await Copy.sealed(lock());
  for (const typed of ["Otter. Lemon, boat  piano ", "OTTER-LEMON-BOAT-PIANO."]) assert.equal(await Copy.unsealed(kept, typed), "<article>swim</article>");
  await assert.rejects(Copy.unsealed(kept, "otter lemon boat pianos"));
});

test("words are stretched 600,000 times over a salt of their own, and nothing readable is kept", async () => {
  const [one, other] = [await Copy.sealed(lock()), await Copy.sealed(lock())];
  assert.ok(one.rounds >= 600000 && one.salt.length === 32 && Buffer.compare(one.salt, other.salt) !== 0);
  assert.ok(!/swim|otter/.test(JSON.stringify(one, (key, value) => (value instanceof ArrayBuffer || ArrayBuffer.isView(value) ? Buffer.from(value).toString("latin1") : value))));
  assert.deepEqual(Object.keys(one).sort(), ["ahead", "asked", "contact", "credential", "iv", "latest", "name", "rounds", "salt", "sealed", "token", "tries", "way", "whose"]);
});

test("only that passkey's secret opens what it locked, and only as the same person's", async () => {
  const secret = crypto.getRandomValues(new Uint8Array(32));
  const kept = await Copy.sealed(lock({ way: "passkey", secret, credential: new Uint8Array([1]) }));
  assert.equal(await Copy.unsealed(kept, secret), "<article>swim</article>");
  await assert.rejects(Copy.unsealed(kept, crypto.getRandomValues(new Uint8Array(32))));
  await assert.rejects(Copy.unsealed({ ...kept, whose: "b" }, secret));
});

test("it lasts 30 days from the last word of the server and not a day longer", () => {
  const after = (days) => ({ contact: 0, ...Copy.timeSeen({ ahead: 0, latest: 0 }, days * DAY) });
  assert.deepEqual([0, 29, 30, 30.01, 31].map((days) => Copy.isOver(after(days))), [false, false, false, true, true]);
});

test("a clock set back does not make it younger, and time goes on from what was seen", () => {
  let seen = { ahead: 0, latest: 0 };
  for (const clock of [20, 0, 5, 0, 6]) seen = Copy.timeSeen(seen, clock * DAY);
  assert.equal(seen.latest, 31 * DAY);
  assert.ok(Copy.isOver({ contact: 0, ...seen }));
});

test("words made for somebody are drawn evenly from the list", () => {
  const counts = { a: 0, b: 0, c: 0 };
  for (const word of Copy.drawn(["a", "b", "c"], 3000).split(" ")) counts[word] += 1;
  assert.ok(Object.values(counts).every((count) => count > 850 && count < 1150), JSON.stringify(counts));
  const list = JSON.parse(readFileSync(new URL("../../webapp/static/words/short.json", import.meta.url), "utf-8"));
  assert.ok(list.length > 1000 && new Set(list).size === list.length);
  for (let turn = 0; turn < 200; turn += 1) assert.equal(Copy.fault(Copy.drawn(list, 4)), "");
});

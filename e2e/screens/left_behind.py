"""What a browser has kept of this site: Cache Storage, IndexedDB, localStorage, sessionStorage, and the cookies a script can read."""

from dataclasses import dataclass, field

from playwright.sync_api import Page

from webapp.home.offline import FILES
from webapp.web.pages import static, static_version

# Whatever refuses, or does not answer for 15 seconds, is an error that says where: a promise is waited for without an end.
READ = """() => {
  let at = 'caches';
  const asked = (what, request) => new Promise((done, no) => {
    at = what;
    request.onsuccess = () => done(request.result);
    request.onerror = request.onblocked = (event) => no(new Error(`${what}: ${event.type} ${request.error}`));
  });
  const slow = new Promise((_, no) => setTimeout(() => no(new Error(`no answer: ${at}`)), 15000));
  return Promise.race([slow, read()]);

  async function read() {
    const caches_ = {};
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        at = request.url;
        const reply = await cache.match(request);
        const kind = reply.headers.get('Content-Type') || '';
        const text = /text|json|svg|javascript/.test(kind) ? await reply.text() : '';
        caches_[new URL(request.url).pathname + new URL(request.url).search] = text;
      }
    }
    const stores = {};
    at = 'databases';
    for (const {name, version} of await indexedDB.databases()) {
      const db = await asked(name, indexedDB.open(name, version));
      for (const store of db.objectStoreNames) {
        const rows = await asked(store, db.transaction(store).objectStore(store).getAll());
        const shown = (key, value) => value instanceof CryptoKey ? `key ${value.extractable}` :
          value instanceof ArrayBuffer ? Array.from(new Uint8Array(value)) : ArrayBuffer.isView(value) ? Array.from(value) : value;
        stores[store] = rows.map((row) => JSON.parse(JSON.stringify(Object.fromEntries(Object.entries(row).map(([key, value]) => [key, shown(key, value)])))));
      }
      db.close();
    }
    return {files: caches_, stores, local: {...localStorage}, session: {...sessionStorage}, cookies: document.cookie};
  }
}"""


@dataclass
class LeftBehind:
    """`files`: address to text. `stores`: IndexedDB, name to rows; sealed bytes as lists of numbers, keys as whether they can be read out."""

    files: dict[str, str] = field(default_factory=dict)
    stores: dict[str, list[dict]] = field(default_factory=dict)
    local: dict[str, str] = field(default_factory=dict)
    session: dict[str, str] = field(default_factory=dict)
    cookies: str = ""

    @property
    def readable(self) -> str:
        """Everything that stands there in the clear, and sealed bytes as if they were text."""
        sealed = [bytes(row["sealed"]).decode("latin1") for rows in self.stores.values() for row in rows if "sealed" in row]
        return "\n".join([*self.files, *self.files.values(), str(self.stores), *sealed, str(self.local), str(self.session), self.cookies])


def left_behind(page: Page) -> LeftBehind:
    return LeftBehind(**page.evaluate(READ))


def listed() -> set[str]:
    """What the worker may keep, as service_worker/README.md says."""
    said = (f"/{page}/{language}" for language in ("en", "cy") for page in ("offline", f"urgent/{static_version()}"))
    return {*map(static, FILES), *said}

// Wakes the islands of a page after its first paint. The page names the module on this script's
// own tag; a page without islands does not load this file.
const tag = document.getElementById("islands");

async function wake(root, module) {
  for (const island of root.querySelectorAll("leptos-island")) {
    const hydrate = module[island.dataset.component];
    if (hydrate) await hydrate(island);
    else console.error(`no island ${island.dataset.component} in the module`);
  }
}

async function start() {
  const module = await import(tag.dataset.glue);
  await module.default({ module_or_path: tag.dataset.wasm });
  module.hydrate();
  await wake(document, module);
  document.documentElement.dataset.islands = "awake";
}

// What the booth asks of the browser, as few calls as there can be (booth/browser.rs). Secrets lie
// in IndexedDB, encrypted under a key that no script can read out.
const asked = (request) => new Promise((done, fail) => {
  request.onsuccess = () => done(request.result);
  request.onerror = () => fail(request.error);
});
const written = (transaction) => new Promise((done, fail) => {
  transaction.oncomplete = done;
  transaction.onabort = transaction.onerror = () => fail(transaction.error);
});
const cipher = (name, iv) => ({ name: "AES-GCM", iv, additionalData: new TextEncoder().encode(name) });

async function database() {
  const request = indexedDB.open("hashar-booth", 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore("key");
    request.result.createObjectStore("kept");
  };
  return asked(request);
}

async function boothKey(db) {
  const found = await asked(db.transaction("key").objectStore("key").get(0));
  if (found) return found;
  const made = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
  const transaction = db.transaction("key", "readwrite");
  const keys = transaction.objectStore("key");
  // Another tab may have been faster: its key stays.
  const first = await asked(keys.get(0));
  if (!first) keys.put(made, 0);
  await written(transaction);
  return first || made;
}

globalThis.booth = {
  async read(name) {
    const db = await database();
    const kept = await asked(db.transaction("kept").objectStore("kept").get(name));
    if (!kept) return undefined;
    return new Uint8Array(await crypto.subtle.decrypt(cipher(name, kept.iv), await boothKey(db), kept.text));
  },

  async keep(name, bytes) {
    // The bytes lie in the module's memory, which moves while this waits.
    const plain = bytes.slice();
    const db = await database();
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const text = await crypto.subtle.encrypt(cipher(name, iv), await boothKey(db), plain);
    const transaction = db.transaction("kept", "readwrite", { durability: "strict" });
    transaction.objectStore("kept").put({ iv, text }, name);
    await written(transaction);
  },

  async send(url, body, session) {
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), 30000);
    try {
      const answer = await fetch(url, {
        method: body ? "POST" : "GET",
        body,
        headers: body ? { "Content-Type": "application/octet-stream" } : {},
        // The registrar may be another port of this host, the box any host.
        credentials: session ? "include" : "omit",
        referrerPolicy: session ? "same-origin" : "no-referrer",
        cache: "no-store",
        redirect: "error",
        signal: stop.signal,
      });
      return { status: answer.status, body: new Uint8Array(await answer.arrayBuffer()) };
    } finally {
      clearTimeout(timer);
    }
  },

  // One tab casts at a time; gives what ends its turn.
  lock: (name) => new Promise((done, fail) => {
    if (!navigator.locks) return done();
    navigator.locks.request(`booth ${name}`, () => new Promise((release) => done(release))).catch(fail);
  }),

  sleep: (seconds) => new Promise((done) => setTimeout(done, 1000 * seconds)),
  now: () => Math.floor(Date.now() / 1000),
  focus: (id) => document.getElementById(id)?.focus(),

  draft(name) {
    try { return sessionStorage.getItem(`booth ${name}`) ?? undefined; } catch { return undefined; }
  },

  saveDraft(name, text) {
    try {
      if (text) sessionStorage.setItem(`booth ${name}`, text);
      else sessionStorage.removeItem(`booth ${name}`);
    } catch {
      // A browser that keeps nothing: the draft lives as long as the page.
    }
  },

  // What the state looks like (booth/paint.rs): every text in `html` was escaped over there.
  fragment: (name) => document.getElementById(`piece-${name}`)?.innerHTML ?? "",

  html(id, html) {
    document.getElementById(id).innerHTML = html;
  },

  rows(id, html) {
    const body = document.querySelector(`#${id} tbody`);
    if (body) body.innerHTML = html;
  },

  // The elements stay, and only what is new is set: screen readers announce what changes in them.
  lines(html) {
    const template = document.createElement("template");
    template.innerHTML = html;
    const fresh = template.content.firstElementChild;
    for (const line of document.querySelectorAll(".castline")) {
      if (line.innerHTML === fresh.innerHTML) continue;
      line.className = fresh.className;
      line.innerHTML = fresh.innerHTML;
    }
  },

  show(id, on) {
    document.getElementById(id).hidden = !on;
  },

  enable(selector, on) {
    document.querySelector(selector).disabled = !on;
  },

  card(id, chosen, barred) {
    const box = document.getElementById(id);
    const card = box.closest("li");
    box.checked = chosen;
    box.disabled = barred !== "";
    card.classList.toggle("is-picked", chosen && !barred);
    card.classList.toggle("is-barred", barred !== "");
    const why = card.querySelector(".why");
    if (barred === (why?.outerHTML ?? "")) return;
    why?.remove();
    card.insertAdjacentHTML("beforeend", barred);
    if (barred) box.setAttribute("aria-describedby", `${id}-why`);
    else box.removeAttribute("aria-describedby");
  },

  guard(on) {
    window.onbeforeunload = on ? (event) => { event.preventDefault(); event.returnValue = ""; } : null;
  },

  save(name, text) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "text/plain" }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  },
};

// Whoever comes back to this tab sees what another one did meanwhile.
addEventListener("focus", () => {
  document.getElementById("booth-list")?.dispatchEvent(new Event("change", { bubbles: true }));
});

function later(work) {
  if ("requestIdleCallback" in window) requestIdleCallback(work, { timeout: 2000 });
  else setTimeout(work, 1);
}

later(() => start().catch((error) => {
  console.error(error);
  document.documentElement.dataset.islands = "failed";
}));

// Checks in the browser that a ballot is in the log. The number comes from behind the address's
// `#`, which no browser sends; the proof is asked for without a cookie. What is computed here is
// written down in docs/protocol.md; the page works without this file, and then the server looks.
const page = document.getElementById("receipt");
const decode = (text) => Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
const sha256 = async (...parts) =>
  new Uint8Array(await crypto.subtle.digest("SHA-256", await new Blob(parts).arrayBuffer()));
const same = (a, b) => a.length === b.length && a.every((byte, at) => byte === b[at]);

// RFC 6962: the leaf of a ballot's entry.
const leaf = (commitment) => sha256(Uint8Array.of(0), "pb-v1:leaf\n", commitment);
const node = (left, right) => sha256(Uint8Array.of(1), left, right);

// RFC 9162, section 2.1.3.2: the root that a leaf and its path give; null where they give none.
// Halves instead of shifts: positions have more than 32 bits.
async function root(start, index, size, path) {
  const half = (number) => Math.floor(number / 2);
  if (!(index < size)) return null;
  let [hash, at, last] = [start, index, size - 1];
  for (const sibling of path) {
    if (last === 0) return null;
    if (at % 2 === 1 || at === last) {
      hash = await node(sibling, hash);
      while (at % 2 === 0 && at !== 0) [at, last] = [half(at), half(last)];
    } else {
      hash = await node(hash, sibling);
    }
    [at, last] = [half(at), half(last)];
  }
  return last === 0 ? hash : null;
}

// c2sp.org/tlog-proof: a head, an empty line, the signed checkpoint.
function read(text) {
  const [head, body, signatures] = text.split("\n\n");
  const [form, position, ...path] = head.split("\n");
  const [origin, size, top] = body.split("\n");
  if (form !== "c2sp.org/tlog-proof@v1") throw new Error("another form");
  return {
    index: Number(position.replace("index ", "")),
    path: path.map(decode),
    origin,
    size: Number(size),
    root: decode(top),
    signed: new TextEncoder().encode(`${body}\n`),
    signatures: signatures.split("\n").filter(Boolean).map((line) => line.split(" ")),
  };
}

// c2sp.org/signed-note. True, false, or null where this browser knows no Ed25519.
async function isSigned(proof, vkey) {
  const [, name, rest] = vkey.match(/^([^+]+)\+[0-9a-f]{8}\+(.+)$/);
  const found = proof.signatures.find(([, signer]) => signer === name);
  if (proof.origin !== name || !found) return false;
  let key;
  try {
    key = await crypto.subtle.importKey("raw", decode(rest).slice(1), "Ed25519", false, ["verify"]);
  } catch {
    return null;
  }
  return crypto.subtle.verify("Ed25519", key, decode(found[2]).slice(4), proof.signed);
}

// Which of the page's answers is right, and the values in it.
async function check(number) {
  let answer;
  try {
    const address = `${page.dataset.proof}${number}`;
    answer = await fetch(address, { credentials: "omit", referrerPolicy: "no-referrer" });
  } catch {
    return ["offline"];
  }
  if (answer.status === 404) return ["missing"];
  if (!answer.ok) return ["offline"];
  try {
    const proof = read(await answer.text());
    const bytes = Uint8Array.from(number.match(/../g), (byte) => parseInt(byte, 16));
    const top = await root(await leaf(bytes), proof.index, proof.size, proof.path);
    if (!top || !same(top, proof.root)) return ["wrong"];
    const signed = await isSigned(proof, page.dataset.vkey);
    if (signed === false) return ["wrong"];
    return [signed ? "checked" : "unsigned", { index: proof.index, size: proof.size }];
  } catch {
    return ["wrong"];
  }
}

async function look() {
  const number = location.hash.slice(1).toLowerCase();
  if (!/^[0-9a-f]{64}$/.test(number)) return;
  show("checking");
  const [answer, values = {}] = await check(number);
  show(answer, { ...values, number: number.toUpperCase().replace(/(.{4})(?!$)/g, "$1 ") });
}

function show(answer, values = {}) {
  for (const part of page.querySelectorAll("[data-answer]")) {
    part.hidden = part.dataset.answer !== answer;
    for (const slot of part.querySelectorAll("[data-value]")) {
      const value = values[slot.dataset.value];
      slot.textContent = typeof value === "number" ? value.toLocaleString("uz").replaceAll(",", " ") : value ?? "";
    }
  }
  page.dataset.shown = answer;
}

addEventListener("hashchange", look);
look();

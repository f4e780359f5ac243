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
    text: `${body}\n`,
    signatures: signatures.split("\n").filter(Boolean).map((line) => line.split(" ")),
  };
}

// c2sp.org/signed-note: the signatures of a key, each without the key's id before it.
function signaturesOf(proof, vkey) {
  const [, name, id] = vkey.match(/^([^+]+)\+([0-9a-f]{8})\+.+$/);
  const lines = proof.signatures.filter(([, signer]) => signer === name).map((line) => decode(line[2]));
  const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return lines.filter((line) => hex(line.slice(0, 4)) === id).map((line) => line.slice(4));
}

async function verify(vkey, signature, text) {
  const key = decode(vkey.split("+").slice(2).join("+")).slice(1);
  const imported = await crypto.subtle.importKey("raw", key, "Ed25519", false, ["verify"]);
  return crypto.subtle.verify("Ed25519", imported, signature, new TextEncoder().encode(text));
}

// True, false, or null where this browser knows no Ed25519.
async function isSigned(proof, vkey) {
  const [signature] = signaturesOf(proof, vkey);
  if (proof.origin !== vkey.split("+")[0] || !signature) return false;
  try {
    return await verify(vkey, signature, proof.text);
  } catch {
    return null;
  }
}

// c2sp.org/tlog-cosignature: 8 bytes of time before the signature. Null where there is no line.
async function hasCosigned(proof, vkey) {
  const lines = signaturesOf(proof, vkey);
  const checks = lines.map((line) => {
    const time = new DataView(line.buffer).getBigUint64(0);
    return verify(vkey, line.slice(8), `cosignature/v1\ntime ${time}\n${proof.text}`);
  });
  return lines.length ? (await Promise.all(checks)).every(Boolean) : null;
}

// c2sp.org/tlog-policy, whose form the server has checked: who signed, and whether they are a
// quorum. As in every note, a line of a known key that does not hold spoils it.
async function witnesses(proof, policy) {
  const [met, signed] = [new Map(), []];
  let [spoilt, isQuorum] = [false, false];
  for (const line of policy.split("\n")) {
    const [kind, name, first, ...rest] = line.split(/[ \t]+/).filter(Boolean);
    if (kind === "witness") {
      const cosigned = await hasCosigned(proof, first);
      if (cosigned) signed.push(first.split("+")[0]);
      spoilt ||= cosigned === false;
      met.set(name, cosigned);
    } else if (kind === "group") {
      const needed = { any: 1, all: rest.length }[first] ?? Number(first);
      met.set(name, rest.filter((member) => met.get(member)).length >= needed);
    } else if (kind === "quorum") {
      isQuorum = met.get(name);
    }
  }
  return [isQuorum && !spoilt ? "witnessed" : "unwitnessed", signed.join(", ") || "—"];
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
    const values = { index: proof.index, size: proof.size };
    if (!signed) return ["unsigned", values];
    if (!page.dataset.policy) return ["checked", values];
    const [said, names] = await witnesses(proof, page.dataset.policy);
    return [said, { ...values, witnesses: names }];
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

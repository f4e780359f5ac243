// Counts the ballots of a record beside the page, so that it stays alive and a long count can be
// given up. Fetches what the module asks for; the module decides what is right.
let recount;

async function load({ glue, wasm, record, files, contest }) {
  const module = await import(glue);
  await module.default({ module_or_path: wasm });
  const got = new module.Files();
  let done = 0;
  await Promise.all(files.map(async (path) => {
    const answer = await fetch(record + path, { credentials: "omit" });
    // A trustee who released no share has no file; what must be there the module misses.
    if (answer.ok) got.put(path, new Uint8Array(await answer.arrayBuffer()));
    else if (answer.status !== 404) throw new TypeError(`${path}: ${answer.status}`);
    postMessage({ state: "loading", done: ++done, all: files.length });
  }));
  postMessage({ state: "counting" });
  try {
    recount = got.recount(contest);
  } catch (reason) {
    // The module's own words are strings; anything else is a fault of the program.
    if (typeof reason !== "string") throw reason;
    return postMessage({ state: "wrong", reason });
  }
}

onmessage = async ({ data }) => {
  try {
    if (!recount) await load(data);
    if (!recount) return;
    postMessage({ state: "counting" });
    postMessage({ state: "shown", rule: data.rule, answer: JSON.parse(recount.under(data.rule)) });
  } catch (reason) {
    if (typeof reason === "string") return postMessage({ state: "refused", reason });
    console.error(reason);
    postMessage({ state: reason instanceof TypeError ? "offline" : "broken" });
  }
};

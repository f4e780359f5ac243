import { expect, test, type Page } from "@playwright/test";
import { LANGUAGES } from "../support/page.js";
import { signIn } from "../support/sign-in.js";

/** HTML, CSS and JavaScript of a first view, unpacked: less still comes over the line. */
const MOST = 100 * 1024;
/** A result has a row for each project in three tables, and every rule's sentence: a fifth of this is sent. */
const MOST_OF_RESULTS = 110 * 1024;

const PUBLIC = [
  "/",
  "/seasons",
  "/seasons/2026-autumn",
  "/seasons/2026-autumn/1718203",
  "/seasons/2026-autumn/1718236",
  "/seasons/2026-spring/1718203",
  "/seasons/2026-spring/1718203/results",
  "/seasons/2027-spring/1718203",
  "/seasons/2027-spring/1718203/proposals",
  "/projects/oq26s-suv-dahbed",
  "/proposals/oq27s-maydoncha-zarafshon",
  "/budgets",
  "/budgets/2026/1718",
  "/districts",
  "/districts?q=urgut",
  "/sign-in",
  "/nothing-here",
];

/** What a page loads: bytes of each kind, and whether a WebAssembly module is among it. */
async function weigh(page: Page, path: string) {
  const bytes = { document: 0, stylesheet: 0, script: 0 };
  const wasm: string[] = [];
  const answers: Promise<void>[] = [];
  const listen = (answer: import("@playwright/test").Response) => {
    const kind = answer.request().resourceType();
    if (answer.url().includes(".wasm")) wasm.push(answer.url());
    if (kind in bytes) {
      answers.push(answer.body().then((body) => void (bytes[kind as keyof typeof bytes] += body.length)));
    }
  };
  page.on("response", listen);
  await page.goto(path, { waitUntil: "networkidle" });
  await Promise.all(answers);
  page.off("response", listen);
  return { ...bytes, sum: bytes.document + bytes.stylesheet + bytes.script, wasm };
}

async function light(page: Page, path: string) {
  const { sum, wasm, ...kinds } = await weigh(page, path);
  console.log(`${path}: ${sum} bytes (HTML ${kinds.document}, CSS ${kinds.stylesheet}, JS ${kinds.script})`);
  expect(sum, path).toBeLessThan(path.endsWith("/results") ? MOST_OF_RESULTS : MOST);
  expect(kinds.document, path).toBeGreaterThan(1_000);
  expect(kinds.stylesheet, path).toBeGreaterThan(10_000);
  // Results whose ballots are published have the few lines that count them again on a click.
  if (path.endsWith("/results")) expect(kinds.script, path).toBeLessThan(6 * 1024);
  else expect(kinds.script, path).toBe(0);
  expect(wasm, path).toEqual([]);
}

for (const lang of LANGUAGES) {
  test(`every public page in ${lang} is light and loads no WebAssembly`, async ({ browser }) => {
    test.setTimeout(120_000);
    for (const path of PUBLIC) {
      // A new browser each: nothing comes out of its cache.
      const context = await browser.newContext();
      await light(await context.newPage(), `/${lang}${path}`);
      await context.close();
    }
  });
}

test("the pages of a resident and of a moderator are light too", async ({ browser }) => {
  test.setTimeout(120_000);
  for (const [person, paths] of [
    ["jamshid", ["/uz/me", "/uz/me/proposals", "/uz/proposals/new"]],
    ["barno", ["/uz/desk"]],
  ] as const) {
    for (const path of paths) {
      const context = await browser.newContext();
      const page = await context.newPage();
      await signIn(page, "uz", person);
      // Without the cache of the pages before it.
      const client = await context.newCDPSession(page);
      await client.send("Network.setCacheDisabled", { cacheDisabled: true });
      await light(page, path);
      await context.close();
    }
  }
});

import { expect, type Browser, type Page } from "@playwright/test";
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { test, type OwnDemo } from "../support/own-demo.js";
import { accessible, fits, pictures } from "../support/page.js";
import { signIn } from "../support/sign-in.js";

test.use({ demoOf: "recount" });

const SEASON = "2026-autumn";
const DESK = `/uz/seasons/${SEASON}/election`;
const RESULTS = `/uz/seasons/${SEASON}/1718203/results`;
const AUDIT = join(dirname(process.env.HASHAR ?? "../target/debug/hashar"), "hashar-audit");

/** Runs the auditors' program; gives its exit code and what it said. */
function audit(...words: string[]) {
  const { status, stdout, stderr } = spawnSync(AUDIT, words, { encoding: "utf8" });
  return { status, said: `${words.join(" ")}\n${stdout}${stderr}` };
}

function done(...words: string[]) {
  const { status, said } = audit(...words);
  expect(status, said).toBe(0);
}

async function someone(browser: Browser, demo: OwnDemo, key: string, to: string) {
  const context = await browser.newContext({ baseURL: demo.url });
  const page = await context.newPage();
  await signIn(page, "uz", key, to);
  return page;
}

/** One official proposes an act, another one confirms it. */
async function byTwo(nigora: Page, kamol: Page, act: string) {
  const propose = nigora.getByRole("button", { name: `Taklif qilish: ${act}` });
  await expect(async () => {
    await nigora.goto(DESK);
    await expect(propose).toBeVisible({ timeout: 500 });
  }).toPass();
  await propose.click();
  await expect(nigora).toHaveURL(/\/uz\/approvals\/\d+$/);
  await kamol.goto("/uz/approvals");
  await kamol.getByRole("link", { name: act }).click();
  await kamol.getByRole("button", { name: "Tasdiqlab, bajarish" }).click();
  await expect(kamol.getByText("Tasdiqlandi va bajarildi")).toBeVisible();
}

async function upload(page: Page, label: string, file: string) {
  await page.goto(DESK);
  const form = page.locator("form").filter({ has: page.getByLabel(label) });
  await form.getByLabel(label).setInputFiles(file);
  await form.getByRole("button", { name: "Faylni yuborish" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "qabul qilinmadi" })).toHaveCount(0);
}

/** Downloads an archive with a page's session and unpacks it. */
async function unpack(page: Page, address: string, folder: string) {
  const answer = await page.request.get(address);
  expect(answer.status(), address).toBe(200);
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${folder}.tar`, await answer.body());
  expect(spawnSync("tar", ["-xf", `${folder}.tar`, "-C", folder, "--strip-components=1"]).status).toBe(0);
}

test("a vote is closed, its share uploaded, counted, published and recounted", async ({ browser, demo, page }) => {
  test.setTimeout(240_000);
  const at = (name: string) => join(demo.folder, name);
  const nigora = await someone(browser, demo, "nigora", "/uz/clock");
  const kamol = await someone(browser, demo, "kamol", "/uz/me");
  const muhabbat = await someone(browser, demo, "muhabbat", "/uz/me");

  await page.goto(RESULTS);
  await accessible(page);
  await nigora
    .getByRole("row", { name: /^ovoz berish tugashi .*kuzgi/i })
    .getByRole("button", { name: "Surish" })
    .click();
  await byTwo(nigora, kamol, "Ovoz berishni yopish");

  const records = (await (await page.request.get("/api/v1/records")).json()) as { season: string; election: string }[];
  const id = records.find(({ season }) => season === SEASON)!.election;
  const api = `/api/v1/elections/${id}`;
  // The copy is for auditors alone; theirs comes first, then the trustee's share.
  expect((await page.request.get(`${api}/sealed.tar`)).status()).toBe(401);
  await unpack(muhabbat, `${api}/sealed.tar`, at("copy"));
  const auditor = ["--key", at(`auditor-${SEASON}.key`)];
  done("hold", at("copy"), ...auditor, "--out", at("hold.note"));
  await upload(kamol, "Auditorning saqlash xati", at("hold.note"));
  const { closes_at } = JSON.parse(readFileSync(at("copy/manifest.json"), "utf8")) as { closes_at: number };
  const heads = ["ballots", "issuance"].flatMap((log) => [`--${log}-checkpoint`, at(`copy/${log}/checkpoint`)]);
  const share = ["trustee", "share", "--key", at(`trustee-${SEASON}.key`), "--manifest", at("copy/manifest.json")];
  const held = ["--hold", at("hold.note"), "--at", String(closes_at), "--out", at("share.note")];
  done(...share, ...heads, ...held);
  await upload(kamol, "Ishonchli shaxsning ulush xati", at("share.note"));

  await byTwo(nigora, kamol, "Byulletenlarni sanash");
  await byTwo(nigora, kamol, "Yozuvni eʼlon qilish");

  // Everybody reads the results and has the record; without an attestation not all can be checked.
  await page.goto(RESULTS);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await accessible(page);
  await pictures(page, "results-autumn-uz");
  await page.setViewportSize({ width: 360, height: 740 });
  await fits(page);
  await unpack(page, `${api}/record.tar`, at("record"));
  expect(audit("verify", at("record")).status).toBe(64);

  await unpack(muhabbat, `${api}/sealed.tar`, at("whole"));
  done("attest", at("whole"), ...auditor, "--out", at("attest.note"));
  const sent = await muhabbat.request.post(`${api}/attestations`, {
    headers: { "content-type": "application/octet-stream", origin: demo.url },
    data: readFileSync(at("attest.note")),
  });
  expect(sent.ok(), await sent.text()).toBe(true);
  done("verify", `${demo.url}${api}/record`);
  await unpack(page, `${api}/record.tar`, at("attested"));
  done("verify", at("attested"));
});

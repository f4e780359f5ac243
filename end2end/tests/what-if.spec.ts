import { expect, test, type Page } from "@playwright/test";
import { accessible, complaints, fits } from "../support/page.js";

/** One choice each; and approvals. */
const ONE = "/seasons/2026-spring/1718203/results";
const APPROVALS = "/seasons/2026-spring/1718236/results";

const section = (page: Page) => page.locator("#what-if");
const answer = (page: Page) => section(page).locator('[data-answer="shown"]');

async function count(page: Page, rule: string, button: string) {
  await section(page).locator("select").selectOption(rule);
  await section(page).getByRole("button", { name: button }).click();
}

/** Projects with a badge in the last column that says they would be funded. */
const funded = (page: Page) => answer(page).locator('[data-would="yes"]:visible');

const figure = (page: Page, name: string) => answer(page).locator(`[data-value="${name}"]`);

for (const [lang, words] of Object.entries({
  uz: { go: "Shu qoida bilan sanash", same: "bir xil chiqdi", simulation: "Taxminiy hisob" },
  ru: { go: "Посчитать по этому правилу", same: "он тот же", simulation: "Расчёт" },
})) {
  test(`a reader counts published ballots by another rule, in ${lang}`, async ({ page }) => {
    const heard = complaints(page);
    const loaded: string[] = [];
    page.on("request", (request) => loaded.push(request.url()));
    await page.goto(`/${lang}${APPROVALS}`);
    expect(loaded.filter((url) => url.includes(".wasm") || url.includes("record"))).toEqual([]);
    // The sentences are those of the rule in the list: choice, shares raised, rest.
    const sentences = section(page).locator("[data-rules]:visible");
    await expect(sentences).toHaveCount(3);
    await section(page).locator("select").selectOption("phragmen");
    await expect(sentences).toHaveCount(1);

    await count(page, "mes_cost_add1u", words.go);
    await expect(answer(page)).toBeVisible();
    await expect(answer(page)).toContainText(words.same);
    await expect(answer(page).locator(".badge", { hasText: words.simulation })).toBeVisible();
    expect(await funded(page).count()).toBeGreaterThan(0);
    // What the module says and what the table shows are one.
    await expect(figure(page, "other.projects")).toHaveText(String(await funded(page).count()));
    await fits(page);
    await accessible(page);

    // The rule that the season had before leaves everything as it is, at once: the files are there.
    const before = loaded.length;
    await count(page, "greedy_votes_per_cost", words.go);
    await expect(answer(page).locator("h3")).toHaveText(/\S/);
    expect(loaded.slice(before)).toEqual([]);
    expect(heard).toEqual([]);
  });
}

test("rules that buy the same leave no change", async ({ page }) => {
  await page.goto(`/en${ONE}`);
  // Choosing one project each and no ties: cheaper-first decides nothing.
  await count(page, "greedy_votes_cheapest_tie", "Count by this rule");
  await expect(answer(page)).toBeVisible();
  await expect(answer(page).locator("[data-change]:visible")).toHaveCount(0);
  await expect(figure(page, "published.projects")).toHaveText(String(await funded(page).count()));
});

test("ballots that were changed on their way are refused", async ({ page }) => {
  await page.route("**/record/counted/*.csv", async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, body: (await answer.text()).split("\n").slice(1).join("\n") });
  });
  await page.goto(`/en${APPROVALS}`);
  await count(page, "mes_cost", "Count by this rule");
  const said = section(page).locator('[data-answer="wrong"]');
  await expect(said).toContainText("do not give the published result");
  await expect(said).toContainText("is not what the counted ballots give");
  await expect(answer(page)).toBeHidden();
});

test("a lost connection is told, and the next try works", async ({ page }) => {
  await page.route("**/record/counted/*.csv", (route) => route.abort());
  await page.goto(`/en${APPROVALS}`);
  await count(page, "mes_cost", "Count by this rule");
  await expect(section(page).locator('[data-answer="offline"]')).toBeVisible();
  await page.unroute("**/record/counted/*.csv");
  await count(page, "mes_cost", "Count by this rule");
  await expect(answer(page)).toBeVisible();
});

test("a count can be given up", async ({ page }) => {
  let release = () => {};
  const held = new Promise<void>((done) => (release = done));
  await page.route("**/record/manifest.json", async (route) => {
    await held;
    await route.continue().catch(() => {});
  });
  await page.goto(`/en${APPROVALS}`);
  await count(page, "mes_cost", "Count by this rule");
  await section(page).getByRole("button", { name: "Stop" }).click();
  await expect(section(page).locator("[data-answer]:visible")).toHaveCount(0);
  await expect(section(page).locator("select")).toBeFocused();
  release();
});

test("without a script the page names the command", async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`/en${APPROVALS}`);
  await expect(section(page)).toBeHidden();
  await page.getByText("The same on a computer").click();
  await expect(page.getByText("hashar-audit tally 1718236.pb --rule")).toBeVisible();
  await context.close();
});

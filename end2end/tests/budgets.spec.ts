import { expect, type Browser, type Page } from "@playwright/test";
import { readFileSync } from "node:fs";
import { test } from "../support/own-demo.js";
import { accessible, complaints, fits, pictures } from "../support/page.js";
import { signIn } from "../support/sign-in.js";

test.use({ demoOf: "budgets" });

const GOOD = readFileSync("../demo/budget.csv", "utf8");
const WRONG = readFileSync("../demo/budget-with-errors.csv", "utf8");
/** Schools of Oqdaryo get a billion more; street lighting there is gone. */
const LATER = GOOD.replace("148764200000", "149764200000").replace(/^1718203,06\.4,.*\n/m, "");

const WORDS = {
  uz: { check: "Tekshirish", propose: "Eʼlon qilishni taklif qilish", confirm: "Tasdiqlash va eʼlon qilish", show: "Koʻrsatish", table: "Shu maʼlumot jadvalda" },
  ru: { check: "Проверить", propose: "Предложить к публикации", confirm: "Подтвердить и опубликовать", show: "Показать", table: "То же в таблице" },
} as const;

type Lang = keyof typeof WORDS;

/** Sends a file for the region's budget of a year. */
async function send(page: Page, lang: Lang, year: string, text: string) {
  await page.getByLabel(lang === "uz" ? "Kimning byudjeti" : "Чей бюджет").selectOption("1718");
  await page.getByLabel(lang === "uz" ? "Yil" : "Год", { exact: true }).fill(year);
  await page.locator("input[type=file]").setInputFiles({ name: "budget.csv", mimeType: "text/csv", buffer: Buffer.from(text) });
  await page.getByRole("button", { name: WORDS[lang].check }).click();
}

/** The second official opens the file's page and confirms. */
async function confirm(browser: Browser, lang: Lang, url: string, javaScriptEnabled: boolean) {
  const context = await browser.newContext({ javaScriptEnabled, baseURL: new URL(url).origin });
  const page = await context.newPage();
  await signIn(page, lang, "kamol", new URL(url).pathname);
  if (javaScriptEnabled) await accessible(page);
  await page.getByRole("button", { name: WORDS[lang].confirm }).click();
  await expect(page.getByRole("button", { name: WORDS[lang].confirm })).toHaveCount(0);
  await context.close();
}

// axe needs scripts of its own, so it looks at the pages with JavaScript alone.
for (const [lang, year, javaScriptEnabled] of [["uz", "2030", true], ["ru", "2031", false]] as const) {
  test.describe(`in ${lang} ${javaScriptEnabled ? "with" : "without"} JavaScript`, () => {
    test.use({ javaScriptEnabled, viewport: { width: 360, height: 740 } });

    test("a budget is uploaded, mended, proposed, confirmed and public", async ({ page, browser }) => {
      test.setTimeout(120_000);
      await signIn(page, lang, "nigora", `/${lang}/budget-desk/new`);
      if (javaScriptEnabled) await accessible(page);
      await fits(page);

      await send(page, lang, year, WRONG);
      const told = page.getByRole("alert").getByRole("listitem");
      await expect(told).toHaveCount(3);
      await expect(told.nth(0)).toContainText(/10.*plan.*3,4 mlrd/);
      await expect(told.nth(1)).toContainText(/23.*territory.*1718999/);
      await expect(told.nth(2)).toContainText(/35.*executed.*-6538921000/);
      await expect(page.getByLabel(lang === "uz" ? "Yil" : "Год", { exact: true })).toHaveValue(year);
      if (javaScriptEnabled) await accessible(page);
      await fits(page);

      await send(page, lang, year, GOOD);
      await expect(page).toHaveURL(/\/budget-desk\/\d+$/);
      await expect(page.getByText("1 908 734 000 000").first()).toBeVisible();
      if (javaScriptEnabled) await accessible(page);
      await fits(page);
      await page.getByRole("button", { name: WORDS[lang].propose }).click();
      await expect(page.getByRole("button", { name: WORDS[lang].confirm })).toHaveCount(0);
      expect((await page.request.get(`/${lang}/budgets/${year}/1718`)).status()).toBe(404);
      await confirm(browser, lang, page.url(), javaScriptEnabled);

      await page.goto(`/${lang}/budget-desk/new`);
      await send(page, lang, year, LATER);
      await expect(page.locator("#changed")).toBeVisible();
      await page.getByRole("button", { name: WORDS[lang].propose }).click();
      await confirm(browser, lang, page.url(), javaScriptEnabled);
    });

    test("everybody reads it, also the version before", async ({ page }) => {
      const heard = complaints(page);
      await page.goto(`/${lang}/budgets`);
      if (javaScriptEnabled) await accessible(page);
      await fits(page);
      await page.locator(`a[href="/${lang}/budgets/${year}/1718"]`).click();
      // On a phone bars stand in the table's place until it is asked for.
      await expect(page.locator(".shares li").first()).toBeVisible();
      await page.locator("summary", { hasText: WORDS[lang].table }).click();
      await expect(page.getByText("149 764 200 000").first()).toBeVisible();
      await expect(page.locator("#changes")).toBeVisible();
      if (javaScriptEnabled) await accessible(page);
      await fits(page);

      await page.locator("#territory").selectOption("1718406");
      await page.getByRole("button", { name: WORDS[lang].show }).click();
      await expect(page).toHaveURL(/territory=1718406/);
      await expect(page.getByText("370 453 000 000").first()).toBeVisible();

      const source = await page.request.get(`/api/v1/budgets/${year}/1718/1/source.csv`);
      expect(await source.text()).toBe(GOOD);
      await page.goto(`/${lang}/budgets/${year}/1718/1`);
      // All secondary schools, as the first version has them.
      await page.locator("summary", { hasText: WORDS[lang].table }).click();
      await expect(page.getByText("648 508 100 000").first()).toBeVisible();
      if (javaScriptEnabled) await accessible(page);
      await fits(page);
      expect(heard).toEqual([]);
    });
  });
}

test("pictures of the budget's pages", async ({ page }) => {
  await page.goto("/uz/budgets");
  await pictures(page, "budgets");
  await page.getByRole("table").getByRole("link").first().click();
  await pictures(page, "budget");
  // On a desktop areas stand in place of bars, and the table is open without a script.
  await expect(page.locator(".tree text").first()).toBeVisible();
  await expect(page.locator(".shares")).toBeHidden();
  await expect(page.locator("#functions")).toBeVisible();
});

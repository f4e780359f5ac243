import { expect, test } from "@playwright/test";
import { accessible, complaints, LANGUAGES, pictures } from "../support/page.js";

const TAGS = { uz: "uz-Latn", ru: "ru", en: "en" };

for (const lang of LANGUAGES) {
  test(`home in ${lang}: readable, accessible, no script`, async ({ page }) => {
    const heard = complaints(page);
    const answer = await page.goto(`/${lang}/`);
    expect(answer?.status()).toBe(200);
    await expect(page.locator("html")).toHaveAttribute("lang", TAGS[lang]);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    expect(await page.locator("script").count()).toBe(0);
    // What the last vote chose, with a photograph each.
    await expect(page.locator(".built li img")).toHaveCount(4);
    await accessible(page);
    await pictures(page, `home-${lang}`);
    expect(heard).toEqual([]);
  });
}

test("the language switcher stays on the page and is remembered", async ({ page, context }) => {
  await page.goto("/uz/");
  expect(await context.cookies()).toEqual([]);
  await page.locator("summary", { hasText: "Oʻz" }).click();
  await page.getByRole("link", { name: "Русский" }).click();
  await expect(page).toHaveURL(/\/ru\/$/);
  await page.goto("/");
  await expect(page).toHaveURL(/\/ru\/$/);
});

test("an unknown address says so in the reader's language", async ({ page }) => {
  const answer = await page.goto("/ru/nothing-here");
  expect(answer?.status()).toBe(404);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Такой страницы нет");
  await page.getByRole("link", { name: "На главную" }).click();
  await expect(page).toHaveURL(/\/ru\/$/);
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });
  test("the home page and its menu work", async ({ page }) => {
    await page.setViewportSize({ width: 360, height: 740 });
    await page.goto("/uz/");
    await page.locator("summary", { hasText: "Menyu" }).click();
    await expect(page.getByRole("link", { name: "Bosh sahifa" }).first()).toBeVisible();
  });
});

test("every file that a page names is there", async ({ page, request }) => {
  await page.goto("/uz/");
  const named = await page.locator("link[href], use[href], img[src]").evaluateAll((elements) =>
    elements.map((element) => element.getAttribute("href") ?? element.getAttribute("src") ?? ""),
  );
  const files = [...new Set(named.map((file) => file.split("#")[0]!))].filter((file) => file.startsWith("/"));
  expect(files.length).toBeGreaterThan(4);
  for (const file of files) expect((await request.get(file)).status(), file).toBe(200);
});

import { expect, type Browser, type Page } from "@playwright/test";
import { test } from "../support/own-demo.js";
import { accessible, complaints, fits, LANGUAGES } from "../support/page.js";
import { signIn } from "../support/sign-in.js";

test.use({ demoOf: "proposals" });

const SEASON = "/seasons/2027-spring";
const DISTRICT = "1718236";
const CONTEST = `${SEASON}/${DISTRICT}`;

/** Axe in light and dark, and nothing wider than a small phone; needs JavaScript itself. */
async function wellMade(page: Page, withScript: boolean) {
  if (!withScript) return;
  await page.setViewportSize({ width: 360, height: 740 });
  // Words differ in length from language to language; what axe looks at does not.
  if (new URL(page.url()).pathname.startsWith("/uz/")) await accessible(page);
  await fits(page);
}

/** From the contest's page through the sign-in and the form to the submitted proposal; its key. */
async function propose(page: Page, title: string, withScript: boolean): Promise<string> {
  await page.goto(`/uz${CONTEST}`);
  await wellMade(page, withScript);
  await page.getByRole("link", { name: "Loyiha taklif qilish" }).first().click();
  await page.getByRole("button", { name: /orqali kirish/ }).click();
  await expect(page).toHaveURL(/\/demo-issuer\/authorize/);
  await page.locator("button[name=person][value=jamshid]").first().click();
  await expect(page).toHaveURL(/\/uz\/proposals\/new\?contest=/);
  await wellMade(page, withScript);

  await page.getByLabel("Sarlavha").fill(title);
  await page.locator("#summary").fill("Bolalar maktabga yorugʻ yoʻldan boradi.");
  await page.locator("#text").fill("Koʻcha qorongʻi.\n\nOʻn ikkita chiroq oʻrnatiladi.");
  await page.locator("#category").selectOption("lighting");
  await page.locator("#mahalla").selectOption({ index: 1 });
  await page.locator("#place").fill("Maktab koʻchasi");
  await page.locator("#item-0").fill("LED chiroq");
  await page.locator("#unit-0").fill("dona");
  await page.locator("#quantity-0").fill("12");
  await page.locator("#price-0").fill("-4 000 000");
  await page.locator("#file").setInputFiles("../demo/pictures/lighting.jpg");
  await page.getByRole("button", { name: "Tanlangan suratlarni yuklash" }).click();

  // A mistake is said, and the photograph and every word are still there.
  await expect(page.getByRole("alert")).toContainText("yozganlaringiz joyida");
  await expect(page.locator("#title")).toHaveValue(title);
  const photo = page.locator("img[src*='/photos/']").first();
  await expect(photo).toBeVisible();
  await wellMade(page, withScript);
  await page.locator("#alt-0").fill("Kechqurun yoritilgan koʻcha");
  await page.locator("#price-0").fill("4 000 000");
  await page.getByRole("button", { name: "Koʻrib chiqish va yuborish" }).click();

  await expect(page.getByRole("heading", { level: 1 })).toHaveText(title);
  await expect(page.getByAltText("Kechqurun yoritilgan koʻcha")).toBeVisible();
  await wellMade(page, withScript);
  await page.getByRole("button", { name: "Taklifni yuborish" }).click();
  await expect(page.getByText("Koʻrib chiqilmoqda").first()).toBeVisible();
  await wellMade(page, withScript);
  return page.url().split("/").pop()!;
}

/** The decision of the territory's moderator, in a browser of their own. */
async function decide(browser: Browser, key: string, act: string, reason: string, withScript: boolean) {
  const office = await browser.newContext({ javaScriptEnabled: withScript });
  const desk = await office.newPage();
  await signIn(desk, "uz", "barno", "/uz/desk");
  await wellMade(desk, withScript);
  await desk.goto(`/uz/desk/${key}`);
  await wellMade(desk, withScript);
  await desk.locator("#reason").fill(reason);
  await desk.locator(`button[name=do][value=${act}]`).click();
  await expect(desk.getByText(reason)).toBeVisible();
  await wellMade(desk, withScript);
  await desk.locator("button[name=confirmed][value=yes]").click();
  await expect(desk).toHaveURL(/\/uz\/desk$/);
  await expect(desk.locator(`a[href$='/desk/${key}']`)).toHaveCount(0);
  await office.close();
}

for (const withScript of [true, false]) {
  test.describe(withScript ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled: withScript });
    test.setTimeout(300_000);

    test("a resident proposes, the moderator admits, everybody sees the project", async ({ page, browser }) => {
      const heard = complaints(page);
      const title = `Maktab koʻchasini yoritish ${withScript ? 1 : 2}`;
      const key = await propose(page, title, withScript);
      await decide(browser, key, "admit", "Hisob toʻgʻri.", withScript);
      const anyone = await browser.newContext({ javaScriptEnabled: withScript });
      const reader = await anyone.newPage();
      for (const lang of LANGUAGES) {
        await reader.goto(`/${lang}${CONTEST}`);
        await reader.getByRole("link", { name: title }).click();
        await expect(reader).toHaveURL(new RegExp(`/${lang}/projects/${key}$`));
        await expect(reader.getByRole("heading", { level: 1 })).toHaveText(title);
        await expect(reader.getByText("Hisob toʻgʻri.")).toBeVisible();
        await expect(reader.getByAltText("Kechqurun yoritilgan koʻcha")).toBeVisible();
        await wellMade(reader, withScript);
      }
      await reader.goto(`/uz${CONTEST}/vote`);
      await expect(reader.getByText(title).first()).toBeVisible();
      await anyone.close();
      await page.goto("/uz/me/proposals");
      await expect(page.getByRole("listitem").filter({ hasText: title })).toContainText("Qabul qilingan");
      await wellMade(page, withScript);
      // The form with its mistake answers 422, which the browser itself reports.
      expect(heard.filter((line) => !line.includes("422"))).toEqual([]);
    });

    test("another is refused, and everybody reads why", async ({ page, browser }) => {
      const title = `Xususiy hovlini yoritish ${withScript ? 1 : 2}`;
      const reason = "Yer davlatniki emas: xususiy hovliga mablagʻ ajratilmaydi.";
      const key = await propose(page, title, withScript);
      await decide(browser, key, "refuse", reason, withScript);
      const anyone = await browser.newContext({ javaScriptEnabled: withScript });
      const reader = await anyone.newPage();
      for (const lang of LANGUAGES) {
        await reader.goto(`/${lang}${CONTEST}`);
        await reader.locator(`a[href$='${CONTEST}/proposals']`).first().click();
        await reader.locator("a[href$='state=refused']").click();
        const row = reader.getByRole("listitem").filter({ hasText: title });
        await expect(row).toContainText(reason);
        await wellMade(reader, withScript);
        await row.getByRole("link", { name: title }).click();
        await expect(reader).toHaveURL(new RegExp(`/${lang}/proposals/${key}$`));
        await expect(reader.getByText(reason)).toBeVisible();
        await wellMade(reader, withScript);
      }
      expect((await reader.goto(`/uz/projects/${key}`))?.status()).toBe(404);
      await anyone.close();
    });

    test("a draft is withdrawn after one question", async ({ page }) => {
      await signIn(page, "uz", "jamshid", "/uz/proposals/new");
      const title = `Keraksiz qoralama ${withScript ? 1 : 2}`;
      await page.locator("#title").fill(title);
      await page.getByRole("button", { name: "Qoralamani saqlash" }).click();
      await expect(page.getByText("Qoralama saqlandi")).toBeVisible();
      const key = new URL(page.url()).pathname.split("/")[3]!;
      await page.goto(`/uz/proposals/${key}`);
      await page.getByRole("link", { name: "Qaytarib olish" }).click();
      await wellMade(page, withScript);
      await page.getByRole("link", { name: "Yoʻq, qolsin" }).click();
      await page.getByRole("link", { name: "Qaytarib olish" }).click();
      await page.getByRole("button", { name: "Ha, qaytarib olaman" }).click();
      await expect(page).toHaveURL(/\/uz\/me\/proposals$/);
      await expect(page.getByRole("listitem").filter({ hasText: title })).toContainText("Qaytarib olingan");
    });
  });
}

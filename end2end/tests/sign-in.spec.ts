import { expect, test } from "@playwright/test";
import { accessible, complaints, fits } from "../support/page.js";
import { signIn } from "../support/sign-in.js";

const WORDS = {
  uz: { begin: /orqali kirish/, as: "sifatida kirish", out: "Chiqish", end: "Tugatish", all: "Hamma qurilmadan chiqish" },
  ru: { begin: /Войти через/, as: "Войти как", out: "Выйти", end: "Завершить", all: "Выйти на всех устройствах" },
} as const;

for (const lang of ["uz", "ru"] as const) {
  for (const javaScriptEnabled of [true, false]) {
    test.describe(`in ${lang} ${javaScriptEnabled ? "with" : "without"} JavaScript`, () => {
      test.use({ javaScriptEnabled });

      test("a resident signs in and out", async ({ page, context }) => {
        const heard = complaints(page);
        await page.goto(`/${lang}/sign-in`);
        expect(await context.cookies()).toEqual([]);
        await signIn(page, lang, "dilfuza");
        await expect(page.getByRole("heading", { level: 1 })).toHaveText("Dilfuza Rahimova");
        const cookie = (await context.cookies()).find(({ name }) => name === "hashar");
        expect(cookie).toMatchObject({ httpOnly: true, sameSite: "Lax" });

        await page.locator("summary", { hasText: "Dilfuza Rahimova" }).click();
        await page.getByRole("button", { name: WORDS[lang].out }).first().click();
        await expect(page).toHaveURL(new RegExp(`/${lang}/$`));
        expect((await page.goto(`/${lang}/me`))?.status()).toBe(401);
        // The browser itself reports the 401 of the last step.
        expect(heard.filter((line) => !line.includes("401"))).toEqual([]);
      });
    });
  }
}

test("the pages of signing in are accessible and fit a small phone", async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  for (const path of ["/uz/sign-in", "/uz/me"]) {
    await page.goto(path);
    await accessible(page);
    await fits(page);
  }
  await page.goto("/uz/sign-in");
  await page.getByRole("button", { name: WORDS.uz.begin }).click();
  await expect(page).toHaveURL(/\/demo-issuer\/authorize/);
  await accessible(page);
  await fits(page);
  await page.locator("button[name=person][value=lola]").first().click();
  await page.goto("/uz/me");
  await accessible(page);
  await fits(page);
});

test("a session is ended from another browser", async ({ browser }) => {
  const [phone, office] = await Promise.all([browser.newContext(), browser.newContext()]);
  const [here, there] = [await phone.newPage(), await office.newPage()];
  await signIn(here, "uz", "malika");
  await signIn(there, "uz", "malika");
  await here.reload();
  const rows = here.getByRole("row").filter({ has: here.getByRole("button", { name: WORDS.uz.end }) });
  await expect(rows).toHaveCount(2);
  await rows.filter({ hasNotText: "shu qurilma" }).getByRole("button", { name: WORDS.uz.end }).click();
  await expect(rows).toHaveCount(1);
  expect((await there.goto("/uz/me"))?.status()).toBe(401);

  await signIn(there, "uz", "malika");
  await here.getByRole("button", { name: WORDS.uz.all }).click();
  await expect(here).toHaveURL(/\/uz\/$/);
  expect((await there.goto("/uz/me"))?.status()).toBe(401);
  await Promise.all([phone.close(), office.close()]);
});

test("a resident without a story is found by the mahalla's code", async ({ page }) => {
  await page.goto("/uz/sign-in?to=/uz/me");
  await page.getByRole("button", { name: WORDS.uz.begin }).click();
  await page.getByRole("searchbox").fill("14080007");
  await page.getByRole("button", { name: "Qidirish" }).click();
  await page.locator("button[name=person][value='14080007-002']").click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Yashovchi 14080007-002");
});

test("cancelling at the provider comes back with a sentence", async ({ page }) => {
  await page.goto("/ru/sign-in");
  await page.getByRole("button", { name: WORDS.ru.begin }).click();
  await page.getByRole("button", { name: "Отменить и вернуться" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Вы прервали вход");
});

test("signing in works at a provider that nobody here wrote", async ({ page, context }) => {
  const site = "http://127.0.0.1:3312";
  await page.goto(`${site}/uz/sign-in?to=/uz/me`);
  await page.getByRole("button", { name: WORDS.uz.begin }).click();
  await page.locator("input[name=login]").fill("lola@example.uz");
  await page.locator("input[name=password]").fill("anything");
  await page.locator("button[type=submit]").click();
  await page.locator("button[type=submit]").click();
  await expect(page).toHaveURL(`${site}/uz/me`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Lola Abdullayeva");
  expect((await context.cookies(site)).map(({ name }) => name)).toContain("hashar");
});

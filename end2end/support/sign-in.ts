import { expect, type Page } from "@playwright/test";

const BEGIN = { uz: /orqali kirish/, ru: /Войти через/, en: /Sign in with/ } as const;

export type Lang = keyof typeof BEGIN;

/** Signs in at the demo's provider as one of its people, from wherever the page is. */
export async function signIn(page: Page, lang: Lang, key: string, to = `/${lang}/me`) {
  await page.goto(`/${lang}/sign-in?to=${encodeURIComponent(to)}`);
  await page.getByRole("button", { name: BEGIN[lang] }).click();
  await expect(page).toHaveURL(/\/demo-issuer\/authorize/);
  await page.locator(`button[name=person][value="${key}"]`).first().click();
  await expect(page).toHaveURL(new RegExp(`${to}$`));
}

import { expect, type Page } from "@playwright/test";
import { test } from "../support/own-demo.js";
import { accessible, complaints, fits, pictures } from "../support/page.js";
import { signIn } from "../support/sign-in.js";

test.use({ demoOf: "office" });

const DESK = "/uz/seasons/2026-autumn/election";

/** The row of the season's moment in the table of the clock. */
function moment(page: Page, name: string) {
  return page.getByRole("row", { name: new RegExp(`^${name} .*kuzgi`, "i") });
}

test.describe.configure({ mode: "serial" });

test("an official moves the clock to the end of the vote", async ({ page }) => {
  const heard = complaints(page);
  await signIn(page, "uz", "nigora", "/uz/clock");
  await accessible(page);
  await pictures(page, "clock-uz");
  await page.goto(DESK);
  await expect(page.getByText("Odamlar ovoz bermoqda.")).toBeVisible();
  await pictures(page, "election-open-uz");
  await page.goto("/uz/clock");
  await moment(page, "ovoz berish tugashi").getByRole("button", { name: "Surish" }).click();
  await expect(page).toHaveURL(/\/uz\/clock$/);
  // The moment is over, and she is still signed in.
  await expect(moment(page, "ovoz berish tugashi")).toHaveCount(0);
  await page.goto(DESK);
  await expect(page.getByText("Ovoz berish tugadi.")).toBeVisible();
  expect(heard).toEqual([]);
});

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("one proposes, another declines or confirms", async ({ browser, baseURL }) => {
      const [hers, his] = await Promise.all([browser.newContext({ baseURL }), browser.newContext({ baseURL })]);
      const [nigora, kamol] = [await hers.newPage(), await his.newPage()];
      await signIn(nigora, "uz", "nigora", DESK);
      const propose = nigora.getByRole("button", { name: "Taklif qilish: Ovoz berishni yopish" });
      // The last entries are written within a second or two.
      await expect(async () => {
        await nigora.reload();
        await expect(propose).toBeVisible({ timeout: 500 });
      }).toPass();
      if (javaScriptEnabled) await pictures(nigora, "election-over-uz");
      await propose.click();
      await expect(nigora).toHaveURL(/\/uz\/approvals\/\d+$/);
      await expect(nigora.getByText("Buni siz taklif qilgansiz")).toBeVisible();
      await expect(nigora.getByRole("button", { name: "Tasdiqlab, bajarish" })).toHaveCount(0);

      await signIn(kamol, "uz", "kamol", "/uz/approvals");
      if (javaScriptEnabled) {
        await accessible(kamol);
        await pictures(kamol, "approvals-uz");
      }
      await kamol.getByRole("link", { name: "Ovoz berishni yopish" }).click();
      if (javaScriptEnabled) {
        await accessible(kamol);
        await fits(kamol);
        await pictures(kamol, "approval-uz");
      }
      // Declined the first time, confirmed the second.
      const answer = javaScriptEnabled ? "Rad etish" : "Tasdiqlab, bajarish";
      await kamol.getByRole("button", { name: answer }).click();
      const ended = javaScriptEnabled ? "Rad etildi" : "Tasdiqlandi va bajarildi";
      await expect(kamol.getByText(ended)).toBeVisible();
      await nigora.goto(DESK);
      const stands = javaScriptEnabled ? "Ovoz berish tugadi." : "Yopilgan.";
      await expect(nigora.getByText(stands).first()).toBeVisible();
      await Promise.all([hers.close(), his.close()]);
    });
  });
}

test("the desk of a closed vote says what counting waits for", async ({ page }) => {
  await signIn(page, "uz", "kamol", DESK);
  await expect(page.getByText("Auditorlar nusxani saqlamoqda")).toBeVisible();
  await accessible(page);
  await pictures(page, "election-closed-uz");
  await page.getByLabel("Auditorning saqlash xati").setInputFiles({
    name: "wrong.note",
    mimeType: "text/plain",
    buffer: Buffer.from("not a note"),
  });
  await page.getByRole("button", { name: "Faylni yuborish" }).click();
  await expect(page.getByRole("alert")).toContainText("Xat qabul qilinmadi");
});

test("an auditor reads in the register who did it", async ({ page }) => {
  await signIn(page, "uz", "muhabbat", "/uz/register");
  for (const what of ["Namoyish soatini surdi", "Ikkinchi boʻlib tasdiqladi", "Rad etdi"]) {
    await expect(page.getByText(what).first()).toBeVisible();
  }
  await expect(page.getByText("Kamol Yusupov").first()).toBeVisible();
  await pictures(page, "register-uz");
});

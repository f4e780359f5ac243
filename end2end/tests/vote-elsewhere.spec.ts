import { expect, type Page } from "@playwright/test";
import { CONTESTS, act, cast, choose, openBooth, projects, standing } from "../support/booth.js";
import { test } from "../support/own-demo.js";
import { accessible } from "../support/page.js";
import { signIn } from "../support/sign-in.js";

test.use({ demoOf: "vote-elsewhere" });

// Seconds of a slot (docs/protocol.md, section 3).
const SLOT = 600;

/** Moves the demo's clock by less than its page offers: it takes any moment to come. */
async function moveBy(page: Page, seconds: number) {
  const target = page.locator("button[name=to]").first();
  const to = Math.floor(Date.now() / 1000) + seconds;
  await target.evaluate((button: HTMLButtonElement, to) => { button.value = String(to); }, to);
  const moved = page.waitForResponse((answer) => answer.request().method() === "POST");
  await target.click();
  expect((await moved).status()).toBe(303);
}

test("a second browser gets the first credential back and casts in the next slot, or is refused", async ({ browser, baseURL }) => {
  test.setTimeout(90_000);
  const [phone, office] = await Promise.all([browser.newContext({ baseURL }), browser.newContext({ baseURL })]);
  const [here, there] = [await phone.newPage(), await office.newPage()];
  await signIn(here, "uz", "sevara");
  await openBooth(here, "uz", CONTESTS.approval);
  await choose(here, 0, 1);
  await cast(here);
  const code = (await here.locator("[aria-labelledby=booth-recovery-title] .code").innerText()).trim();

  await signIn(there, "uz", "sevara");
  await openBooth(there, "uz", CONTESTS.approval);
  await choose(there, 2);
  await act(there, "cast").click();
  await expect(there.locator("#booth-code")).toBeVisible();
  await expect(standing(there)).toHaveText("Hali nomaʼlum");
  await accessible(there);

  const enter = async (text: string) => {
    await there.locator("#booth-code").fill(text);
    await there.locator("#booth-recovery button:not([name])").click();
  };
  await enter(code.replace(/^./, (first) => (first === "0" ? "1" : "0")));
  await expect(there.locator("#booth-code-error")).toContainText("xato");
  await expect(there.locator("#booth-code")).toBeFocused();
  await expect(there.locator("#booth-code")).toHaveValue(/^.{4}-/);
  // A whole code of somebody else: the seed 0.
  await enter("0000-0000-0000-0000-0000-0000-000");
  await expect(there.locator("#booth-code-error")).toBeVisible();
  await expect(there.locator("#booth-code")).toHaveAttribute("aria-invalid", "true");

  // The network fails at the right moment; the code that was typed still holds.
  await there.route("**/manifest.json", (route) => route.abort());
  await enter(code.toLowerCase().replaceAll("-", " "));
  await expect(act(there, "retry")).toBeVisible();
  await there.unrouteAll();
  await act(there, "retry").click();
  // The first credential came back; the ballot waits for the next slot, so that it is later than
  // whatever the first device cast.
  await expect(there.getByRole("heading", { level: 1 })).toContainText("da joʻnaydi", { timeout: 20_000 });

  const official = await (await browser.newContext({ baseURL })).newPage();
  await signIn(official, "uz", "nigora", "/uz/clock");
  // A recovered device lets the box be a minute further on than the page.
  await moveBy(official, SLOT + 60);
  there.once("dialog", (dialog) => dialog.accept());
  await openBooth(there, "uz", CONTESTS.approval);
  await expect(projects(there).nth(2)).toBeChecked();
  await act(there, "review").click();
  await cast(there);
  await expect(standing(there)).toContainText("Ovoz berildi:");
  await phone.close();
  await office.close();
});

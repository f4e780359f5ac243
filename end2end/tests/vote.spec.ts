import { expect, test, type Page } from "@playwright/test";
import {
  CONTESTS, act, alive, arrived, boothPath, cast, choose, openBooth, projects, standing,
} from "../support/booth.js";
import { accessible, complaints, fits, pictures } from "../support/page.js";
import { signIn } from "../support/sign-in.js";

// The demo's logs take a ballot in within ten seconds.
const LOGGED = { timeout: 40_000 };

/** Reloads a ticket's page until the ballot is in the log and the browser has checked it. */
async function isChecked(page: Page) {
  await expect(async () => {
    await page.reload();
    await expect(page.locator("[data-answer=checked]")).toBeVisible({ timeout: 2_000 });
  }).toPass(LOGGED);
}

/** The address that the ticket leads to. */
const ticket = async (page: Page) => (await page.locator("a[href*='/receipt/']").getAttribute("href"))!;

test("sign in, vote, keep the receipt, vote again, find the ballot in the log", async ({ page }) => {
  test.setTimeout(120_000);
  const heard = complaints(page);
  await page.setViewportSize({ width: 360, height: 740 });
  await signIn(page, "uz", "nodira");
  await page.goto(`/uz/seasons/2026-autumn/${CONTESTS.one}`);
  await page.getByRole("link", { name: "Ovoz berishga oʻtish" }).click();
  await alive(page);
  await expect(standing(page)).toHaveText("Ovoz hali berilmadi");
  await projects(page).nth(1).check();
  await accessible(page);
  await fits(page);

  // The draft is still here after a reload.
  page.once("dialog", (dialog) => dialog.accept());
  await page.reload();
  await alive(page);
  await expect(projects(page).nth(1)).toBeChecked();
  await act(page, "review").click();
  await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
  await expect(standing(page)).toHaveText("Ovoz hali berilmadi");
  await expect(standing(page)).toBeInViewport();
  await expect(act(page, "cast")).toBeInViewport();
  await accessible(page);
  await fits(page);

  // Two clicks are one ballot.
  const sent: string[] = [];
  page.on("request", (request) => {
    if (request.url().endsWith("/cast")) sent.push(request.postDataBuffer()!.toString("hex"));
  });
  await act(page, "cast").dblclick();
  await arrived(page);
  expect(sent).toHaveLength(1);
  await expect(standing(page)).toContainText("Ovoz berildi:");
  await expect(page.locator("[aria-labelledby=booth-recovery-title] .code")).toHaveText(/^([0-9A-Z]{4}-){6}[0-9A-Z*~$=]{3}$/);
  await accessible(page);
  await fits(page);
  const first = await ticket(page);

  // Again: the state says so until it is cast.
  await act(page, "again").click();
  await expect(standing(page)).toContainText("Bu oʻzgarish hali topshirilmadi");
  await choose(page, 2);
  await cast(page);
  const second = await ticket(page);
  expect(second).not.toBe(first);
  expect(await page.locator("body").innerText()).not.toMatch(/ikkinchi|2-marta/);

  // The visit after that knows of the ballot.
  await openBooth(page, "uz", CONTESTS.one);
  await expect(standing(page)).toContainText("Ovoz berildi:");

  for (const address of [first, second]) {
    const asked: string[] = [];
    page.on("request", (request) => asked.push(request.url()));
    await page.goto(address);
    await isChecked(page);
    expect(asked.filter((url) => url.includes(".wasm"))).toEqual([]);
  }
  await accessible(page);
  await fits(page);
  expect(heard.filter((line) => !line.includes("404"))).toEqual([]);
});

test("a lost answer is asked for again with the very same ballot", async ({ page }) => {
  await signIn(page, "ru", "bekzod");
  const sent: Buffer[] = [];
  await page.route("**/cast", async (route) => {
    sent.push(route.request().postDataBuffer()!);
    expect(route.request().headers()["cookie"]).toBeUndefined();
    expect(route.request().headers()["referer"]).toBeUndefined();
    if (sent.length === 1) {
      // It reaches the box; the answer is lost on the way.
      await route.fetch();
      return route.abort();
    }
    return route.continue();
  });
  await openBooth(page, "ru", CONTESTS.one);
  await choose(page, 0);
  await cast(page);
  expect(sent).toHaveLength(2);
  expect(sent[1]!.equals(sent[0]!)).toBe(true);
});

test("a ballot that nobody answers is not denied, after a reload neither", async ({ page }) => {
  test.setTimeout(90_000);
  await signIn(page, "ru", "sevara");
  await page.route("**/cast", async (route) => {
    await route.fetch();
    await route.abort();
  });
  await openBooth(page, "ru", CONTESTS.approval);
  await choose(page, 1);
  await act(page, "cast").click();
  const title = page.getByRole("heading", { level: 1 });
  await expect(title).toHaveText("Ответ не пришёл", { timeout: 30_000 });
  await expect(standing(page)).toHaveText("Пока неизвестно");
  await accessible(page);
  await fits(page);
  await pictures(page, "booth-not-known-ru");

  // The vote ends before the next try.
  page.once("dialog", (dialog) => dialog.accept());
  await page.unrouteAll();
  await page.route("**/cast", (route) => route.fulfill({ status: 410 }));
  await page.reload();
  await expect(title).toHaveText("Голосование завершено, а ответ не пришёл");
  await expect(standing(page)).toHaveText("Пока неизвестно");
  await expect(act(page, "retry")).toHaveCount(0);
  await accessible(page);
  await pictures(page, "booth-late-unanswered-ru");

  // A ballot that is answered takes the place of the other one.
  page.once("dialog", (dialog) => dialog.accept());
  await page.unrouteAll();
  await page.reload();
  await alive(page);
  await expect(standing(page)).toHaveText("Пока неизвестно");
  await act(page, "review").click();
  await cast(page);
  await expect(standing(page)).toContainText("Голос подан:");
});

test("a log that is not this election's seals nothing", async ({ page }) => {
  await signIn(page, "ru", "timur");
  await openBooth(page, "ru", CONTESTS.approval);
  await choose(page, 0);
  const sent: string[] = [];
  page.on("request", (request) => {
    if (request.method() === "POST") sent.push(request.url());
  });
  await page.route("**/log/**/ballots/proof/0", async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, body: (await answer.text()).replace(/(\S{8})=\n$/, "AAAAAAAA=\n") });
  });
  await act(page, "cast").click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Страница расходится с опубликованными данными");
  await expect(standing(page)).toHaveText("Голос ещё не подан");
  expect(sent).toEqual([]);
});

test("a session that ends in the middle of a ballot loses nothing", async ({ page, context }) => {
  await signIn(page, "uz", "zulfiya");
  await openBooth(page, "uz", CONTESTS.knapsack);
  await choose(page, 0);
  await context.clearCookies();
  await act(page, "cast").click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Tizimdan chiqib qolgansiz");
  await expect(standing(page)).toHaveText("Ovoz hali berilmadi");
  await page.getByRole("link", { name: "Qayta kirish" }).click();
  await page.getByRole("button", { name: /orqali kirish/ }).click();
  await page.locator("button[name=person][value=zulfiya]").first().click();
  await expect(page).toHaveURL(new RegExp(`${boothPath("uz", CONTESTS.knapsack)}$`));
  await alive(page);
  await expect(projects(page).nth(0)).toBeChecked();
  await act(page, "review").click();
  await cast(page);
});

test("who is too young or lives elsewhere is told so, and why", async ({ page }) => {
  for (const [person, contest] of [["asal", CONTESTS.knapsack], ["elena", CONTESTS.one]] as const) {
    await page.context().clearCookies();
    await signIn(page, "en", person);
    await openBooth(page, "en", contest);
    await choose(page, 0);
    await act(page, "cast").click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("You are not on the roll of this vote");
    await expect(standing(page)).toHaveText("Not cast yet");
    await accessible(page);
  }
});

test("before the opening and after the close the booth says when", async ({ page }) => {
  await signIn(page, "ru", "timur");
  for (const [season, words] of [["2027-spring", "ещё не началось"], ["2026-spring", "завершено"]] as const) {
    await page.goto(`/ru/seasons/${season}/${CONTESTS.approval}/vote`);
    await expect(page.locator(".alert-title").first()).toContainText(words);
    await expect(act(page, "cast")).toHaveCount(0);
    await page.setViewportSize({ width: 360, height: 740 });
    await accessible(page);
    await fits(page);
  }
});

test("a limit is told in words where it bars", async ({ page }) => {
  await signIn(page, "en", "gulnora");
  await openBooth(page, "en", CONTESTS.knapsack);
  const all = await projects(page).count();
  for (let at = 0; at < all; at += 1) {
    const box = projects(page).nth(at);
    if (await box.isEnabled()) await box.check();
  }
  await expect(page.locator(".why").first()).toContainText(/Not enough left|The ballot is full/);
  await accessible(page);
});

test("a tab that one comes back to knows what another one cast", async ({ page, context }) => {
  await signIn(page, "en", "gulnora");
  const other = await context.newPage();
  for (const tab of [page, other]) await openBooth(tab, "en", CONTESTS.knapsack);
  await expect(projects(other).first()).toBeEnabled();
  await expect(standing(other)).toHaveText("Not cast yet");
  await choose(page, 0);
  await cast(page);
  await other.evaluate(() => window.dispatchEvent(new Event("focus")));
  await expect(standing(other)).not.toHaveText("Not cast yet");
  await expect(standing(other)).toContainText(/\d\d:\d\d/);
});

test("a ticket whose proof was changed on the way is refused", async ({ page }) => {
  test.setTimeout(90_000);
  await signIn(page, "en", "marat");
  await openBooth(page, "en", CONTESTS.approval);
  await choose(page, 1);
  await cast(page);
  await page.goto((await ticket(page)));
  await isChecked(page);
  const change: Record<string, (proof: string) => string> = {
    "another place": (proof) => proof.replace(/index (\d+)/, (_, at) => `index ${Number(at) - 1}`),
    "a step less": (proof) => proof.replace(/\n[^\n]+\n\n/, "\n\n"),
    "another root": (proof) => proof.replace(/\n(\d+)\n([^\n]+)\n/, (_, size, root) => `\n${size}\n${"A".repeat(root.length - 1)}=\n`),
    "another signature": (proof) => proof.replace(/(\S{8})=\n$/, "AAAAAAAA=\n"),
    "nothing": () => "",
  };
  for (const [name, by] of Object.entries(change)) {
    await page.unrouteAll();
    await page.route("**/proof/**", async (route) => {
      const answer = await route.fetch();
      const proof = await answer.text();
      expect(by(proof), name).not.toBe(proof);
      await route.fulfill({ response: answer, body: by(proof) });
    });
    await page.reload();
    await expect(page.locator("[data-answer=wrong]"), name).toBeVisible();
  }
});

test("pictures of every state", async ({ page }) => {
  test.setTimeout(180_000);
  for (const [lang, person, contest] of [["uz", "rustam", CONTESTS.knapsack], ["ru", "zarina", CONTESTS.approval]] as const) {
    await page.context().clearCookies();
    await page.goto(boothPath(lang, contest));
    await pictures(page, `booth-door-${lang}`);
    await signIn(page, lang, person);
    await openBooth(page, lang, contest);
    await projects(page).nth(0).check();
    await pictures(page, `booth-choosing-${lang}`);
    await act(page, "review").click();
    await pictures(page, `booth-summary-${lang}`);
    await cast(page);
    await pictures(page, `booth-cast-${lang}`);
    await page.goto(await ticket(page));
    await isChecked(page);
    await pictures(page, `receipt-${lang}`);
    await page.goto(`/${lang}/me/roll`);
    await pictures(page, `roll-${lang}`);
    await accessible(page);
  }
});

test("a module that does not start is told, and nothing else breaks", async ({ page }) => {
  await signIn(page, "ru", "marat");
  await page.route("**/*.wasm", (route) => route.abort());
  await page.goto(boothPath("ru", CONTESTS.approval));
  await expect(page.getByText("Кабина не открылась")).toBeVisible();
  await expect(projects(page).first()).toBeDisabled();
  await accessible(page);
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("the ballot says what to do, and a ticket is found all the same", async ({ page, request }) => {
    await page.setViewportSize({ width: 360, height: 740 });
    await signIn(page, "uz", "olim");
    const html = await (await page.goto(boothPath("uz", CONTESTS.approval)))!.text();
    // The test's browser keeps scripts from running, but parses as if they did.
    expect(html).toMatch(/<noscript>(?:(?!<\/noscript>)[^])*Byulletenni muhrlash uchun JavaScript kerak/);
    await expect(projects(page).first()).toBeDisabled();
    await fits(page);

    const election = html.match(/\/api\/v1\/elections\/([0-9a-f]{64})\//)![1]!;
    // Entry 1 of the log is a ballot: its length, its tag, its commitment.
    const entries = await (await request.get(`/log/${election}/ballots/entries/1`)).body();
    const number = entries.subarray(2, 2 + entries.readUInt16BE(0)).subarray(-32).toString("hex").slice(0, 16);
    await page.goto(`/uz/receipt/${election}`);
    await page.getByLabel("Chipta raqami").fill(number.toUpperCase());
    await page.getByRole("button", { name: "Topish" }).click();
    await expect(page.getByText("Byulleteningiz daftarda").first()).toBeVisible();
    await fits(page);
    await page.getByLabel("Chipta raqami").fill("salom");
    await page.getByRole("button", { name: "Topish" }).click();
    await expect(page.getByLabel("Chipta raqami")).toHaveValue("salom");
    await expect(page.getByText("Bu chipta raqami ham")).toBeVisible();

    await page.goto("/uz/me/roll");
    await expect(page.getByRole("table")).toContainText("berilmagan");
    await fits(page);
  });
});

test("no page but the booth loads the module", async ({ page }) => {
  await signIn(page, "uz", "farrux");
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  for (const path of ["/uz/", "/uz/seasons", "/uz/me", "/uz/me/roll", `/uz/seasons/2026-autumn/${CONTESTS.approval}`]) {
    await page.goto(path);
  }
  expect(asked.filter((url) => /\.wasm|islands|hashar-/.test(url))).toEqual([]);
});

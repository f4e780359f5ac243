import { expect, test } from "@playwright/test";
import { CONTESTS, act, cast, choose, openBooth, projects, standing } from "../support/booth.js";
import { complaints } from "../support/page.js";
import { signIn } from "../support/sign-in.js";

test("the module of a release starts in the browser", async ({ page, request }) => {
  const heard = complaints(page);
  const names = (await (await request.get("/assets.json")).json()) as Record<string, string>;
  await page.goto("/uz/");
  // A module that Chromium refuses leaves pages that look fine and are dead.
  const exported = await page.evaluate(async ([glue, wasm]) => {
    const module = await import(glue!);
    await module.default({ module_or_path: wasm });
    module.hydrate();
    return Object.keys(module);
  }, [names["hashar.js"], names["hashar_bg.wasm"]]);
  expect(exported).toContain("hydrate");
  expect(heard).toEqual([]);
});

test("files of a release are compressed and never asked for again", async ({ request }) => {
  const names = (await (await request.get("/assets.json")).json()) as Record<string, string>;
  const answer = await request.get(names["main.css"]!, { headers: { "accept-encoding": "br" } });
  expect(answer.headers()["content-encoding"]).toBe("br");
  expect(answer.headers()["cache-control"]).toContain("immutable");
  expect(Number(answer.headers()["content-length"])).toBeLessThan(16_000);
  expect((await answer.text()).length).toBeGreaterThan(30_000);
});

test("the booth of a release is alive: a ballot is cast in it", async ({ page }) => {
  const heard = complaints(page);
  await signIn(page, "uz", "otabek");
  await openBooth(page, "uz", CONTESTS.knapsack);
  await expect(act(page, "review")).toBeDisabled();
  await projects(page).first().check();
  await expect(act(page, "review")).toBeEnabled();
  await expect(page.locator(".till")).toContainText(/1\s*\/\s*6/);
  await projects(page).first().uncheck();
  await choose(page, 0);
  await cast(page);
  await expect(standing(page)).toContainText("Ovoz berildi:");
  expect(heard).toEqual([]);
});

test("the booth's module has at most 180 KB, and comes after the first paint", async ({ page, request }) => {
  const names = (await (await request.get("/assets.json")).json()) as Record<string, string>;
  const module = await request.get(names["hashar_bg.wasm"]!, { headers: { "accept-encoding": "br" } });
  expect(module.headers()["content-encoding"]).toBe("br");
  expect(Number(module.headers()["content-length"])).toBeLessThanOrEqual(180 * 1024);
  await signIn(page, "uz", "feruza");
  await openBooth(page, "uz", CONTESTS.knapsack);
  const [painted, asked] = await page.evaluate(() => {
    const paint = performance.getEntriesByName("first-contentful-paint")[0]!;
    const wasm = performance.getEntriesByType("resource").find(({ name }) => name.endsWith(".wasm"))!;
    return [paint.startTime, wasm.startTime];
  });
  expect(asked).toBeGreaterThan(painted);
});

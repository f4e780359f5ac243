import { expect, test } from "@playwright/test";
import { complaints } from "../support/page.js";

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

test("files of a release are compressed and never asked for again", async ({ page }) => {
  const style = page.waitForResponse((answer) => answer.url().includes("/pkg/main-"));
  await page.goto("/uz/");
  const answer = await style;
  expect(answer.headers()["content-encoding"]).toBe("br");
  expect(answer.headers()["cache-control"]).toContain("immutable");
  const { encodedBodySize, decodedBodySize } = await page.evaluate(() => {
    const [entry] = performance.getEntriesByType("resource").filter(({ name }) => name.includes("/pkg/main-"));
    const { encodedBodySize, decodedBodySize } = entry as PerformanceResourceTiming;
    return { encodedBodySize, decodedBodySize };
  });
  expect(encodedBodySize).toBeLessThan(16_000);
  expect(decodedBodySize).toBeGreaterThan(encodedBodySize * 3);
});

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

test("files of a release are compressed and never asked for again", async ({ request }) => {
  const names = (await (await request.get("/assets.json")).json()) as Record<string, string>;
  const answer = await request.get(names["main.css"]!, { headers: { "accept-encoding": "br" } });
  expect(answer.headers()["content-encoding"]).toBe("br");
  expect(answer.headers()["cache-control"]).toContain("immutable");
  expect(Number(answer.headers()["content-length"])).toBeLessThan(16_000);
  expect((await answer.text()).length).toBeGreaterThan(30_000);
});

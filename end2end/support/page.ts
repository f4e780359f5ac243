import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";
import { mkdirSync } from "node:fs";

export const LANGUAGES = ["uz", "ru", "en"] as const;

/** Collects whatever the page complains about; a journey ends with none. */
export function complaints(page: Page): string[] {
  const heard: string[] = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) heard.push(message.text());
  });
  page.on("pageerror", (error) => heard.push(String(error)));
  return heard;
}

/** WCAG 2.2 AA by axe, in light and dark. */
export async function accessible(page: Page) {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    const found = await new AxeBuilder({ page }).analyze();
    expect(found.violations.map((violation) => `${colorScheme}: ${violation.id} ${violation.nodes[0]?.html}`)).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: null });
}

/** Nothing wider than the screen of a small phone. */
export async function fits(page: Page) {
  const overflow = await page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    return document.documentElement.scrollWidth > width ? document.documentElement.scrollWidth - width : 0;
  });
  expect(overflow, "pixels beyond the right edge").toBe(0);
}

/** A picture of the whole page at both widths and in both schemes, kept for review. */
export async function pictures(page: Page, name: string) {
  mkdirSync("test-results/pictures", { recursive: true });
  for (const width of [360, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      await page.screenshot({ path: `test-results/pictures/${name}-${width}-${colorScheme}.png`, fullPage: true });
    }
    await fits(page);
  }
  await page.emulateMedia({ colorScheme: null });
}

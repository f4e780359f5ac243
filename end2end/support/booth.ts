import { expect, type Locator, type Page } from "@playwright/test";

const SEASON = "2026-autumn";

/** Contests of the season in voting: one project, a knapsack, an approval ballot. */
export const CONTESTS = { one: "1718203", knapsack: "1718236", approval: "1718406" } as const;

export const boothPath = (lang: string, contest: string) => `/${lang}/seasons/${SEASON}/${contest}/vote`;

export const act = (page: Page, value: string): Locator => page.locator(`button[name=act][value=${value}]`);

export const projects = (page: Page): Locator => page.locator("input[name=project]");

/** Opens the booth and waits until it is alive. */
export async function openBooth(page: Page, lang: string, contest: string) {
  await page.goto(boothPath(lang, contest));
  await alive(page);
}

export async function alive(page: Page) {
  // The module of a development build is large, and a busy machine takes its time to compile it.
  await expect(page.locator("html")).toHaveAttribute("data-islands", "awake", { timeout: 30_000 });
}

/** Picks by position and goes on to the summary. */
export async function choose(page: Page, ...positions: number[]) {
  for (const position of positions) await projects(page).nth(position).check();
  await act(page, "review").click();
  await expect(act(page, "cast")).toBeVisible();
}

/** Casts and waits for the ticket. */
export async function cast(page: Page) {
  await act(page, "cast").click();
  await arrived(page);
}

export async function arrived(page: Page) {
  await expect(page.locator("#booth-ticket")).toBeVisible({ timeout: 20_000 });
}

/** The sentence that is always in sight. */
export const standing = (page: Page): Locator => page.locator(".castline").first();

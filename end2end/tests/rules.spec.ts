import { expect, type Browser, type Page } from "@playwright/test";
import { test } from "../support/own-demo.js";
import { accessible, complaints, fits, pictures } from "../support/page.js";
import { type Lang, signIn } from "../support/sign-in.js";

test.use({ demoOf: "rules" });
test.describe.configure({ mode: "serial" });

const SEASON = "seasons/2027-spring";
const FIXED = "seasons/2026-autumn/election/rules";

interface Said {
  lang: Exclude<Lang, "en">;
  link: string;
  rule: RegExp;
  rest: string;
  amount: string;
  roads: string;
  limit: string;
  more: string;
  propose: string;
  act: string;
  confirm: string;
  done: string;
  fixed: string;
  wrong: RegExp;
  sentences: string[];
}

const SAID: Said[] = [
  {
    lang: "uz",
    link: "Gʻoliblar qanday aniqlanadi",
    rule: /^Teng ulush.*Ovoz bergan har bir kishiga.*narxining eng kichik qismi/,
    rest: "u",
    amount: "Pul koʻpi bilan",
    roads: "Yoʻl va koʻprik",
    limit: "Loyihalar koʻpi bilan",
    more: "Yana bitta cheklov",
    propose: "Shu qoidalarni taklif qilish",
    act: "Gʻoliblarni aniqlash qoidasini oʻzgartirish",
    confirm: "Tasdiqlab, bajarish",
    done: "Tasdiqlandi va bajarildi",
    fixed: "Qoidalar endi oʻzgarmaydi",
    wrong: /1 dan 65 535 gacha/,
    sentences: ["Ovoz bergan har bir kishiga puldan teng ulush", "“Yoʻl va koʻprik” toifasidagi loyihalardan koʻpi bilan 2 tasi", "Har bir mahalla loyihalaridan koʻpi bilan 3 tasi moliyalashtiriladi."],
  },
  {
    lang: "ru",
    link: "Как определяют победителей",
    rule: /Каждый проголосовавший получает равную долю.*наименьшая часть стоимости/,
    rest: "add1u",
    amount: "Денег не больше",
    roads: "Дороги и мосты",
    limit: "Проектов не больше",
    more: "Ещё одно ограничение",
    propose: "Предложить эти правила",
    act: "Изменить определение победителей",
    confirm: "Подтвердить",
    done: "Подтверждено и",
    fixed: "Правила больше не меняются",
    wrong: /от 1 до 65 535/,
    sentences: ["Каждый проголосовавший получает равную долю денег", "Из проектов категории «Дороги и мосты» финансируют не больше 2.", "Из проектов каждой махалли финансируют не больше 3."],
  },
];

async function person(browser: Browser, baseURL: string | undefined, said: Said, who: string, to: string): Promise<Page> {
  const page = await (await browser.newContext({ baseURL })).newPage();
  await signIn(page, said.lang, who, to);
  return page;
}

for (const said of SAID) {
  const javaScriptEnabled = said.lang === "uz";
  test.describe(`${said.lang}, ${javaScriptEnabled ? "with" : "without"} JavaScript`, () => {
    test.use({ javaScriptEnabled });

    test("officials choose a rule, and residents read its sentence", async ({ browser, baseURL }) => {
      const desk = `/${said.lang}/${SEASON}/election`;
      const nigora = await person(browser, baseURL, said, "nigora", desk);
      const heard = complaints(nigora);
      await nigora.getByRole("link", { name: said.link }).click();
      await expect(nigora).toHaveURL(/\/election\/rules$/);
      if (javaScriptEnabled) {
        await accessible(nigora);
        await fits(nigora);
        await pictures(nigora, `rules-${said.lang}`);
      }
      await nigora.locator("input[name=rule][value=mes_cost]").check();
      await expect(nigora.getByRole("radio", { name: said.rule })).toBeChecked();
      await nigora.locator(`input[name=rest][value=${said.rest}]`).check();
      await nigora.locator("input[name=limit-0-category][value=roads]").check();
      await nigora.locator("input[name=limit-0-number]").fill("0");
      await nigora.locator("input[name=mahalla-number]").fill("3");
      await nigora.getByRole("button", { name: said.more }).click();
      await expect(nigora.locator("input[name=limit-1-number]")).toBeVisible();
      await nigora.getByRole("button", { name: said.propose, exact: true }).click();
      await expect(nigora.getByRole("link", { name: said.wrong })).toBeVisible();
      await expect(nigora.locator("input[name=rule][value=mes_cost]")).toBeChecked();
      await expect(nigora.locator("input[name=mahalla-number]")).toHaveValue("3");
      if (javaScriptEnabled) {
        await accessible(nigora);
        await pictures(nigora, `rules-wrong-${said.lang}`);
      }
      await nigora.locator("input[name=limit-0-number]").fill("2");
      await nigora.getByRole("button", { name: said.propose, exact: true }).click();
      await expect(nigora).toHaveURL(/\/approvals\/\d+$/);
      await nigora.goto(`${desk}/rules`);
      await expect(nigora.getByRole("button", { name: said.propose })).toHaveCount(0);

      const kamol = await person(browser, baseURL, said, "kamol", `/${said.lang}/approvals`);
      await kamol.getByRole("link", { name: said.act }).first().click();
      for (const sentence of said.sentences) await expect(kamol.getByText(sentence)).toBeVisible();
      if (javaScriptEnabled) {
        await accessible(kamol);
        await fits(kamol);
        await pictures(kamol, `rules-approval-${said.lang}`);
      }
      await kamol.getByRole("button", { name: said.confirm }).click();
      await expect(kamol.getByText(said.done)).toBeVisible();

      const resident = await (await browser.newContext({ baseURL })).newPage();
      for (const path of [SEASON, `${SEASON}/1718203`]) {
        await resident.goto(`/${said.lang}/${path}`);
        for (const sentence of said.sentences) await expect(resident.getByText(sentence).first()).toBeVisible();
      }
      if (javaScriptEnabled) await pictures(resident, `rules-contest-${said.lang}`);
      // Chromium tells of the form that was refused.
      expect(heard.filter((text) => !text.includes("422"))).toEqual([]);
    });

    test("the rules of an approved vote are fixed", async ({ page }) => {
      await signIn(page, said.lang, "nigora", `/${said.lang}/${FIXED}`);
      await expect(page.getByText(said.fixed)).toBeVisible();
      await expect(page.getByRole("button", { name: said.propose })).toHaveCount(0);
      if (javaScriptEnabled) {
        await accessible(page);
        await pictures(page, `rules-fixed-${said.lang}`);
      }
    });
  });
}

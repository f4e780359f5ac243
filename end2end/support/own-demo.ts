import { test as base } from "@playwright/test";
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A demo that one file of journeys has to itself. */
export interface OwnDemo {
  url: string;
  /** Database, keys and whatever else the demo writes. */
  folder: string;
}

/**
 * For journeys that move the clock or close a vote: everybody else's demo must not notice. Pages
 * of these tests open addresses of their own demo, which starts with the file and ends with it.
 * Each file names its demo by `test.use({ demoOf: "..." })`: Playwright gives files whose options
 * are the same one process, and with it one demo, whose vote the file before may have closed.
 */
export const test = base.extend<object, { demo: OwnDemo; demoOf: string }>({
  demoOf: ["", { option: true, scope: "worker" }],
  demo: [
    async ({ demoOf }, use) => {
      if (demoOf === "") throw new Error('say whose demo it is: test.use({ demoOf: "..." })');
      const folder = mkdtempSync(join(tmpdir(), `hashar-${demoOf}-`));
      const url = `http://127.0.0.1:${await freePort()}`;
      const program = start(folder, url);
      try {
        await ready(program, url);
        await use({ url, folder });
      } finally {
        await stop(program);
        rmSync(folder, { recursive: true, force: true });
      }
    },
    { scope: "worker", timeout: 120_000 },
  ],
  baseURL: async ({ demo }, use) => use(demo.url),
});

function start(folder: string, url: string): ChildProcess {
  const words = ["serve", "--demo", "--listen", url.slice("http://".length)];
  words.push("--database-url", `sqlite://${folder}/journey.db`);
  words.push("--site", process.env.HASHAR_SITE ?? "../target/site/debug");
  return spawn(process.env.HASHAR ?? "../target/debug/hashar", words, { stdio: ["ignore", "ignore", "inherit"] });
}

async function ready(program: ChildProcess, url: string) {
  while (program.exitCode === null) {
    const answer = await fetch(`${url}/readyz`).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`the demo ended with ${program.exitCode} before it was ready`);
}

async function stop(program: ChildProcess) {
  if (program.exitCode !== null) return;
  const ended = once(program, "exit");
  program.kill("SIGTERM");
  await ended;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

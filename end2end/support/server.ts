import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

// A demo of its own in a new folder: every run starts from the same data.
export function server(name: string, site: string | undefined, port: number) {
  const program = process.env.HASHAR ?? "../target/debug/hashar";
  const folder = mkdtempSync(join(tmpdir(), `hashar-${name}-`));
  const url = `http://127.0.0.1:${port}`;
  const words = [
    program,
    "serve",
    "--demo",
    `--listen 127.0.0.1:${port}`,
    `--database-url sqlite://${folder}/journey.db`,
    `--site ${site ?? "../target/site/debug"}`,
  ];
  return {
    url,
    start: {
      command: words.join(" "),
      url: `${url}/readyz`,
      reuseExistingServer: false,
      gracefulShutdown: { signal: "SIGTERM" as const, timeout: 5_000 },
      timeout: 60_000,
    },
  };
}

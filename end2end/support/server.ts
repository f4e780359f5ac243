import { randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
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

// Not a demo: its people sign in at a provider that stands elsewhere.
export function serverWithProvider(site: string | undefined, port: number, issuer: string) {
  const demo = server("provider", site, port);
  const keys = mkdtempSync(join(tmpdir(), "hashar-keys-"));
  mkdirSync(join(keys, "keys"), { mode: 0o700 });
  writeFileSync(join(keys, "keys/pepper"), randomBytes(32), { mode: 0o600 });
  return {
    url: demo.url,
    start: {
      ...demo.start,
      command: demo.start.command.replace(" --demo", ""),
      // What a demo answers at its own address lies inside the network here.
      url: `http://127.0.0.1:${port + 1000}/readyz`,
      env: {
        HASHAR__INTERNAL_LISTEN: `127.0.0.1:${port + 1000}`,
        HASHAR__KEYS: join(keys, "keys"),
        HASHAR__IDENTITY__ISSUER: issuer,
        HASHAR__IDENTITY__CLIENT_SECRET: "known to both",
      },
    },
  };
}

export function foreignProvider(port: number, site: string) {
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    start: {
      command: `node support/foreign-provider.js ${port} ${site}`,
      url: `${url}/.well-known/openid-configuration`,
      reuseExistingServer: false,
      gracefulShutdown: { signal: "SIGTERM" as const, timeout: 5_000 },
    },
  };
}

import { defineConfig } from "@playwright/test";
import { foreignProvider, server, serverWithProvider } from "./support/server.js";

// Chromium comes from the system: `cargo xtask test` finds or installs it and names it here.
const chromium = process.env.CHROMIUM ?? "/usr/bin/chromium";

const dev = server("dev", process.env.HASHAR_SITE, 3310);
const release = server("release", process.env.HASHAR_SITE_RELEASE, 3311);
// The site and the provider name each other, so the ports are fixed.
const withProvider = serverWithProvider(process.env.HASHAR_SITE, 3312, "http://127.0.0.1:3320");
const provider = foreignProvider(3320, withProvider.url);

export default defineConfig({
  testDir: "./tests",
  outputDir: "./test-results",
  workers: 1,
  forbidOnly: process.env.CI === "true",
  // Journeys with axe and pictures of every state take their time on two busy cores.
  timeout: 120_000,
  expect: { timeout: 10_000 },
  use: {
    launchOptions: {
      executablePath: chromium,
      args: [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
    trace: "retain-on-failure",
  },
  projects: [
    { name: "dev", use: { baseURL: dev.url }, testIgnore: /release\.spec/ },
    { name: "release", use: { baseURL: release.url }, testMatch: /release\.spec/ },
  ],
  webServer: [dev.start],
});

// A real browser for tests: the system's own Chromium or Chrome, driven by playwright-core, which downloads none.
import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

const places = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/** undefined: this machine has none. CHROMIUM names another one. */
export const browserPath = process.env["CHROMIUM"] ?? places.find((place) => existsSync(place));

export function launchBrowser(): Promise<Browser> {
  if (browserPath === undefined) throw new Error("There is no Chromium here: apt-get install chromium.");
  // Chromium's sandbox does not run as root.
  const args = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  return chromium.launch({ executablePath: browserPath, args });
}

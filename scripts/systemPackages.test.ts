// Which names set-up chooses on which system, with programs of the system that say what the test wants.
import { execFileSync } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

const setup = join(import.meta.dirname, "setup");
let programs: string;

beforeEach(() => {
  programs = mkdtempSync(join(tmpdir(), "programs-"));
  for (const name of ["bash", "env", "dirname", "awk", "tr", "cat", "cksum"])
    symlinkSync(execFileSync("which", [name], { encoding: "utf8" }).trim(), join(programs, name));
});
afterEach(() => rmSync(programs, { recursive: true }));

function program(name: string, script: string): void {
  const path = join(programs, name);
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
}

const command = (more: { [name: string]: string } = {}): string =>
  execFileSync(setup, ["--packages"], { env: { PATH: programs, ...more }, encoding: "utf8" }).trim();

const noPackage = 'echo "no packages found" >&2; exit 1';

describe("on macOS", () => {
  beforeEach(() => {
    program("uname", "echo Darwin");
    program("id", "echo 501");
  });

  test("the names are Homebrew's, without what macOS has or can't have", () => {
    program("brew", "true");
    expect(command()).toBe(
      "brew install ffmpeg espeak-ng redis python@3.12 cairo pango pkg-config texlive poppler font-inter font-noto-sans",
    );
  });

  test("what Homebrew has installed is left out", () => {
    program("brew", 'printf "ffmpeg\\nredis\\npython@3.12\\ncairo\\npango\\npkg-config\\ntexlive\\npoppler\\n"');
    expect(command()).toBe("brew install espeak-ng font-inter font-noto-sans");
  });
});

describe("on Debian", () => {
  beforeEach(() => {
    program("uname", "echo Linux");
    program("apt-get", "exit 1");
    program("dpkg-query", noPackage);
  });

  test("the names are Debian's, in one command for root", () => {
    program("id", "echo 0");
    expect(command()).toMatch(
      /^apt-get update && apt-get install -y --no-install-recommends ffmpeg espeak-ng redis-server bubblewrap build-essential python3-dev /,
    );
  });

  test("somebody who may become root is given the same command with sudo", () => {
    program("id", "echo 1000");
    program("sudo", "exit 1");
    expect(command()).toMatch(/^sudo apt-get update && sudo apt-get install -y .* fonts-noto-core$/);
  });

  test("the tests need a browser as well, unless there is one", () => {
    program("id", "echo 0");
    expect(command()).not.toContain("chromium");
    expect(command({ FOR_TESTS: "yes" })).toMatch(/ fonts-noto-core chromium$/);
    program("google-chrome", "true");
    expect(command({ FOR_TESTS: "yes" })).toMatch(/ fonts-noto-core$/);
  });

  test("there is nothing to say where all is there", () => {
    program("id", "echo 0");
    program("dpkg-query", "printf installed");
    expect(command()).toBe("");
  });
});

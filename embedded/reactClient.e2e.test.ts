// The official React client in a real browser, against a server process.
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { ConvexHttpClient } from "convex/browser";
import { makeFunctionReference } from "convex/server";
import { build } from "esbuild";
import { exportJWK, generateKeyPair, SignJWT } from "jose";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { browserPath, launchBrowser } from "./testBrowser.ts";
import { startTestProcess, type TestProcess } from "./testProcess.ts";
import { adminKey } from "./testServer.ts";

const fixture = join(import.meta.dirname, "fixtures/client");
const add = makeFunctionReference<"mutation", { channel: string; text: string }, string>("notes:add");
const list = makeFunctionReference<"query", { channel: string }, { text: string }[]>("notes:list");
const slow = { timeout: 15_000 };
const { publicKey, privateKey } = await generateKeyPair("ES256", { extractable: true });

describe.skipIf(browserPath === undefined)(
  browserPath === undefined ? "the React client (skipped: this machine has no Chromium)" : "the React client",
  () => {
    let deployment: TestProcess;
    let http: ConvexHttpClient;
    let pages: Server;
    let browser: Browser;

    beforeAll(async () => {
      [deployment, browser, pages] = await Promise.all([
        startTestProcess(join(fixture, "convex")),
        launchBrowser(),
        servePage(),
      ]);
      http = new ConvexHttpClient(deployment.url, { logger: false });
    });
    afterAll(async () => {
      await browser?.close();
      await deployment?.dispose();
      pages?.close();
    });

    /** A page with one part of the fixture on it, connected to the deployment. */
    async function open(part: string, channel = "", issueToken: (fresh: boolean) => Promise<string | null> = noToken) {
      const page = await browser.newPage();
      const errors: Error[] = [];
      page.on("pageerror", (error) => errors.push(error));
      const said: string[] = [];
      page.on("console", (message) => said.push(message.text()));
      await page.exposeFunction("issueToken", issueToken);
      await page.goto(`http://127.0.0.1:${(pages.address() as AddressInfo).port}/`);
      await page.evaluate(([part, url, channel]) => window.start(part as "list", url, channel), [
        part,
        deployment.url,
        channel,
      ] as const);
      return {
        errors,
        said,
        close: () => page.close(),
        send: (texts: string[]) =>
          page.evaluate((texts) => Promise.all(texts.map((text) => window.commands["add"]?.(text as never))), texts),
        command: <Answer = unknown>(name: string, ...args: unknown[]) =>
          page.evaluate(([name, args]) => window.commands[name]?.(...(args as never[])), [
            name,
            args,
          ] as const) as Promise<Answer>,
        states: <State>() => statesOf<State>(page, part),
        until: <State>(is: (state: State) => boolean) => untilState(page, part, is),
      };
    }

    it("[RC1] useQuery shows what is there, and what others write", async () => {
      await http.mutation(add, { channel: "query", text: "there before" });
      const page = await open("list", "query");
      await page.until<string[] | null>((texts) => texts?.length === 1);
      await http.mutation(add, { channel: "query", text: "of another" });
      await page.until<string[] | null>((texts) => texts?.length === 2);
      expect(await page.states()).toEqual([null, ["there before"], ["there before", "of another"]]);
      await page.close();
    });

    it("[RC2] an optimistic update is there at once and stays: no state lacks it, none has it twice", async () => {
      const page = await open("list", "optimistic");
      await page.until<string[] | null>((texts) => texts?.length === 0);
      const texts = Array.from({ length: 30 }, (_, n) => `note ${n}`);
      for (const text of texts.slice(0, 10)) await page.send([text]);
      await page.send(texts.slice(10));
      await page.until<string[] | null>((shown) => shown?.length === texts.length);
      expectNoFlicker(await page.states<string[] | null>(), texts);
      await page.close();
    });

    it("[RC3] usePaginatedQuery loads page after page, and takes in what is written between", async () => {
      for (const text of ["b", "d", "f", "h", "j"]) await http.mutation(add, { channel: "pages", text });
      const page = await open("pages", "pages");
      type State = { texts: string[]; status: string };
      const textsUntil = async (count: number) => {
        await page.until<State>(({ texts, status }) => texts.length === count && !status.startsWith("Loading"));
        return (await page.states<State>()).at(-1);
      };
      expect(await textsUntil(3)).toEqual({ texts: ["b", "d", "f"], status: "CanLoadMore" });
      await page.command("loadMore", 3);
      expect(await textsUntil(5)).toEqual({ texts: ["b", "d", "f", "h", "j"], status: "Exhausted" });
      for (const text of ["a", "e", "g", "z"]) await http.mutation(add, { channel: "pages", text });
      expect(await textsUntil(9)).toMatchObject({ texts: ["a", "b", "d", "e", "f", "g", "h", "j", "z"] });
      for (const { texts } of await page.states<State>()) expect(texts).toEqual([...new Set(texts)].sort());
      await page.close();
    });

    it("[RC4] ConvexProviderWithAuth: signing in, a token that is replaced before it ends, signing out", async () => {
      await setJwks();
      const asked: boolean[] = [];
      // The client asks for the next token ten seconds before this one ends: after one second.
      const page = await open("whoAmI", "", (fresh) => {
        asked.push(fresh);
        return token("ada", 11);
      });
      type State = { isLoading: boolean; isAuthenticated: boolean; who: string | null | undefined };
      await page.until<State>(({ who }) => who === null);
      await page.command("signIn");
      await page.until<State>(({ isAuthenticated, who }) => isAuthenticated && who === "ada");
      const signedIn = (await page.states()).length;
      await expect.poll(() => asked.length, slow).toBeGreaterThanOrEqual(3);
      for (const state of (await page.states<State>()).slice(signedIn)) expect(state.who).toBe("ada");
      await page.command("signOut");
      await page.until<State>(({ isAuthenticated, who }) => !isAuthenticated && who === null);
      expect(page.errors).toEqual([]);
      await page.close();
    });

    it("[RC5] a token that is refused leaves the client without an identity; a good one helps", async () => {
      await setJwks();
      let expired = true;
      const page = await open("whoAmI", "", () => (expired ? token("mallory", -60) : token("ada", 60)));
      type State = { isLoading: boolean; isAuthenticated: boolean; who: string | null | undefined };
      await page.until<State>(({ who }) => who === null);
      await page.command("signIn");
      // The client asks for other ones when the first is refused, and gives up in the end.
      await expect.poll(() => page.said.join(), slow).toContain('Failed to authenticate: "Could not validate token');
      await page.until<State>(({ isLoading, isAuthenticated, who }) => !isLoading && !isAuthenticated && who === null);
      await page.command("signOut");
      expired = false;
      await page.command("signIn");
      await page.until<State>(({ isAuthenticated, who }) => isAuthenticated && who === "ada");
      expect((await page.states<State>()).some(({ who }) => who === "mallory")).toBe(false);
      await page.close();
    });

    it("[RC6] kill -9 of the server under mutations: each is applied once, in order, and no state flickers", async () => {
      const page = await open("list", "killed");
      await page.until<string[] | null>((texts) => texts?.length === 0);
      const sending = page.command<number>("keepAdding");
      const inChannel = async () => (await http.query(list, { channel: "killed" })).map(({ text }) => text);
      let seen = 0;
      for (let kill = 0; kill < 2; kill++) {
        await expect.poll(async () => (await inChannel()).length, slow).toBeGreaterThan(seen + 20);
        await deployment.kill();
        await deployment.start();
        seen = (await inChannel()).length;
      }
      await expect.poll(async () => (await inChannel()).length, slow).toBeGreaterThan(seen + 20);
      await page.command("stopAdding");
      const texts = Array.from({ length: await sending }, (_, n) => `note ${n}`);
      expect(await inChannel()).toEqual(texts);
      await page.until<string[] | null>((shown) => shown?.length === texts.length);
      expectNoFlicker(await page.states<string[] | null>(), texts);
      expect(page.errors).toEqual([]);
      await page.close();
    });

    async function setJwks(): Promise<void> {
      const jwks = { keys: [{ ...(await exportJWK(publicKey)), kid: "key", alg: "ES256" }] };
      const value = `data:application/json,${encodeURIComponent(JSON.stringify(jwks))}`;
      const { status } = await fetch(`${deployment.url}/api/update_environment_variables`, {
        method: "POST",
        headers: { "Content-Type": "application/json", Authorization: `Convex ${adminKey}` },
        body: JSON.stringify({
          changes: [
            { name: "CLIENT_JWKS", value },
            { name: "CLIENT_DOMAIN", value: "https://none.test" },
          ],
        }),
      });
      expect(status).toBe(200);
    }
  },
);

/** What was once on the screen stays, in its place and once; at the end all of it is there. */
function expectNoFlicker(states: (string[] | null)[], texts: string[]): void {
  let before = 0;
  for (const state of states) {
    if (state === null) {
      expect(before).toBe(0);
      continue;
    }
    expect(state).toEqual(texts.slice(0, state.length));
    expect(state.length).toBeGreaterThanOrEqual(before);
    before = state.length;
  }
  expect(before).toBe(texts.length);
}

function statesOf<State>(page: Page, part: string): Promise<State[]> {
  return page.evaluate((part) => window.shown[part] ?? [], part) as Promise<State[]>;
}

async function untilState<State>(page: Page, part: string, is: (state: State) => boolean): Promise<void> {
  const last = async () => (await statesOf<State>(page, part)).at(-1);
  await expect
    .poll(async () => {
      const state = await last();
      return state !== undefined && is(state) ? "as awaited" : state;
    }, slow)
    .toBe("as awaited");
}

function token(subject: string, seconds: number): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  return new SignJWT({
    iss: "https://es256.test",
    aud: "convex",
    sub: subject,
    iat: now,
    exp: now + seconds,
    n: Math.random(),
  })
    .setProtectedHeader({ alg: "ES256", kid: "key" })
    .sign(privateKey);
}

async function noToken(): Promise<null> {
  return null;
}

async function servePage(): Promise<Server> {
  const { outputFiles } = await build({
    entryPoints: [join(fixture, "page.ts")],
    bundle: true,
    write: false,
    minify: true,
    format: "iife",
    define: { "process.env.NODE_ENV": '"production"' },
  });
  const script = outputFiles[0]?.text ?? "";
  const server = createServer((request, response) => {
    const isScript = request.url === "/page.js";
    response.setHeader("Content-Type", isScript ? "text/javascript; charset=utf-8" : "text/html; charset=utf-8");
    response.end(isScript ? script : '<!doctype html><title>Notes</title><body><script src="/page.js"></script>');
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return server;
}

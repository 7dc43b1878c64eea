// @vitest-environment edge-runtime
import { getFunctionName } from "convex/server";
import { describe, expect, it } from "vitest";
import { api } from "./_generated/api.js";
import { accessChecked } from "./access.ts";
import { createBackend, finishedSession, modules, prompt } from "./backend.testing.ts";

type Registered = {
  isPublic?: boolean;
  isInternal?: boolean;
  isHttp?: boolean;
  exportArgs(): string;
  exportReturns(): string;
  [accessChecked]?: boolean;
};

/** Every registered function of the app under its path, such as `scenes:edit`. */
async function registeredFunctions(): Promise<[string, Registered][]> {
  const found: [string, Registered][] = [];
  for (const [path, load] of Object.entries(modules)) {
    const module = (await load()) as Record<string, unknown>;
    for (const [name, value] of Object.entries(module)) {
      if (typeof value !== "function" || !("exportArgs" in value)) continue;
      found.push([`${path.replace(/^\.\/|\.(ts|js)$/g, "")}:${name}`, value as unknown as Registered]);
    }
  }
  return found;
}

const isPublic = ([, registered]: [string, Registered]) => registered.isPublic === true;

const sources = import.meta.glob("./*.ts", { query: "?raw", import: "default" }) as Record<
  string,
  () => Promise<string>
>;

describe("every module", () => {
  it("with queries or mutations lets Convex use its context again, for it keeps nothing in variables", async () => {
    for (const [path, load] of Object.entries(modules)) {
      const { experimental_reuseContext: reuse, ...rest } = (await load()) as Record<string, object | true>;
      const inContext = Object.values(rest).some(
        (value) => "isQuery" in Object(value) || "isMutation" in Object(value),
      );
      expect([path, reuse]).toEqual([path, inContext ? true : undefined]);
    }
    const kept: string[] = [];
    for (const [path, load] of Object.entries(sources)) {
      if (path.includes("test")) continue;
      const lines = (await load()).split("\n");
      kept.push(
        ...lines.filter((line) =>
          /^(export )?(let|var) |^(export )?const .*= (new (Map|Set|Weak)|\[\];|\{\};)/.test(line),
        ),
      );
    }
    expect(kept).toEqual([]);
  });
});

describe("every function", () => {
  it("has validators for its arguments and for what it returns", async () => {
    const functions = await registeredFunctions();
    expect(functions.length).toBeGreaterThan(30);
    const bare = functions.filter(([, registered]) => {
      const args = JSON.parse(registered.exportArgs());
      return args?.type !== "object" || JSON.parse(registered.exportReturns()) === null;
    });
    expect(bare.map(([name]) => name)).toEqual([]);
  });

  it("that is public is made by a builder which checks access", async () => {
    const publicFunctions = (await registeredFunctions()).filter(isPublic);
    expect(publicFunctions.length).toBeGreaterThanOrEqual(20);
    expect(publicFunctions.filter(([, made]) => !made[accessChecked]).map(([name]) => name)).toEqual([]);
  });
});

/** How every public function is called with an id that is not the caller's; the tests fail where one is missing here. */
const paginationOpts = { numItems: 5, cursor: null };
const withIds = [
  { call: api.projects.get, kind: "query", args: (id: string) => ({ projectId: id }) },
  { call: api.projects.rename, kind: "mutation", args: (id: string) => ({ projectId: id, name: "Mine" }) },
  { call: api.projects.remove, kind: "mutation", args: (id: string) => ({ projectId: id }) },
  { call: api.videoSessions.create, kind: "mutation", args: (id: string) => ({ ...prompt, projectId: id }) },
  { call: api.videoSessions.list, kind: "query", args: (id: string) => ({ projectId: id, paginationOpts }) },
  { call: api.videoSessions.get, kind: "query", args: (id: string) => ({ sessionId: id }) },
  { call: api.videoSessions.cancel, kind: "mutation", args: (id: string) => ({ sessionId: id }) },
  { call: api.videoSessions.remove, kind: "mutation", args: (id: string) => ({ sessionId: id }) },
  { call: api.scenes.list, kind: "query", args: (id: string) => ({ sessionId: id }) },
  { call: api.scenes.get, kind: "query", args: (id: string) => ({ sceneId: id }) },
  { call: api.scenes.edit, kind: "mutation", args: (id: string) => ({ sceneId: id, narration: "Mine" }) },
  { call: api.scenes.instruct, kind: "mutation", args: (id: string) => ({ sceneId: id, instruction: "Red" }) },
  { call: api.scenes.reorder, kind: "mutation", args: (id: string) => ({ sceneId: id, position: 0 }) },
  { call: api.scenes.remove, kind: "mutation", args: (id: string) => ({ sceneId: id }) },
  { call: api.scenes.history, kind: "query", args: (id: string) => ({ sceneId: id }) },
  { call: api.scenes.revert, kind: "mutation", args: (id: string) => ({ sceneId: id, revision: 1 }) },
  {
    call: api.uploads.finish,
    kind: "mutation",
    args: (id: string) => ({ uploadId: id, storageId: id }),
  },
  { call: api.usage.models, kind: "query", args: (id: string) => ({ sessionId: id }) },
  { call: api.jobs.bySession, kind: "query", args: (id: string) => ({ sessionId: id }) },
] as const;

const withoutIds = ["projects:create", "projects:list", "uploads:start", "users:current", "users:ensure"];

type Caller = {
  query(call: unknown, args: unknown): Promise<unknown>;
  mutation(call: unknown, args: unknown): Promise<unknown>;
};

const nothing = { data: { code: "not_found", message: "That does not exist, or it is not yours." } };

describe("two users", () => {
  it("are tried against every public function", async () => {
    const names = (await registeredFunctions()).filter(isPublic).map(([name]) => name);
    const tried = [...withIds.map(({ call }) => getFunctionName(call)), ...withoutIds];
    expect(tried.toSorted()).toEqual(names.toSorted());
  });

  it.each(withIds.map((entry) => [getFunctionName(entry.call), entry] as const))(
    "get the same not_found from %s for every id of the other and for ids that are none",
    async (_, { call, kind, args }) => {
      const backend = createBackend();
      const [ada, bob] = [backend.signIn("ada"), backend.signIn("bob")];
      await bob.mutation(api.users.ensure, {});
      const { sessionId, jobId, intro } = await finishedSession(backend, ada);
      const { projectId } = await ada.query(api.videoSessions.get, { sessionId });
      const masterId = await backend.t.run(async (ctx) => (await ctx.db.get(sessionId))?.masterId ?? "");
      for (const caller of [bob, backend.signIn("somebody new")] as unknown as Caller[])
        for (const id of [sessionId, projectId, intro._id, jobId, masterId, "none", "", "../etc", "\u0000"])
          await expect(caller[kind](call, args(id)), `id ${id}`).rejects.toMatchObject(nothing);
      // and nothing has changed for the owner
      expect(await ada.query(api.videoSessions.get, { sessionId })).toMatchObject({ status: "ready", projectId });
      expect(await ada.query(api.scenes.list, { sessionId })).toHaveLength(2);
    },
  );

  it("don't see each other's projects and videos in lists", async () => {
    const backend = createBackend();
    const [ada, bob] = [backend.signIn("ada"), backend.signIn("bob")];
    await ada.mutation(api.videoSessions.create, prompt);
    await bob.mutation(api.users.ensure, {});
    expect(await bob.query(api.projects.list, {})).toEqual([]);
    expect((await bob.query(api.videoSessions.list, { paginationOpts })).page).toEqual([]);
  });
});

describe("nobody signed in", () => {
  it.each(withIds.map((entry) => [getFunctionName(entry.call), entry] as const))(
    "is refused by %s",
    async (_, { call, kind, args }) => {
      const backend = createBackend();
      const { sessionId } = await finishedSession(backend, backend.signIn("ada"));
      const visitor = backend.t as unknown as Caller;
      await expect(visitor[kind](call, args(sessionId))).rejects.toMatchObject({ data: { code: "not_signed_in" } });
    },
  );

  it("is refused by what needs no id", async () => {
    const { t } = createBackend();
    for (const attempt of [
      () => t.mutation(api.projects.create, { name: "Mine" }),
      () => t.query(api.projects.list, {}),
      () => t.mutation(api.users.ensure, {}),
    ])
      await expect(attempt()).rejects.toMatchObject({ data: { code: "not_signed_in" } });
  });
});

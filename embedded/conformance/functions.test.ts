import { expect, it } from "vitest";
import { type Backend, onBoth } from "./testBackends.ts";

type Job = { _id: string; name: string; args: unknown[]; scheduledTime: number; state: { kind: string } };

const names = (run: Backend) => run.query<string[]>("calls:names");
const addPerson = async (run: Backend, name: string): Promise<string> =>
  (await run.mutation<[string]>("data:add", { table: "people", docs: [{ name, age: 1 }] }))[0];
const addThing = async (run: Backend, fields: object): Promise<string> =>
  (await run.mutation<[string]>("data:add", { table: "things", docs: [fields] }))[0];

onBoth("documents", (run) => {
  const change = (op: string, id: string, fields?: unknown, table?: string) =>
    run.mutation("data:change", { op, id, ...(fields === undefined ? {} : { fields }), ...(table ? { table } : {}) });

  it("[TX1] a document has its id and a time of creation that rises", async () => {
    const ids = await run.mutation<string[]>("data:add", { table: "people", docs: [{ name: "x" }, { name: "y" }] });
    const docs = await Promise.all(
      ids.map((id) => run.query<{ _id: string; _creationTime: number }>("data:get", { id })),
    );
    expect(docs.map(({ _id }) => _id)).toEqual(ids);
    const [first = 0, second = 0] = docs.map(({ _creationTime }) => _creationTime);
    expect(first).toBeLessThan(second);
    expect(Math.abs(Date.now() - first)).toBeLessThan(60_000);
  });

  it("[TX2] patch merges at the top alone, and undefined takes a field out", async () => {
    const id = await addThing(run, { group: "g", value: { a: 1, b: 2 }, more: 1 });
    const before = await run.query<object>("data:get", { id });
    expect(await change("patch", id, { value: { c: 3 } })).toEqual({ ...before, value: { c: 3 } });
    expect(await change("patch", id, {})).toEqual({ ...before, value: { c: 3 } });
    const unset = await change("unset", id, ["value", "more"]);
    expect(Object.keys(unset as object).sort()).toEqual(["_creationTime", "_id", "group"]);
    expect(await run.query("data:get", { id })).toEqual(unset);
  });

  it("[TX2] replace leaves nothing but the id and the time of creation", async () => {
    const id = await addThing(run, { group: "g", value: 1, more: 1 });
    const { _id, _creationTime } = await run.query<{ _id: string; _creationTime: number }>("data:get", { id });
    expect(await change("replace", id, { group: "h" })).toEqual({ _id, _creationTime, group: "h" });
    expect(await change("replace", id, { _id, _creationTime, group: "i" })).toEqual({ _id, _creationTime, group: "i" });
  });

  it("[TX10] the id and the time of creation can't be changed", async () => {
    const id = await addThing(run, { group: "g" });
    const other = await addThing(run, { group: "g" });
    for (const op of ["patch", "replace"])
      for (const fields of [
        { group: "g", _id: other },
        { group: "g", _creationTime: 1 },
      ])
        await expect(change(op, id, fields)).rejects.toThrow(
          /^.*Provided (`_(id|creationTime)` field value|document ID|creation time).* match/s,
        );
  });

  it("[TX10] what was deleted is null, and can't be written to", async () => {
    const id = await addThing(run, { group: "g" });
    expect(await change("delete", id)).toBeNull();
    expect(await run.query("data:get", { id })).toBeNull();
    await expect(change("patch", id, { more: 1 })).rejects.toThrow(/on non-?existent doc/);
    await expect(change("replace", id, { group: "g" })).rejects.toThrow(/on non-?existent doc/);
    await expect(change("delete", id)).rejects.toThrow(/on non-?existent doc/);
  });

  it("[TX10] an id of another table is refused where a table is named", async () => {
    const id = await addPerson(run, "p");
    const wrong =
      /expected (ID in table 'things' but got ID in table 'people'|to be an Id<"things">, got Id<"people"> instead)/;
    await expect(run.query("data:getOf", { table: "things", id })).rejects.toThrow(wrong);
    await expect(change("patch", id, { name: "q" }, "things")).rejects.toThrow(wrong);
    await expect(change("delete", id, undefined, "things")).rejects.toThrow(wrong);
    expect(await run.query("data:getOf", { table: "people", id })).toMatchObject({ name: "p" });
    await expect(run.query("data:getPerson", { id: await addThing(run, { group: "g" }) })).rejects.toThrow();
    await expect(
      run.mutation("data:add", { table: "people", docs: [{ name: "a", friend: await addThing(run, { group: "g" }) }] }),
    ).rejects.toThrow();
  });

  it("[TX10] tables of the system are not written", async () => {
    const docs = [{ size: 1 }];
    await expect(run.mutation("data:add", { table: "_storage", docs })).rejects.toThrow(
      /System tables .* are read-only/,
    );
  });

  it("[ID2] normalizeId takes the table's own ids alone", async () => {
    const id = await addPerson(run, "n");
    const normalized = (table: string, of: string) => run.query("data:normalizeId", { table, id: of });
    expect(await normalized("people", id)).toBe(id);
    expect(await normalized("things", id)).toBeNull();
    expect(await normalized("people", "no id")).toBeNull();
    expect(await normalized("people", "")).toBeNull();
  });

  it("[TX9] $commitTs is one time in all that a transaction writes, later in each one that follows", async () => {
    const stamps: bigint[] = [];
    for (let i = 0; i < 3; i++) {
      const ids = await run.mutation<string[]>("data:stamp");
      const times = await Promise.all(ids.map(async (id) => (await run.query<{ at: bigint }>("data:get", { id })).at));
      expect(times[0]).toBe(times[1]);
      stamps.push(times[0] ?? 0n);
    }
    expect(stamps).toEqual([...new Set(stamps)].sort((a, b) => Number(a - b)));
  });
});

onBoth("transactions", (run) => {
  it("[TX9] what a mutation answers has the time of its commit, and scheduled functions don't take it", async () => {
    const { id, at, list } = await run.mutation<{ id: string; at: bigint; list: bigint[] }>("data:answerStamp");
    expect(await run.query("data:get", { id })).toMatchObject({ at });
    expect(list).toEqual([at]);
    await expect(run.mutation("calls:scheduleStamp")).rejects.toThrow(/cannot take an unresolved placeholder value/);
  });

  it("[QRY8] a loop over a query does not meet what it writes", async () => {
    for (const op of ["move", "insert", "delete"]) {
      await run.mutation("data:add", { table: "things", docs: [1, 2, 3].map((value) => ({ group: op, value })) });
      expect(await run.mutation("data:writeWhileReading", { group: op, op })).toEqual([1, 2, 3]);
    }
  });

  it("[TX2] a mutation sees its own writes in their place", async () => {
    expect(await run.mutation("data:writeAndLook", { group: "own" })).toEqual([[], [1, 2], [2, 3], [3]]);
  });

  it("[FN6] a nested mutation that fails leaves nothing, with all that it called; the caller goes on", async () => {
    const { caught, seen } = await run.mutation<{ caught: unknown[]; seen: string[] }>("calls:nested");
    expect(caught).toEqual([{ refused: "undone" }, { refused: "undone as well, deeper" }]);
    expect(seen).toEqual(["first", "last"]);
    expect(await names(run)).toEqual(["first", "last"]);
    expect(await run.query("calls:queryInQuery")).toEqual(["first", "last"]);
    expect(await run.query("calls:jobs")).toEqual([]);
  });

  it("[FN3] [FN8] a mutation that fails leaves no writes, nested ones neither, and no schedules", async () => {
    const before = await names(run);
    await expect(run.mutation("calls:nestedAndFail", { name: "gone" })).rejects.toThrow(/all of it is undone/);
    expect(await names(run)).toEqual(before);
    expect(await run.query("calls:jobs")).toEqual([]);
  });

  it("[FN16] each call of an action is a transaction of its own", async () => {
    const answer = await run.action("calls:fromAction", { name: "acting" });
    expect(answer).toEqual({ between: true, data: { refused: "acting, undone" }, after: ["acting"] });
    await expect(run.action("calls:fromAction", { name: 7 })).rejects.toThrow();
  });

  it("[TX3] a query sees one moment, whatever is written beside it", async () => {
    const looks: Promise<[number, number]>[] = [];
    const writes: Promise<unknown>[] = [];
    for (let i = 0; i < 20; i++) {
      looks.push(run.query("data:lookTwice", { table: "people" }));
      writes.push(addPerson(run, `beside ${i}`));
    }
    for (const [before, after] of await Promise.all(looks)) expect(after).toBe(before);
    await Promise.all(writes);
    expect(await names(run)).toEqual(expect.arrayContaining(["beside 0", "beside 19"]));
  });

  it("[FN5] what is no query is not run as one", async () => {
    await expect(run.query("calls:nested")).rejects.toThrow();
    await expect(run.mutation("calls:names")).rejects.toThrow();
    await expect(run.action("calls:names")).rejects.toThrow();
    await expect(run.query("calls:missing")).rejects.toThrow();
  });

  it("[FN12] queries have no fetch", async () => {
    await expect(run.query("calls:usesFetch")).rejects.toThrow(/fetch.*(queries (and|or) mutations)/);
  });
});

onBoth("scheduled functions", (run) => {
  const job = (id: string) => run.query<Job>("calls:job", { id });
  const kind = async (id: string) => (await job(id)).state.kind;

  it("[SCHED1] runAfter runs a mutation later, and its row says so", async () => {
    const id = await run.mutation<string>("calls:schedule", { name: "soon", afterMs: 40 });
    const waiting = await job(id);
    expect(waiting).toMatchObject({ _id: id, args: [{ name: "soon" }], state: { kind: "pending" } });
    expect(waiting.name).toMatch(/^calls(\.js)?:put$/);
    expect(Math.abs(waiting.scheduledTime - Date.now())).toBeLessThan(5_000);
    expect(waiting).not.toHaveProperty("completedTime");
    await expect.poll(() => kind(id), { interval: 10 }).toBe("success");
    expect(await names(run)).toEqual(["soon"]);
  });

  it("[SCHED1] runAt takes a time, one that has passed at once", async () => {
    const at = Date.now() - 60_000;
    const id = await run.mutation<string>("calls:schedule", { name: "past", at });
    await expect.poll(() => kind(id), { interval: 10 }).toBe("success");
    expect((await job(id)).scheduledTime).toBe(at);
  });

  it("[SCHED2] a mutation that fails is failed, once, without its writes", async () => {
    const id = await run.mutation<string>("calls:schedule", { name: "fails", fails: true });
    await expect.poll(() => kind(id), { interval: 10 }).toBe("failed");
    expect(await job(id)).toMatchObject({ completedTime: expect.any(Number) });
    expect(await names(run)).not.toContain("fails");
  });

  it("[SCHED4] a canceled job is not run", async () => {
    const id = await run.mutation<string>("calls:schedule", { name: "never", afterMs: 500 });
    await run.mutation("calls:cancel", { id });
    expect(await kind(id)).toBe("canceled");
    const after = await run.mutation<string>("calls:schedule", { name: "after it", afterMs: 600 });
    await expect.poll(() => kind(after), { interval: 10, timeout: 10_000 }).toBe("success");
    expect(await names(run)).not.toContain("never");
    expect(await kind(id)).toBe("canceled");
  });

  it("[SCHED1] an action's schedule exists at once; jobs are a table of the system", async () => {
    const id = await run.action<string>("calls:scheduleFromAction", { name: "by an action" });
    await expect.poll(() => kind(id), { interval: 10 }).toBe("success");
    const all = await run.query<Job[]>("calls:jobs");
    expect(all.map(({ state }) => state.kind).sort()).toEqual(["canceled", "failed", ...Array(4).fill("success")]);
    await expect(run.query("data:getPerson", { id })).rejects.toThrow();
  });

  it("[FN1] what is no job's id is refused", async () => {
    await expect(run.mutation("calls:cancel", { id: await addPerson(run, "no job") })).rejects.toThrow();
  });
});

onBoth("files", (run) => {
  it("[FILE1] bytes come back, with their size and SHA-256", async () => {
    const id = await run.action<string>("files:store", { text: "abc" });
    expect(await run.action("files:read", { id })).toBe("abc");
    const { row, url } = await run.query<{ row: object; url: string }>("files:describe", { id });
    expect(row).toMatchObject({ _id: id, size: 3, sha256: "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=" });
    expect(url).toMatch(/^https?:/);
    expect(await run.query("files:list")).toEqual([row]);
  });

  it("[FILE4] a deleted file is gone with the commit of its deletion, and only with it", async () => {
    const id = await run.action<string>("files:store", { text: "gone" });
    await expect(run.mutation("files:removeAndFail", { id })).rejects.toThrow(/it stays/);
    expect(await run.action("files:read", { id })).toBe("gone");
    await run.mutation("files:remove", { id });
    expect(await run.action("files:read", { id })).toBeNull();
    expect(await run.query("files:describe", { id })).toEqual({ row: null, url: null });
    await expect(run.mutation("files:remove", { id })).rejects.toThrow();
  });

  it("[FILE8] what is no storage id is refused", async () => {
    await expect(run.query("files:describe", { id: await addPerson(run, "no file") })).rejects.toThrow();
    await expect(run.action("files:read", { id: "nothing" })).rejects.toThrow();
  });
});

onBoth("HTTP actions", (run) => {
  const routed = async (path: string, method = "GET") => (await run.fetch(path, { method })).text();

  it("[HT6] an exact path beats a prefix, the longest prefix beats the others", async () => {
    expect(await routed("/things/exact")).toBe("exact");
    expect(await routed("/things/exact", "POST")).toBe("posted");
    expect(await routed("/things/other")).toBe("prefix");
    expect(await routed("/things/exact/more")).toBe("prefix");
    expect(await routed("/things/of/many")).toBe("longer prefix");
    expect(await routed("/things/of/one/part")).toBe("longest prefix");
    expect(await routed("/things/of/one")).toBe("longer prefix");
  });

  it("[HT6] another path or method is 404", async () => {
    for (const [path, method] of [
      ["/things", "GET"],
      ["/nothing", "GET"],
      ["/things/other", "POST"],
    ] as const)
      expect((await run.fetch(path, { method })).status).toBe(404);
  });

  it("[HT9] [HT11] requests and responses pass with their bodies, headers and status; HEAD is answered as GET is", async () => {
    const headers = { "X-Sent": "header" };
    const response = await run.fetch("/echo?q=1%202", { method: "PUT", body: "bödy", headers });
    expect([response.status, response.headers.get("content-type")]).toEqual([202, "application/json"]);
    expect(await response.json()).toEqual({ text: "bödy", asked: "1 2", header: "header" });
    const head = await run.fetch("/things/exact", { method: "HEAD" });
    expect([head.status, head.headers.get("x-route")]).toEqual([200, "exact"]);
  });
});

onBoth("identities", (run) => {
  const identity = {
    issuer: "https://issuer.test",
    subject: "ada",
    name: "Ada",
    email: "ada@issuer.test",
    emailVerified: true,
  };
  const complete = { ...identity, tokenIdentifier: "https://issuer.test|ada" };

  it("[AUTH2] [HT19] a function sees who calls it, nested calls see the same, others see nobody", async () => {
    expect(await run.query("calls:whoAmI")).toBeNull();
    expect(await run.as(identity).query("calls:whoAmI")).toEqual(complete);
    expect(await run.as(identity).action("calls:whoAmIBelow")).toEqual(complete);
    expect(await run.query("calls:whoAmI")).toBeNull();
  });
});

import { ConvexError } from "convex/values";
import { expect, it } from "vitest";
import { onBoth } from "./testBackends.ts";

const everyKind = {
  null: null,
  int64: [0n, -1n, 2n ** 63n - 1n, -(2n ** 63n)],
  float64: [0, -0, 1.5, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.MIN_VALUE, 2 ** 60],
  booleans: [true, false],
  strings: ["", "é", "\u{1F600}", "\u0000", 'quote"s\n'],
  bytes: [new ArrayBuffer(0), new Uint8Array([0, 127, 255]).buffer],
  nested: [[], {}, [[{ a: [{ b: null }] }]]],
};

onBoth("values", (run) => {
  it("[HT16] every kind of value comes back as it went", async () => {
    expect(await run.query("values:same", { value: everyKind })).toEqual(everyKind);
    expect(await run.query("values:same", { value: -0 })).toBe(-0);
  });

  it("[TX1] every kind of value is kept as it was written", async () => {
    const [id] = await run.mutation<string[]>("data:add", {
      table: "things",
      docs: [{ group: "kept", value: everyKind }],
    });
    const doc = await run.query("data:get", { id });
    expect(doc).toEqual({ _id: id, _creationTime: expect.any(Number), group: "kept", value: everyKind });
  });

  it("[FN2] a field that is undefined is left out, null is not; nothing is null", async () => {
    const value = await run.query("values:withUndefined");
    expect(value).toStrictEqual({ kept: null, inner: { list: [{}] } });
    expect(await run.query("values:nothing")).toBeNull();
    expect(await run.query("values:same", { value: { left: undefined } })).toStrictEqual({});
  });

  it.each(["class", "date", "list", "integer"])("[FN2] what is no value (%s) is refused", async (what) => {
    await expect(run.query("values:unsupported", { what })).rejects.toThrow(
      /is not a supported Convex type|undefined is not a valid Convex value|does not fit into a 64-bit signed integer/,
    );
  });
});

onBoth("arguments and results", (run) => {
  const good = { name: "n", kind: "a", tags: [] };
  it("[FN1] arguments that match are taken", async () => {
    expect(await run.query("values:strict", { ...good, kind: "a", tags: [{ tag: "t" }] })).toEqual([
      "kind",
      "name",
      "tags",
    ]);
    expect(await run.query("values:strict", { ...good, kind: null, age: 1, bytes: new ArrayBuffer(1) })).toHaveLength(
      5,
    );
    expect(await run.query("values:strict", { ...good, age: undefined })).toHaveLength(3);
  });

  it.each<[string, object]>([
    ["a missing field", { kind: "a", tags: [] }],
    ["one more field", { ...good, more: 1 }],
    ["another type", { ...good, name: 1 }],
    ["null for what may be left out", { ...good, age: null }],
    ["an int64 for a float64", { ...good, age: 1n }],
    ["a float64 for an int64 literal", { ...good, kind: 2 }],
    ["a float64 for an int64 in a list", { ...good, ranks: [1n, 1] }],
    ["another literal", { ...good, kind: "b" }],
    ["a wrong item", { ...good, tags: [{ tag: "t" }, { tag: 1 }] }],
    ["one more field in an item", { ...good, tags: [{ tag: "t", more: 1 }] }],
    ["text for bytes", { ...good, bytes: "AA==" }],
    ["what is no id", { ...good, person: "nobody" }],
  ])("[FN1] %s is refused", async (_what, args) => {
    await expect(run.query("values:strict", args)).rejects.toThrow(/Validat(ion|or) ?[Ee]rror/);
  });

  it("[FN2] results are held to their validator", async () => {
    expect(await run.query("values:promised", { value: { id: "i" } })).toEqual({ id: "i" });
    expect(await run.query("values:promised", { value: { id: "i", maybe: 1n } })).toEqual({ id: "i", maybe: 1n });
    for (const value of [null, { id: 1 }, { id: "i", maybe: 1 }, { id: "i", more: 1 }])
      await expect(run.query("values:promised", { value })).rejects.toThrow(/validation/i);
    expect(await run.mutation("values:writeThenReturn", { group: "done", value: 7 })).toBe(7);
    expect(await run.query("data:find", { group: "done" })).toHaveLength(1);
  });

  it.each<[string, unknown]>([
    ["a text", "sorry"],
    ["null", null],
    [
      "values of every kind",
      { code: "no", at: 7n, bytes: new Uint8Array([1]).buffer, list: [Number.NaN, -0, { a: null }] },
    ],
  ])("[FN3] the data of a ConvexError (%s) arrives as it was thrown", async (_what, data) => {
    const thrown = await run.query("values:refuse", { data }).catch((error: unknown) => error);
    expect(thrown).toBeInstanceOf(ConvexError);
    expect((thrown as ConvexError<never>).data).toEqual(data);
  });

  it("[SCH1] documents are held to the schema, however they are written", async () => {
    const add = (doc: object) => run.mutation<string[]>("data:add", { table: "people", docs: [doc] });
    for (const doc of [
      {},
      { name: 1 },
      { name: "a", age: 1n },
      { name: "a", more: 1 },
      { name: "a", friend: "nobody" },
    ])
      await expect(add(doc)).rejects.toThrow();
    expect(await run.query("data:all", { table: "people" })).toEqual([]);
    const [id] = await add({ name: "a", age: 1 });
    for (const change of [
      { op: "patch", fields: { name: null } },
      { op: "replace", fields: { age: 2 } },
      { op: "unset", fields: ["name"] },
    ])
      await expect(run.mutation("data:change", { id, ...change })).rejects.toThrow();
    expect(await run.query("data:get", { id })).toMatchObject({ name: "a", age: 1 });
  });
});

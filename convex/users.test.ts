// @vitest-environment edge-runtime
import { describe, expect, it } from "vitest";
import { api } from "./_generated/api.js";
import { createBackend } from "./backend.testing.ts";

describe("users", () => {
  it("current is null for a visitor and before the first mutation", async () => {
    const backend = createBackend();
    expect(await backend.t.query(api.users.current, {})).toBeNull();
    expect(await backend.signIn("ada").query(api.users.current, {})).toBeNull();
  });

  it("ensure writes one row, however often and from wherever it is called", async () => {
    const backend = createBackend();
    const ada = backend.signIn("ada");
    const [first, second] = await Promise.all([ada.mutation(api.users.ensure, {}), ada.mutation(api.users.ensure, {})]);
    expect(first).toEqual(second);
    expect(await ada.query(api.users.current, {})).toEqual({ _id: first._id, name: "ada" });
    const rows = await backend.t.run((ctx) => ctx.db.query("users").collect());
    expect(rows).toHaveLength(1);
  });
});

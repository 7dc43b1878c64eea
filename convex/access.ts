// Who may see what. Every public function is made by one of these builders, which hold the access check:
// a test walks all modules and fails where a public function was made by another.
import { customCtx, customMutation, customQuery } from "convex-helpers/server/customFunctions";
import type { Doc, Id, TableNames } from "./_generated/dataModel.js";
import { type MutationCtx, mutation, type QueryCtx, query } from "./_generated/server.js";
import { refuse } from "./errors.ts";

/** Set on every function whose builder checks access. */
export const accessChecked = Symbol.for("proofreel.accessChecked");

/** For a signed-in user; `user` is null until the first mutation has written the row. */
export const userQuery = checked(
  customQuery(
    query,
    customCtx(async (ctx) => {
      const identity = (await ctx.auth.getUserIdentity()) ?? refuse("not_signed_in");
      return { user: await findUser(ctx, identity.tokenIdentifier) };
    }),
  ),
);

/** For a signed-in user, whose row is written on the first call. */
export const userMutation = checked(
  customMutation(
    mutation,
    customCtx(async (ctx) => ({ user: await ensureUser(ctx) })),
  ),
);

/** Also for somebody who is not signed in: `user` is null then. Only for what reveals nothing of others. */
export const visitorQuery = checked(
  customQuery(
    query,
    customCtx(async (ctx) => {
      const identity = await ctx.auth.getUserIdentity();
      return { user: identity && (await findUser(ctx, identity.tokenIdentifier)) };
    }),
  ),
);

type Owned = Extract<TableNames, "projects" | "videoSessions" | "scenes" | "uploads">;

/**
 * The row of this id if it is the user's. Missing, removed, foreign, of another table or no id at all:
 * always the same not_found, so that nobody can find out what exists. Ids are therefore strings to the validators.
 */
export async function owned<Table extends Owned>(
  ctx: { db: QueryCtx["db"]; user: Doc<"users"> | null },
  table: Table,
  id: string,
): Promise<Doc<Table>> {
  const normalized: Id<Table> | null = ctx.db.normalizeId(table, id);
  const found: unknown = normalized && (await ctx.db.get(normalized));
  const row = found as Doc<Owned> | null;
  if (!row || !ctx.user || row.ownerId !== ctx.user._id) refuse("not_found");
  if ("removedAt" in row && row.removedAt !== undefined) refuse("not_found");
  return found as Doc<Table>;
}

async function findUser(ctx: QueryCtx, tokenIdentifier: string): Promise<Doc<"users"> | null> {
  return await ctx.db
    .query("users")
    .withIndex("by_token", (q) => q.eq("tokenIdentifier", tokenIdentifier))
    .unique();
}

async function ensureUser(ctx: MutationCtx): Promise<Doc<"users">> {
  const identity = (await ctx.auth.getUserIdentity()) ?? refuse("not_signed_in");
  const known = await findUser(ctx, identity.tokenIdentifier);
  if (known) return known;
  const { tokenIdentifier, name, email } = identity;
  const userId = await ctx.db.insert("users", {
    tokenIdentifier,
    ...(name === undefined ? {} : { name }),
    ...(email === undefined ? {} : { email }),
  });
  return (await ctx.db.get(userId)) ?? refuse("internal");
}

/** Keeps the builder's type and marks what it makes. */
function checked<Builder extends (definition: never) => object>(builder: Builder): Builder {
  const marked = (definition: never) => Object.assign(builder(definition), { [accessChecked]: true });
  return marked as unknown as Builder;
}

// What a push changed, as the CLI shows it with --verbose; its shape: convex/src/cli/lib/deployApi/finishPush.ts.
import type { AuthProvider } from "../auth/verify.ts";
import type { SchemaJson } from "../database/schemaJson.ts";
import type { PushedCode } from "../functions/deployment.ts";
import { cronSpecsOf } from "../scheduler/cronSpec.ts";
import { indexDiff } from "./indexDiff.ts";

/** All that a push replaces. */
export type Pushed = { code: PushedCode; schema: SchemaJson | null; providers: AuthProvider[] };

export function pushDiff(before: Pushed, after: Pushed) {
  const { serverVersion: previousVersion } = before.code;
  const { serverVersion: nextVersion } = after.code;
  const [oldSchema, newSchema] = [before, after].map(({ schema }) => (schema === null ? null : JSON.stringify(schema)));
  return {
    authDiff: additions(before.providers.map(toJson), after.providers.map(toJson)),
    definitionDiffs: {},
    componentDiffs: {
      "": {
        diffType: { type: before.code.modules.length === 0 ? "create" : "modify" },
        moduleDiff: additions(modulePaths(before.code), modulePaths(after.code)),
        udfConfigDiff:
          previousVersion === nextVersion ? null : { previous_version: previousVersion, next_version: nextVersion },
        cronDiff: cronDiff(before.code, after.code),
        indexDiff: indexDiff(before.schema, after.schema),
        schemaDiff: oldSchema === newSchema ? null : { previous_schema: oldSchema, next_schema: newSchema },
      },
    },
  };
}

/** Of a dry run, which changes nothing. */
export const emptyDiff = { authDiff: { added: [], removed: [] }, definitionDiffs: {}, componentDiffs: {} };

function cronDiff(before: PushedCode, after: PushedCode) {
  const [old, wanted] = [cronSpecsOf(before.analysis), cronSpecsOf(after.analysis)];
  const { added, removed } = additions(Object.keys(old), Object.keys(wanted));
  const updated = Object.keys(wanted).filter((name) => name in old && toJson(old[name]) !== toJson(wanted[name]));
  return { added, updated, deleted: removed };
}

/** Chunks that modules share are nobody's module. */
function modulePaths({ modules }: PushedCode): string[] {
  return modules.map(({ path }) => path).filter((path) => !path.startsWith("_deps/"));
}

function additions(before: string[], after: string[]): { added: string[]; removed: string[] } {
  const [old, present] = [new Set(before), new Set(after)];
  return {
    added: [...present].filter((item) => !old.has(item)).sort(),
    removed: [...old].filter((item) => !present.has(item)).sort(),
  };
}

function toJson(value: unknown): string {
  return JSON.stringify(value) ?? "null";
}

// What comes in with a push: the parts of convex/src/cli/lib/deployApi/startPush.ts that are used here.
import type { PushedModule } from "../functions/compile.ts";
import { PushError } from "./pushError.ts";

export type StartPushRequest = {
  dryRun: boolean;
  functions?: string;
  appDefinition: {
    definition: PushedModule | null;
    schema: PushedModule | null;
    changedModules: PushedModule[];
    unchangedModuleHashes: { path: string }[];
    udfServerVersion: string;
  };
  componentDefinitions: unknown[];
};
export type SchemaChangeJson = { schemaIds: { [component: string]: string } };

type Body = { [field: string]: unknown };

/** Throws PushError. */
export function readPushRequest(body: Body): StartPushRequest {
  const { changedModules, unchangedModuleHashes, schema } = Object(body["appDefinition"]) as Body;
  const modules = Array.isArray(changedModules) ? [...changedModules, ...(schema ? [schema] : [])] : [undefined];
  if (!modules.every(isModule) || !Array.isArray(body["componentDefinitions"])) {
    throw malformed("`appDefinition` and `componentDefinitions` must be those of a push.");
  }
  if (Array.isArray(unchangedModuleHashes) && unchangedModuleHashes.length > 0) {
    throw malformed("This deployment keeps no hashes of modules: push all of them.");
  }
  return body as StartPushRequest;
}

/** Throws PushError. */
export function readSchemaChange(schemaChange: unknown): SchemaChangeJson {
  const { schemaIds } = Object(schemaChange) as Body;
  if (typeof schemaIds !== "object" || schemaIds === null) {
    throw malformed("`schemaChange` must be what the start of the push answered.");
  }
  return schemaChange as SchemaChangeJson;
}

function isModule(module: unknown): boolean {
  const { path, source } = Object(module) as Body;
  return typeof path === "string" && typeof source === "string";
}

function malformed(message: string): PushError {
  return new PushError("BadJsonBody", message);
}

// What `npx convex import` and `npx convex export` call: uploads in parts, a confirmation, the ZIP's download. Their progress
// is followed by subscriptions to system queries.
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { basename } from "node:path";
import { pipeline } from "node:stream/promises";
import type { ImportFormat } from "../snapshot/importFile.ts";
import type { ImportMode } from "../snapshot/importPlan.ts";
import type { ImportRequest } from "../snapshot/imports.ts";
import { admin, requireAdmin } from "./adminAccess.ts";
import { HttpError } from "./httpError.ts";
import type { Route } from "./route.ts";

const formats: readonly string[] = ["csv", "jsonLines", "jsonArray", "zip"] satisfies ImportFormat[];
const modes: readonly string[] = ["requireEmpty", "append", "replace", "replaceAll"] satisfies ImportMode[];
const exportPath = "/api/export/zip/";

export const snapshotRoutes: { [methodAndPath: string]: Route } = {
  "POST /api/import/start_upload": admin(async ({ imports }) => ({ uploadToken: imports.startUpload() })),
  "POST /api/import/upload_part": async (parts, exchange) => {
    await requireAdmin(parts, exchange);
    const { searchParams } = exchange.url;
    const token = searchParams.get("uploadToken") ?? "";
    return JSON.stringify(
      await parts.imports.uploadPart(token, Number(searchParams.get("partNumber")), exchange.request),
    );
  },
  "POST /api/import/finish_upload": admin(async ({ imports }, _exchange, body) => {
    const tokens = Array.isArray(body["partTokens"]) ? body["partTokens"].map(String) : [];
    return { importId: await imports.finishUpload(String(body["uploadToken"]), tokens, importRequest(body["import"])) };
  }),
  "POST /api/perform_import": admin(async ({ imports }, _exchange, body) => {
    await imports.perform(String(body["importId"]));
    return {};
  }),
  "POST /api/cancel_import": admin(async ({ imports }, _exchange, body) => {
    imports.cancel(String(body["importId"]));
    return {};
  }),
  "POST /api/export/request/zip": admin(async ({ exports }, { url }) => {
    await exports.request(url.searchParams.get("includeStorage") === "true");
    return {};
  }),
};

export function isExportPath(path: string): boolean {
  return path.startsWith(exportPath);
}

/** `GET /api/export/zip/<timestamp>` */
export const sendExport: Route = async (parts, exchange) => {
  await requireAdmin(parts, exchange);
  const { pathname } = exchange.url;
  const path = parts.exports.path(pathname.slice(pathname.lastIndexOf("/") + 1));
  const { size } = await stat(path);
  exchange.response.writeHead(200, {
    "Content-Type": "application/zip",
    "Content-Length": size,
    "Content-Disposition": `attachment; filename=${basename(path)}`,
  });
  return pipeline(createReadStream(path), exchange.response);
};

function importRequest(wanted: unknown): ImportRequest {
  const { format, mode, tableName, componentPath } = (wanted ?? {}) as { [field: string]: unknown };
  if (typeof format !== "string" || !formats.includes(format)) {
    throw new HttpError(400, "InvalidFormat", `"${format}" is not a format of imports: use ${formats.join(", ")}.`);
  }
  if (typeof mode !== "string" || !modes.includes(mode)) {
    throw new HttpError(400, "InvalidMode", `"${mode}" is not a mode of imports: use ${modes.join(", ")}.`);
  }
  if (typeof componentPath === "string" && componentPath !== "") {
    throw new HttpError(400, "ComponentsNotSupported", "The embedded deployment has no components to import into.");
  }
  const table = typeof tableName === "string" ? tableName : null;
  if ((format === "zip") !== (table === null)) {
    const problem = format === "zip" ? "ZIP import cannot have table name" : `${format} import requires table name`;
    throw new HttpError(400, "InvalidName", problem);
  }
  return { format: format as ImportFormat, mode: mode as ImportMode, table };
}

// Imports and exports as the CLI makes them, for tests.
import { ConvexClient, ConvexHttpClient } from "convex/browser";
import { makeFunctionReference } from "convex/server";
import { ZipFile } from "yazl";
import { adminKey } from "../testServer.ts";

/** In this process or in another one. */
type Server = { url: string };

export type State = {
  state: string;
  error_message?: string;
  message_to_confirm?: string;
  require_manual_confirmation?: boolean;
  checkpoint_messages?: string[];
  num_rows_written?: bigint;
  start_ts?: bigint;
};

export const lines = (...rows: object[]) => rows.map((row) => `${JSON.stringify(row)}\n`).join("");

export async function zipOf(files: { [name: string]: string | Buffer }): Promise<Uint8Array<ArrayBuffer>> {
  const zip = new ZipFile();
  for (const [name, content] of Object.entries(files)) zip.addBuffer(Buffer.from(content), name);
  zip.end();
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream) chunks.push(chunk as Buffer);
  return new Uint8Array(Buffer.concat(chunks));
}

export async function asAdmin(server: Server, path: string, body?: BodyInit): Promise<Response> {
  const headers = { Authorization: `Convex ${adminKey}`, "Content-Type": "application/json" };
  return fetch(`${server.url}${path}`, body === undefined ? { headers } : { method: "POST", headers, body });
}

/** Every state that a subscriber sees, until `isLast`. */
export async function follow<T>(
  server: Server,
  query: string,
  args: object,
  isLast: (value: T) => boolean,
): Promise<T[]> {
  const client = new ConvexClient(server.url);
  (client as unknown as { setAdminAuth(key: string): void }).setAdminAuth(adminKey);
  const seen: T[] = [];
  try {
    await new Promise<void>((resolve, reject) => {
      client.onUpdate(
        makeFunctionReference<"query">(query),
        args as Record<string, never>,
        (value: T) => {
          seen.push(value);
          if (isLast(value)) resolve();
        },
        reject,
      );
    });
    return seen;
  } finally {
    await client.close();
  }
}

/** Uploads and waits for the summary or the failure; answers the id with the state. */
export async function upload(
  server: Server,
  content: Uint8Array<ArrayBuffer> | string,
  request: { format: string; mode?: string; tableName?: string },
): Promise<{ importId: string; state: State }> {
  const { uploadToken } = await (await asAdmin(server, "/api/import/start_upload", "")).json();
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  const partTokens: unknown[] = [];
  const half = Math.ceil(bytes.length / 2);
  for (const [index, part] of [bytes.subarray(0, half), bytes.subarray(half)].entries()) {
    const path = `/api/import/upload_part?uploadToken=${uploadToken}&partNumber=${index + 1}`;
    partTokens.push(await (await asAdmin(server, path, part)).json());
  }
  const body = JSON.stringify({ import: { mode: "requireEmpty", ...request }, uploadToken, partTokens });
  const { importId } = await (await asAdmin(server, "/api/import/finish_upload", body)).json();
  const states = await follow<{ state: State }>(
    server,
    "_system/cli/queryImport",
    { importId },
    ({ state }) => state.state !== "uploaded",
  );
  return { importId, state: states.at(-1)?.state ?? { state: "none" } };
}

/** The whole of an import; answers its last state. */
export async function importInto(
  server: Server,
  ...rest: Parameters<typeof upload> extends [unknown, ...infer R] ? R : never
): Promise<State> {
  const { importId, state } = await upload(server, ...rest);
  if (state.state !== "waiting_for_confirmation") return state;
  await asAdmin(server, "/api/perform_import", JSON.stringify({ importId }));
  const states = await follow<{ state: State }>(server, "_system/cli/queryImport", { importId }, ({ state }) =>
    ["completed", "failed"].includes(state.state),
  );
  return states.at(-1)?.state ?? { state: "none" };
}

export async function exportFrom(server: Server, includeStorage: boolean): Promise<Uint8Array<ArrayBuffer>> {
  await asAdmin(server, `/api/export/request/zip?includeStorage=${includeStorage}`, "");
  const states = await follow<State>(
    server,
    "_system/cli/exports:getLatest",
    {},
    ({ state }) => state !== "in_progress",
  );
  const last = states.at(-1);
  if (last?.state !== "completed") throw new Error(`The export is ${last?.state}.`);
  return new Uint8Array(await (await asAdmin(server, `/api/export/zip/${last.start_ts}`)).arrayBuffer());
}

export async function documents(server: Server, table: string): Promise<Record<string, unknown>[]> {
  const client = new ConvexHttpClient(server.url);
  (client as unknown as { setAdminAuth(key: string): void }).setAdminAuth(adminKey);
  const query = makeFunctionReference<"query">("_system/cli/tableData");
  const args = { table, order: "asc", paginationOpts: { cursor: null, numItems: 1_000 } };
  return ((await client.query(query, args)) as { page: Record<string, unknown>[] }).page;
}

// What an import would do: which tables it adds to or replaces, under which numbers, and the summary that the CLI shows before
// it asks for a yes.
import type { Database } from "../database/database.ts";
import { decodeId } from "../database/ids.ts";
import { tableExists } from "../database/tableMoves.ts";
import { ImportError } from "./importError.ts";
import type { ImportFile } from "./importFile.ts";

export type ImportMode = "requireEmpty" | "append" | "replace" | "replaceAll";
export type PlannedTable = {
  name: string;
  /** That of the ids that it brings or will be given; null when it brings no documents. */
  number: number | null;
  adds: number;
  clears: boolean;
  /** Or else it is refused, at its end as well. */
  mustBeEmpty: boolean;
  existing: number;
};
export type ImportPlan = { tables: PlannedTable[] };

const tableName = /^[a-zA-Z][a-zA-Z0-9_]{0,63}$/;

/** Reads the whole file once. Throws ImportError. */
export async function planImport(db: Database, file: ImportFile, mode: ImportMode): Promise<ImportPlan> {
  const numbers = await tableNumbers(file);
  const planned = new Map<string, PlannedTable>();
  const plan = (name: string) => {
    const known = planned.get(name);
    if (known) return known;
    const table = planTable(db, name, mode, numbers.get(name) ?? null);
    planned.set(name, table);
    return table;
  };
  for (const name of numbers.keys()) plan(name);
  for (const { name, rows } of file.tables) {
    if (name === "_tables") continue;
    const table = plan(name);
    for await (const row of rows()) {
      table.adds++;
      if (table.adds === 1) table.number ??= numberOfId(row);
    }
  }
  if (file.files.length > 0) plan("_storage");
  if (mode === "replaceAll") for (const name of db.tables()) plan(name);
  const tables = [...planned.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  numberTheRest(db, tables);
  return { tables };
}

export function summary({ tables }: ImportPlan): { message: string; deletes: boolean } {
  const rows = tables.map(({ name, adds, clears, existing }) => [
    name,
    adds.toLocaleString("en-US"),
    `${(clears ? existing : 0).toLocaleString("en-US")} of ${existing.toLocaleString("en-US")}${name === "_storage" ? " files" : ""}`,
  ]);
  const table = [["table", "create", "delete"], ...rows];
  const widths = [0, 1, 2].map((column) => Math.max(...table.map((cells) => cells[column]?.length ?? 0)));
  const lines = table.map((cells) => `${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")} |`);
  lines.splice(1, 0, "-".repeat(widths.reduce((sum, width) => sum + width, 8)));
  const shown = rows.length === 0 ? [] : ["Import change summary:", ...lines];
  const background =
    "Once the import has started, it will run in the background.\nInterrupting `npx convex import` will not cancel it.";
  return {
    message: [...shown, background].join("\n"),
    deletes: tables.some(({ clears, existing }) => clears && existing > 0),
  };
}

function planTable(db: Database, name: string, mode: ImportMode, number: number | null): PlannedTable {
  if (name !== "_storage" && !tableName.test(name)) {
    throw new ImportError(
      `"${name}" isn't a valid table name: it must begin with a letter and hold letters, digits and underscores, 64 at most.`,
    );
  }
  const existing = db.tableNumber(name) === null ? 0 : db.beginUnlimited().count(name);
  const mustBeEmpty = mode === "requireEmpty";
  if (mustBeEmpty && existing > 0) throw new ImportError(tableExists(name));
  return { name, number, adds: 0, clears: mode === "replace" || mode === "replaceAll", mustBeEmpty, existing };
}

/** Documents without ids get some: of the table's own number, unless another table's ids take that one away. */
function numberTheRest(db: Database, tables: PlannedTable[]): void {
  const wanted = new Set(tables.map(({ number }) => number));
  for (const table of tables) {
    if (table.number !== null || table.adds === 0) continue;
    const own = db.tableNumber(table.name);
    table.number = own === null || wanted.has(own) ? db.freeTableNumber(table.name, wanted) : own;
    wanted.add(table.number);
  }
}

async function tableNumbers(file: ImportFile): Promise<Map<string, number>> {
  const numbers = new Map<string, number>();
  let row = 0;
  for (const { name, rows } of file.tables) {
    if (name !== "_tables") continue;
    for await (const entry of rows()) {
      row++;
      const { name: table, id } = (entry ?? {}) as { name?: unknown; id?: unknown };
      const missing = typeof table !== "string" ? "name" : typeof id !== "number" ? "id" : null;
      if (missing) throw new ImportError(`Row ${row} wasn't a valid Convex value: table requires ${missing}`);
      if (!String(table).startsWith("_") || table === "_storage") numbers.set(String(table), Number(id));
    }
  }
  return numbers;
}

function numberOfId(row: unknown): number | null {
  const id = typeof row === "object" && row !== null ? (row as { _id?: unknown })._id : undefined;
  const decoded = typeof id === "string" ? decodeId(id) : "";
  return typeof decoded === "string" ? null : decoded.tableNumber;
}

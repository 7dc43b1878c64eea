import { type JSONValue, jsonToConvex, type Value } from "convex/values";
import type { Database } from "../database/database.ts";
import { checkFields, checkSize } from "../database/documentForm.ts";
import { decodeId, newId } from "../database/ids.ts";
import { documentProblem } from "../database/schemaCheck.ts";
import type { TableJson } from "../database/schemaJson.ts";
import type { Doc, Fields } from "../database/values.ts";
import { ImportError } from "./importError.ts";
import type { ImportPlan, PlannedTable } from "./importPlan.ts";

/** Turns the rows of one table into documents. */
export class RowReader {
  count = 0;
  readonly #db: Database;
  readonly #plan: ImportPlan;
  readonly #table: PlannedTable;
  readonly #schema: TableJson | undefined;
  readonly #blank: ReadonlySet<string>;

  constructor(db: Database, plan: ImportPlan, table: PlannedTable, csv: boolean) {
    this.#db = db;
    this.#plan = plan;
    this.#table = table;
    const schema = db.schema();
    const own = schema?.tables.find(({ tableName }) => tableName === table.name);
    this.#schema = schema?.schemaValidation ? own : undefined;
    this.#blank = csv ? optionalFields(own) : new Set();
  }

  /** Throws ImportError with the row's number. */
  read(row: unknown): Doc {
    const number = ++this.count;
    if (typeof row !== "object" || row === null || Array.isArray(row)) {
      throw new ImportError(`Row ${number} wasn't an object`);
    }
    try {
      return this.#document(row);
    } catch (error) {
      if (error instanceof ImportError) throw error;
      throw new ImportError(`Row ${number} wasn't a valid Convex value: ${(error as Error).message}`, { cause: error });
    }
  }

  #document(row: object): Doc {
    const { _id, _creationTime, ...own } = jsonToConvex(row as JSONValue) as Fields;
    for (const field of this.#blank) if (own[field] === "") delete own[field];
    const system = {
      _id: this.#id(_id),
      _creationTime: typeof _creationTime === "number" ? _creationTime : this.#db.nextCreationTime(),
    };
    const { own: fields } = checkFields("insert", own, system);
    const problem = this.#schema && documentProblem(this.#schema, fields, (id) => this.#tableOf(id));
    if (problem) {
      throw new ImportError(
        `Failed to insert or update a document in table "${this.#table.name}" because it does not match the schema: ${problem}`,
      );
    }
    const doc: Doc = { ...fields, ...system };
    checkSize(doc);
    return doc;
  }

  #id(given: Value | undefined): string {
    const { name, number } = this.#table;
    if (given === undefined) return newId(number ?? 0);
    const decoded = typeof given === "string" ? decodeId(given) : "";
    if (typeof given !== "string" || typeof decoded === "string") {
      throw new ImportError(`invalid _id '${String(given)}'`);
    }
    if (decoded.tableNumber === number) return given;
    throw new ImportError(
      `_id ${given} cannot be imported into '${name}' because it came from a different deployment and conflict with preexisting tables in this deployment. Try deleting preexisting tables or importing into an empty deployment.`,
    );
  }

  /** As it will be after the import. */
  #tableOf(id: string): string | null {
    const decoded = decodeId(id);
    if (typeof decoded === "string") return null;
    const planned = this.#plan.tables.find(({ number }) => number === decoded.tableNumber);
    if (planned) return planned.name;
    const name = this.#db.tableOf(id);
    const moved = this.#plan.tables.some((table) => table.name === name && table.number !== null);
    return moved ? null : name;
  }
}

/** Fields that an empty cell leaves out. */
function optionalFields(table: TableJson | undefined): ReadonlySet<string> {
  const type = table?.documentType;
  if (type?.type !== "object") return new Set();
  return new Set(Object.entries(type.value).flatMap(([field, { optional }]) => (optional ? [field] : [])));
}

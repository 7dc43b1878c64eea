// What a document must be before its table's schema is asked, in Convex's words. Its system fields count: they are two of its 1024
// fields, and part of its size.
import { convexToJson, type Value } from "convex/values";
import { DatabaseError } from "./errors.ts";
import { checkValue, inBinaryUnits, maxFields, tooManyFields } from "./limits.ts";
import { showValue } from "./showValue.ts";
import { valueSize } from "./valueSize.ts";
import type { Doc, Fields } from "./values.ts";

export const maxDocumentBytes = 1024 * 1024;
export const maxDocumentNesting = 16;

type SystemFields = Pick<Doc, "_id" | "_creationTime">;

/**
 * `own`: the fields without those that are undefined and without the system's, which may be repeated; `nesting`: how deep they are.
 * `method`: who is told.
 */
export function checkFields(
  method: string,
  fields: Fields,
  { _id, _creationTime }: SystemFields,
): { own: Fields; nesting: number } {
  const own: Fields = {};
  const reserved: string[] = [];
  for (const [name, value] of Object.entries(fields)) {
    if (value === undefined) continue;
    if (name === "_id") checkId(_id, value);
    else if (name === "_creationTime") checkCreationTime(_creationTime, value, { ...fields, _id });
    else if (name.startsWith("_")) reserved.push(name);
    else own[name] = value;
  }
  const nesting = checkArgument(method, own);
  const count = Object.keys(own).length + 2;
  if (count > maxFields) throw tooManyFields(count);
  const problems = reserved
    .sort()
    .map((name) => `Field '${name}' starts with an underscore, which is only allowed for system fields like '_id'`);
  if (nesting > maxDocumentNesting) {
    problems.unshift(`Document is too nested (nested ${nesting} levels deep > maximum nesting ${maxDocumentNesting})`);
  }
  if (problems.length === 0) return { own, nesting };
  const shown = showValue({ ...fields, _id, _creationTime });
  throw new DatabaseError(
    "InvalidDocumentError",
    `Document(value: ${shown}) isn't a valid document: ${problems.join("\n ")}`,
  );
}

/** In bytes. */
export function checkSize(doc: Doc): number {
  const size = valueSize(doc as Value);
  if (size <= maxDocumentBytes) return size;
  throw new DatabaseError(
    "ValueTooLargeError",
    `Value is too large (${inBinaryUnits(size)} > maximum size ${inBinaryUnits(maxDocumentBytes)})`,
  );
}

function checkArgument(method: string, own: Fields): number {
  try {
    // Refuses unsupported types and field names, in the words of the convex package.
    convexToJson(own as Value);
    return checkValue(own as Value);
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error;
    const message = `Invalid argument \`value\` for \`db.${method}\`: ${error.message}`;
    throw new DatabaseError("InvalidArgument", message, { cause: error });
  }
}

function checkId(id: string, given: Value): void {
  if (given === id) return;
  throw new DatabaseError(
    "InvalidIdError",
    `Provided document ID ${showValue(id)} doesn't match '_id' field ${showValue(given)}`,
  );
}

function checkCreationTime(time: number, given: Value, shown: Fields): void {
  if (given === time) return;
  throw new DatabaseError(
    "InvalidCreationTimeError",
    `Provided creation time ${time} doesn't match '_creationTime' field in ${showValue(shown as Value)}`,
  );
}

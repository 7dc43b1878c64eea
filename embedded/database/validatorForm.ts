// What there can be as a validator: names of fields and tables, and the keys of records. The words are Convex's.
import type { ValidatorJson } from "./schemaJson.ts";
import { showValidator } from "./validator.ts";

const maxIdentifierLength = 64;
const seeDocs = "To learn more, see the schema documentation at https://docs.convex.dev/database/schemas.";

/** Why it is none; null when it is one. */
export function validatorProblem(validator: ValidatorJson): string | null {
  switch (validator.type) {
    case "id":
      return identifierProblem(validator.tableName);
    case "array":
      return validatorProblem(validator.value);
    case "union":
      return firstOf(validator.value, validatorProblem);
    case "record":
      return recordProblem(validator);
    case "object":
      return firstOf(Object.keys(validator.value).sort(), (name) => {
        const field = validator.value[name];
        const problem = field ? validatorProblem(field.fieldType) : null;
        return identifierProblem(name) ?? (problem && `Invalid validator for key \`${name}\`: ${problem}`);
      });
    default:
      return null;
  }
}

/** Of a table's documents. */
export function documentTypeProblem(validator: ValidatorJson): string | null {
  const problem = validatorProblem(validator);
  if (problem || validator.type === "any" || validator.type === "object") return problem;
  const wrong = validator.type === "union" ? validator.value.find(({ type }) => type !== "object") : validator;
  return wrong
    ? `The document validator in a schema must be an object, a union of objects, or \`v.any()\`. Found ${showValidator(wrong)}. ${seeDocs}`
    : null;
}

export function identifierProblem(name: string): string | null {
  const [first, ...rest] = name;
  if (first === undefined) return "Identifier cannot be empty";
  if (!/[a-zA-Z_]/.test(first)) {
    return `Invalid first character '${first}' in ${name}: Identifiers must start with an alphabetic character or underscore`;
  }
  const wrong = rest.find((character) => !/[a-zA-Z0-9_]/.test(character));
  if (wrong !== undefined) {
    return `Identifier ${name} has invalid character '${wrong}': Identifiers can only contain alphanumeric characters or underscores`;
  }
  if (name.length > maxIdentifierLength) {
    return `Identifier is too long (${name.length} > maximum ${maxIdentifierLength})`;
  }
  return /^_+$/.test(name) ? `Identifier ${name} cannot have exclusively underscores` : null;
}

function recordProblem({ keys, values }: Extract<ValidatorJson, { type: "record" }>): string | null {
  const problem = validatorProblem(keys);
  if (problem) return problem;
  if (!isText(keys)) {
    return `Records can only have string keys. Your validator contains a record with key typed as \`${showValidator(keys)}\`, which is not a subtype of \`v.string()\``;
  }
  const inner = validatorProblem(values.fieldType);
  if (inner) return inner;
  if (hasLiteral(keys)) return "Records cannot have string literal keys";
  return values.optional ? "Records cannot have optional values" : null;
}

function isText(validator: ValidatorJson): boolean {
  if (validator.type === "union") return validator.value.every(isText);
  return validator.type === "string" || validator.type === "id" || isTextLiteral(validator);
}

function hasLiteral(validator: ValidatorJson): boolean {
  return validator.type === "union" ? validator.value.some(hasLiteral) : isTextLiteral(validator);
}

function isTextLiteral(validator: ValidatorJson): boolean {
  return validator.type === "literal" && typeof validator.value === "string";
}

function firstOf<T>(items: readonly T[], check: (item: T) => string | null): string | null {
  for (const item of items) {
    const problem = check(item);
    if (problem) return problem;
  }
  return null;
}

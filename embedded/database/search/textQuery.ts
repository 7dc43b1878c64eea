// A text search as the query language has it, checked against its index in Convex's words.
import type { Catalog } from "../catalog.ts";
import { DatabaseError } from "../errors.ts";
import { maybeValue } from "../indexRange.ts";
import type { SearchFilter } from "../queryJson.ts";
import { keyFromBytes } from "../sortKey.ts";
import { filterHash, type TextIndex } from "./definitions.ts";
import { queryTerms } from "./tokens.ts";

const maxFilters = 8;

/** `terms` empty: nothing matches. `filters`: for each filter field the hash that it must have, or null. */
export type TextQuery = { index: TextIndex; terms: string[]; filters: (Buffer | null)[] };

export function textQuery(catalog: Catalog, indexName: string, parts: readonly SearchFilter[]): TextQuery {
  const index = textIndex(catalog, indexName);
  const searches = parts.flatMap((part) => (part.type === "Search" ? [part] : []));
  const equals = parts.flatMap((part) => (part.type === "Eq" ? [part] : []));
  const [search, another] = searches;
  const query = `Search query against ${indexName}`;
  if (!search) {
    throw new DatabaseError(
      "MissingSearchFilterError",
      `${query} does not contain any search filters. You must include a search filter like \`q.search("field", searchText)\`.`,
    );
  }
  if (search.fieldPath !== index.searchField) {
    throw new DatabaseError(
      "IncorrectSearchField",
      `${query} contains a search filter against "${search.fieldPath}", which doesn't match the indexed \`searchField\` "${index.searchField}".`,
    );
  }
  if (another) {
    throw new DatabaseError(
      "DuplicateSearchFiltersError",
      `${query} contains multiple search filters against "${another.fieldPath}". Only one is allowed.`,
    );
  }
  const filters: (Buffer | null)[] = index.filterFields.map(() => null);
  let possible = true;
  for (const { fieldPath, value } of equals) {
    const position = index.filterFields.indexOf(fieldPath);
    if (position < 0) {
      throw new DatabaseError(
        "IncorrectFilterFieldError",
        `${query} contains an equality filter on "${fieldPath}" but that field isn't indexed for filtering in \`filterFields\`.`,
      );
    }
    const hash = filterHash(maybeValue(value));
    const other = filters[position];
    if (other && keyFromBytes(other) !== keyFromBytes(hash)) possible = false;
    filters[position] = hash;
  }
  if (equals.length > maxFilters) {
    throw new DatabaseError(
      "TooManyFilterConditionsInSearchQueryError",
      `${query} has too many filter conditions. Max: ${maxFilters} Actual: ${equals.length}`,
    );
  }
  return { index, terms: possible ? queryTerms(search.value) : [], filters };
}

function textIndex(catalog: Catalog, indexName: string): TextIndex {
  const [table = "", name = ""] = indexName.split(".");
  const index = catalog.search.get(table, name);
  if (index?.kind === "text") return index;
  if (index || catalog.existing(table)?.indexes.has(name)) {
    throw new DatabaseError("IndexNotASearchIndexError", `Index ${indexName} is not a search index`);
  }
  throw new DatabaseError("IndexNotFoundError", `Index ${indexName} not found.`);
}

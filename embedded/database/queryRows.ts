// The operators of a query over the rows of its source.
import { DatabaseError } from "./errors.ts";
import { compileFilter } from "./filter.ts";
import type { RowSource } from "./indexScan.ts";
import type { QueryOperator, RowCursor } from "./queryJson.ts";
import type { Doc } from "./values.ts";

const maxOperators = 256;
type Step = (doc: Doc) => "pass" | "drop" | "end";

/** Takes documents one after the other and says what becomes of each: "end" means this one and all later are out. */
export function operatorSteps(operators: readonly QueryOperator[]): { isOver(): boolean; step: Step } {
  if (operators.length > maxOperators) {
    throw new DatabaseError("TooManyOperators", `A query can have ${maxOperators} operators at most.`);
  }
  const left: number[] = [];
  const steps = operators.map((operator): Step => {
    if ("filter" in operator) {
      const holds = compileFilter(operator.filter);
      return (doc) => (holds(doc) ? "pass" : "drop");
    }
    const position = left.push(operator.limit) - 1;
    return () => {
      const remaining = left[position] ?? 0;
      left[position] = remaining - 1;
      return remaining > 0 ? "pass" : "end";
    };
  });
  return {
    isOver: () => left.some((remaining) => remaining <= 0),
    step(doc) {
      for (const step of steps) {
        const verdict = step(doc);
        if (verdict !== "pass") return verdict;
      }
      return "pass";
    },
  };
}

/** `onClose` is called when no row is to come. */
export function rowCursor(scan: RowSource, operators: readonly QueryOperator[], onClose: () => void): RowCursor {
  const chain = operatorSteps(operators);
  let open = true;
  return {
    next() {
      while (open && !chain.isOver()) {
        const row = scan.next();
        if (!row) break;
        const verdict = chain.step(row.doc);
        if (verdict === "pass") return row.doc;
        if (verdict === "end") break;
      }
      this.close();
      return null;
    },
    close() {
      open = false;
      onClose();
    },
  };
}

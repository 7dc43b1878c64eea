import { expect, it } from "vitest";
import { arxivIdOf } from "./paper.ts";

it.each([
  ["2401.01234", "2401.01234"],
  ["0704.0001v2", "0704.0001v2"],
  ["arXiv:2401.01234v3", "2401.01234v3"],
  ["https://arxiv.org/abs/2401.01234", "2401.01234"],
  ["http://www.arxiv.org/pdf/2401.01234v1.pdf", "2401.01234v1"],
  ["https://ar5iv.labs.arxiv.org/html/2401.01234", "2401.01234"],
  ["arxiv.org/html/2401.01234v1?x=1#S2", "2401.01234v1"],
  ["https://doi.org/10.48550/arXiv.2401.01234", "2401.01234"],
  ["math.GT/0309136", "math.GT/0309136"],
  ["arXiv:hep-th/9901001v2", "hep-th/9901001v2"],
  ["https://arxiv.org/abs/hep-th/9901001", "hep-th/9901001"],
  ["paper.pdf", null],
  ["2413.01234", null],
  ["2401.01", null],
  ["../../etc/passwd", null],
  ["2401.01234/../x", null],
  ["https://example.org/abs/2401.01234", null],
  ["", null],
])("%j names the paper %j", (text, id) => {
  expect(arxivIdOf(text)).toBe(id);
});

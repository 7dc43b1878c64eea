// Which paper a video is about: one that arXiv has, or one file that was uploaded.
import * as z from "zod";

export const paperLimits = {
  /** Of the uploaded file: what an HTTP action of Convex may answer with. */
  bytes: 20_000_000,
  /** Of all that an archive holds, unpacked. */
  unpackedBytes: 200_000_000,
  files: 2000,
  /** Of all TeX text, includes and macros resolved. */
  texCharacters: 4_000_000,
  pdfPages: 60,
};

/** 2401.01234, math/0309136 or math.GT/0309136, each with or without a version. */
const arxivId =
  /^(?:\d{2}(?:0[1-9]|1[0-2])\.\d{4,5}|[a-z]+(?:-[a-z]+)*(?:\.[A-Z]{2})?\/\d{2}(?:0[1-9]|1[0-2])\d{3})(?:v[1-9]\d{0,2})?$/;
export const ArxivId = z.string().max(40).regex(arxivId);

export const PaperOrigin = z.discriminatedUnion("at", [
  z.object({ at: z.literal("arxiv"), id: ArxivId }),
  z.object({
    at: z.literal("upload"),
    /** As its owner calls it; says nothing about what is in it. */
    name: z.string().min(1).max(200),
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
    bytes: z.int().min(1).max(paperLimits.bytes),
  }),
]);
export type PaperOrigin = z.infer<typeof PaperOrigin>;

/** The arXiv id in what somebody typed or copied: an id, `arXiv:…`, a DOI of arXiv, or an address of one of its pages. */
export function arxivIdOf(text: string): string | null {
  const bare = text
    .trim()
    .replace(
      /^(?:https?:\/\/)?(?:[a-z0-9-]+\.)*(?:arxiv\.org|ar5iv\.org)\/(?:abs|pdf|html|src|e-print|format|ps)\//i,
      "",
    )
    .replace(/^(?:https?:\/\/)?(?:dx\.)?(?:doi\.org\/)?(?:doi:)?10\.48550\/arxiv\./i, "")
    .replace(/^arxiv\s*:\s*/i, "")
    .replace(/[?#].*$/, "")
    .replace(/\/+$/, "")
    .replace(/\.pdf$/i, "");
  return ArxivId.safeParse(bare).success ? bare : null;
}

// What a lesson's picture may be, and the facts that its first bytes tell. Whoever takes a picture from elsewhere asks
// here: the command line before it uploads, the runner again before anything decodes it.
import * as z from "zod";

export const pictureLimits = {
  perLesson: 40,
  bytes: 10 * 1024 * 1024,
  pixels: 40_000_000,
  /** Of each side. */
  longest: 12_000,
  shortest: 16,
};

/** Names a picture's content: where its bytes lie is for Convex to know. */
export const LessonPicture = z.object({
  /** As the lesson writes it. */
  path: z.string().min(1).max(500),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  bytes: z.int().min(1).max(pictureLimits.bytes),
  width: z.number().positive(),
  height: z.number().positive(),
});
export type LessonPicture = z.infer<typeof LessonPicture>;

/** Body of POST <site>/runner/picture, answered with the picture's bytes. */
export const PictureRequest = z.object({
  jobId: z.string().min(1).max(100),
  sha256: LessonPicture.shape.sha256,
});
export type PictureRequest = z.infer<typeof PictureRequest>;

/** Length to height of a drawing. */
const longestForm = 50;

export type PictureFormat = "png" | "jpeg" | "svg";
export const pictureTypes: Record<PictureFormat, string> = {
  png: "image/png",
  jpeg: "image/jpeg",
  svg: "image/svg+xml",
};

export type PictureFacts = { format: PictureFormat; width: number; height: number };

/** Format and size, or the end of the sentence "The picture … can't be used: …". */
export function examinePicture(content: Uint8Array): PictureFacts | { problem: string } {
  const { pixels, longest, shortest } = pictureLimits;
  if (content.length === 0) return { problem: "the file is empty: save it again." };
  if (content.length > pictureLimits.bytes) return { problem: tooManyBytes(content.length) };
  const facts = pngFacts(content) ?? jpegFacts(content) ?? svgFacts(content);
  if (facts === null) return { problem: "it is no PNG, JPEG or SVG, whatever its name says: save it as one." };
  if ("problem" in facts) return facts;
  const { width, height, format } = facts;
  const size = `${count(width)} x ${count(height)} pixels`;
  // A drawing has no pixels of its own: it is set in the size in which it is shown.
  if (format === "svg") return facts;
  if (Math.max(width, height) > longest || width * height > pixels)
    return {
      problem: `it has ${size}, more than the ${count(longest)} on a side and ${count(pixels)} in all that are possible: save it smaller.`,
    };
  if (Math.min(width, height) < shortest)
    return { problem: `it has ${size}, fewer than the ${shortest} on a side that can be seen: save it larger.` };
  return facts;
}

/** The same for a file that is too large to be read at all. */
export const tooManyBytes = (bytes: number): string =>
  `it has ${megabytes(bytes)} MB, more than the ${megabytes(pictureLimits.bytes)} possible: save it smaller.`;

type Found = PictureFacts | { problem: string } | null;

const count = (value: number): string => Math.round(value).toLocaleString("en");
const megabytes = (value: number): string => count(Math.ceil(value / 1024 / 1024));
const broken = (format: string): { problem: string } => ({
  problem: `its ${format} data is broken or cut off: save it again.`,
});
const view = ({ buffer, byteOffset, byteLength }: Uint8Array): DataView => new DataView(buffer, byteOffset, byteLength);

/** Follows the chunks to the last one, so that a file cut off on its way is noticed. */
function pngFacts(content: Uint8Array): Found {
  const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
  if (!signature.every((byte, index) => content[index] === byte)) return null;
  const data = view(content);
  const nameAt = (at: number): string => String.fromCharCode(...content.subarray(at + 4, at + 8));
  if (content.length < 33 || nameAt(8) !== "IHDR") return broken("PNG");
  const size = { width: data.getUint32(16), height: data.getUint32(20) };
  if (size.width === 0 || size.height === 0) return broken("PNG");
  // A size that is refused anyway needs no further look.
  for (let at = 8; at + 12 <= content.length; at += 12 + data.getUint32(at))
    if (nameAt(at) === "IEND") return { format: "png", ...size };
  return size.width * size.height > pictureLimits.pixels ? { format: "png", ...size } : broken("PNG");
}

/** The size stands in the frame header (SOF), behind segments of any length. */
function jpegFacts(content: Uint8Array): Found {
  if (content[0] !== 0xff || content[1] !== 0xd8 || content[2] !== 0xff) return null;
  const data = view(content);
  for (let at = 2; at + 9 < content.length; ) {
    if (content[at] !== 0xff) return broken("JPEG");
    const marker = content[at + 1] ?? 0;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) {
      const [height, width] = [data.getUint16(at + 5), data.getUint16(at + 7)];
      return width > 0 && height > 0 ? { format: "jpeg", width, height } : broken("JPEG");
    }
    if (marker === 0xda || marker === 0xd9) return broken("JPEG");
    at += 2 + data.getUint16(at + 2);
  }
  return broken("JPEG");
}

/** What makes an SVG more than a drawing: programs, and anything that lies elsewhere. Each is found in linear time. */
const beyondDrawing: readonly [RegExp, string][] = [
  [/<!ENTITY/i, "it declares entities"],
  [/<(?:[\w-]{1,40}:)?(?:script|foreignObject|iframe|audio|video)\b/i, "it holds a program or a foreign page"],
  [/\bon[a-z]+\s*=\s*["']/i, "it holds a program"],
  [/(?:href|src)\s*=\s*(["'])(?!#|data:image\/(?:png|jpeg);)/i, "it refers to other files"],
  [/url\(\s*["']?(?!\s*["']?#)/i, "it refers to other files"],
  [/@import\b|<\?xml-stylesheet/i, "it refers to other files"],
];

function svgFacts(content: Uint8Array): Found {
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(content);
  } catch {
    // Bytes that are no text are no drawing either.
    return null;
  }
  const root = rootElement(text);
  if (root === null || !/^<(?:svg:)?svg(?![\w.-])/.test(root)) return null;
  for (const [pattern, why] of beyondDrawing)
    if (pattern.test(text)) return { problem: `${why}, which an SVG may not: save it as a PNG, or as a plain SVG.` };
  const attribute = (name: string): string =>
    new RegExp(`\\s${name}\\s*=\\s*["']([^"']*)["']`).exec(root)?.[1]?.trim() ?? "";
  const box = attribute("viewBox")
    .split(/[\s,]+/)
    .map(Number);
  const side = (name: string, inBox: number): number =>
    /^[\d.]+(?:px|pt|mm|cm|in|pc)?$/i.test(attribute(name)) ? Number.parseFloat(attribute(name)) : (box[inBox] ?? 0);
  const [width, height] = [side("width", 2), side("height", 3)];
  if (!(width > 0 && height > 0 && Number.isFinite(width * height)))
    return { problem: "the drawing does not say its size: give its svg element a viewBox." };
  if (Math.max(width / height, height / width) > longestForm)
    return { problem: "the drawing is far too long for its height, or too high: draw it anew." };
  return { format: "svg", width, height };
}

/** The first element's start tag, behind declarations and comments. */
function rootElement(text: string): string | null {
  for (let at = text.search(/\S/); at >= 0 && text[at] === "<"; ) {
    const end = text.startsWith("<!--", at) ? text.indexOf("-->", at) + 2 : text.indexOf(">", at);
    if (end <= at) return null;
    const declares = text.startsWith("<?", at) || text.startsWith("<!", at);
    if (!declares) return text.slice(at, end + 1);
    at = end + 1;
    while (/\s/.test(text[at] ?? "")) at += 1;
  }
  return null;
}

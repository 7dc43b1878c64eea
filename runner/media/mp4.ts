// The last step of an MP4: moov before mdat, so that a player starts at once, and the chapters.
// ffmpeg could do both, but it writes chapters as a data track too, which other programs stumble over (Matroska refuses
// to take it); a `chpl` box alone is read by ffmpeg, VLC and mpv. Only whole boxes are moved, nothing is encoded.
import { type FileHandle, open, rename, rm } from "node:fs/promises";
import type { Chapter } from "../../shared/reports.ts";

/** Of an hour of video: 2 MiB. Files come here that nobody has looked at yet. */
const mostIndexBytes = 16 * 1024 ** 2;
const mostTopBoxes = 100;

type Box = { type: string; start: number; headerBytes: number; size: number };

/** Writes `from` to `to` under a temporary name, flushes and renames it; `to` is whole or not there. */
export async function finishMp4(from: string, to: string, chapters: readonly Chapter[]): Promise<void> {
  const temporary = `${to}.part`;
  const source = await open(from, "r");
  try {
    const target = await open(temporary, "w");
    try {
      await rewrite(source, target, chapters);
      await target.sync();
    } finally {
      await target.close();
    }
    await rename(temporary, to);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  } finally {
    await source.close();
  }
}

/** The order of the boxes at the top of a file, as in ["ftyp", "moov", "free", "mdat"]. */
export async function topBoxes(path: string): Promise<string[]> {
  const file = await open(path, "r");
  try {
    return (await boxesOf(file)).map((box) => box.type);
  } finally {
    await file.close();
  }
}

async function rewrite(source: FileHandle, target: FileHandle, chapters: readonly Chapter[]): Promise<void> {
  const boxes = await boxesOf(source);
  const ftyp = boxes.find((box) => box.type === "ftyp");
  const moov = boxes.find((box) => box.type === "moov");
  if (!ftyp || !moov || moov.size > mostIndexBytes) throw new Error("the file has no usable index");
  const others = boxes.filter((box) => box !== ftyp && box !== moov);
  const moovBytes = withChapters(await read(source, moov.start, moov.size), chapters);
  let place = ftyp.size + moovBytes.length;
  const moves = others.map((box) => {
    const move = { from: box.start, to: box.start + box.size, by: place - box.start };
    place += box.size;
    return move;
  });
  shiftChunks(moovBytes, (offset) => {
    const move = moves.find(({ from, to }) => offset >= from && offset < to);
    if (!move) throw new Error("the file's index points outside of it");
    return offset + move.by;
  });
  await target.write(await read(source, ftyp.start, ftyp.size));
  await target.write(moovBytes);
  for (const box of others) await copy(source, target, box);
}

async function boxesOf(file: FileHandle): Promise<Box[]> {
  const { size: fileBytes } = await file.stat();
  const boxes: Box[] = [];
  for (let start = 0; start < fileBytes; ) {
    const head = await read(file, start, Math.min(16, fileBytes - start));
    const box = boxAt(head, 0, fileBytes - start);
    boxes.push({ ...box, start });
    if (boxes.length > mostTopBoxes) throw new Error("the file is in too many pieces");
    start += box.size;
  }
  return boxes;
}

function boxAt(bytes: Buffer, at: number, available: number): Box {
  if (available < 8) throw new Error("the file is cut short");
  const short = bytes.readUInt32BE(at);
  const headerBytes = short === 1 ? 16 : 8;
  const size = short === 1 ? Number(bytes.readBigUInt64BE(at + 8)) : short === 0 ? available : short;
  if (size < headerBytes || size > available) throw new Error("the file is cut short");
  return { type: bytes.toString("latin1", at + 4, at + 8), start: at, headerBytes, size };
}

function children(bytes: Buffer, parent: Box): Box[] {
  const boxes: Box[] = [];
  const end = parent.start + parent.size;
  for (let at = parent.start + parent.headerBytes; at < end; ) {
    const box = boxAt(bytes, at, end - at);
    boxes.push(box);
    at += box.size;
  }
  return boxes;
}

/** moov with `udta/chpl`, in ffmpeg's own form: version 1, times in 100 ns. It holds at most 255 chapters. */
function withChapters(moovBytes: Buffer, chapters: readonly Chapter[]): Buffer {
  if (chapters.length === 0) return Buffer.from(moovBytes);
  const entries = chapters.slice(0, 255).map(({ title, startMs }) => {
    const text = Buffer.from(shortened(title, 255), "utf8");
    const entry = Buffer.alloc(9 + text.length);
    entry.writeBigUInt64BE(BigInt(Math.round(startMs * 10_000)), 0);
    entry.writeUInt8(text.length, 8);
    text.copy(entry, 9);
    return entry;
  });
  const chpl = box("chpl", Buffer.from([1, 0, 0, 0, 0, 0, 0, 0, entries.length]), ...entries);
  const moov = boxAt(moovBytes, 0, moovBytes.length);
  const parts = children(moovBytes, moov);
  const udta = parts.find((part) => part.type === "udta");
  const bytesOf = (part: Box) => moovBytes.subarray(part.start, part.start + part.size);
  const kept = parts.filter((part) => part !== udta).map(bytesOf);
  const metadata = udta ? moovBytes.subarray(udta.start + udta.headerBytes, udta.start + udta.size) : Buffer.alloc(0);
  return box("moov", ...kept, box("udta", metadata, chpl));
}

function box(type: string, ...contents: Buffer[]): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(
    contents.reduce((sum, part) => sum + part.length, 8),
    0,
  );
  head.write(type, 4, "latin1");
  return Buffer.concat([head, ...contents]);
}

/** At most so many bytes of UTF-8, ending between two characters. */
function shortened(text: string, bytes: number): string {
  let kept = "";
  for (const character of text) {
    if (Buffer.byteLength(kept + character) > bytes) break;
    kept += character;
  }
  return kept;
}

function shiftChunks(moovBytes: Buffer, moved: (offset: number) => number): void {
  const inside = (parent: Box, [first, ...rest]: string[]): Box[] =>
    first === undefined
      ? [parent]
      : children(moovBytes, parent)
          .filter((part) => part.type === first)
          .flatMap((part) => inside(part, rest));
  const moov = boxAt(moovBytes, 0, moovBytes.length);
  for (const table of inside(moov, ["trak", "mdia", "minf", "stbl"]).flatMap((stbl) => children(moovBytes, stbl))) {
    if (table.type !== "stco" && table.type !== "co64") continue;
    const wide = table.type === "co64";
    const first = table.start + table.headerBytes + 8;
    const count = moovBytes.readUInt32BE(first - 4);
    for (let index = 0; index < count; index++) {
      if (wide) {
        const at = first + 8 * index;
        moovBytes.writeBigUInt64BE(BigInt(moved(Number(moovBytes.readBigUInt64BE(at)))), at);
      } else {
        const at = first + 4 * index;
        // Past 4 GiB writing throws, which is better than a file that plays noise.
        moovBytes.writeUInt32BE(moved(moovBytes.readUInt32BE(at)), at);
      }
    }
  }
}

async function read(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length);
  const { bytesRead } = await file.read(bytes, 0, length, position);
  if (bytesRead < length) throw new Error("the file is cut short");
  return bytes;
}

async function copy(source: FileHandle, target: FileHandle, { start, size }: Box): Promise<void> {
  const step = 4 * 1024 * 1024;
  for (let done = 0; done < size; done += step)
    await target.write(await read(source, start + done, Math.min(step, size - done)));
}

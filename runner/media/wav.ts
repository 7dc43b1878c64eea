// 16-bit PCM in RIFF files: the one form in which sound is cut and joined, exact to the sample.
import { type FileHandle, open } from "node:fs/promises";

export type WavFormat = { sampleRate: number; channels: number };
export type Wav = WavFormat & { samples: Int16Array };

const headerBytes = 44;
/** A RIFF file's sizes are 32 bits wide. */
const longest = 0xffff_ffff - headerBytes;

/** Reads a whole file; throws where it isn't 16-bit PCM or is shorter than its header says. */
export async function readWav(path: string): Promise<Wav> {
  const file = await open(path, "r");
  try {
    // A device would be read for ever.
    if (!(await file.stat()).isFile()) throw new Error("not a regular file");
    return parseWav(await file.readFile());
  } finally {
    await file.close();
  }
}

export function parseWav(bytes: Buffer): Wav {
  if (bytes.toString("latin1", 0, 4) !== "RIFF" || bytes.toString("latin1", 8, 12) !== "WAVE")
    throw new Error("not a WAV file");
  let format: WavFormat | undefined;
  for (let at = 12; at + 8 <= bytes.length; ) {
    const id = bytes.toString("latin1", at, at + 4);
    const size = bytes.readUInt32LE(at + 4);
    const body = at + 8;
    if (id === "fmt ") {
      if (bytes.readUInt16LE(body + 14) !== 16) throw new Error("not 16-bit PCM");
      format = { channels: bytes.readUInt16LE(body + 2), sampleRate: bytes.readUInt32LE(body + 4) };
    }
    if (id === "data") {
      if (!format) throw new Error("sound without a format");
      if (body + size > bytes.length) throw new Error("cut short");
      const samples = new Int16Array(Math.floor(size / 2));
      for (let index = 0; index < samples.length; index++) samples[index] = bytes.readInt16LE(body + 2 * index);
      return { ...format, samples };
    }
    at = body + size + (size % 2);
  }
  throw new Error("no sound in it");
}

export class WavWriter {
  readonly #file: FileHandle;
  readonly #format: WavFormat;
  #dataBytes = 0;

  private constructor(file: FileHandle, format: WavFormat) {
    this.#file = file;
    this.#format = format;
  }

  static async create(path: string, format: WavFormat): Promise<WavWriter> {
    const file = await open(path, "w");
    await file.write(Buffer.alloc(headerBytes), 0, headerBytes, 0);
    return new WavWriter(file, format);
  }

  async append(samples: Int16Array): Promise<void> {
    if (this.#dataBytes + samples.byteLength > longest) throw new Error("a WAV file holds at most 4 GiB");
    const bytes = Buffer.from(samples.buffer, samples.byteOffset, samples.byteLength);
    await this.#file.write(bytes, 0, bytes.length, headerBytes + this.#dataBytes);
    this.#dataBytes += bytes.length;
  }

  /** Completes the header; also needed where writing failed, to close the file. */
  async close(): Promise<void> {
    try {
      await this.#file.write(header(this.#format, this.#dataBytes), 0, headerBytes, 0);
    } finally {
      await this.#file.close();
    }
  }
}

function header({ sampleRate, channels }: WavFormat, dataBytes: number): Buffer {
  const bytes = Buffer.alloc(headerBytes);
  bytes.write("RIFF", 0, "latin1");
  bytes.writeUInt32LE(headerBytes - 8 + dataBytes, 4);
  bytes.write("WAVEfmt ", 8, "latin1");
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(1, 20);
  bytes.writeUInt16LE(channels, 22);
  bytes.writeUInt32LE(sampleRate, 24);
  bytes.writeUInt32LE(sampleRate * channels * 2, 28);
  bytes.writeUInt16LE(channels * 2, 32);
  bytes.writeUInt16LE(16, 34);
  bytes.write("data", 36, "latin1");
  bytes.writeUInt32LE(dataBytes, 40);
  return bytes;
}

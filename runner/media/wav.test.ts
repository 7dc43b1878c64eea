import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { parseWav, readWav, WavWriter } from "./wav.ts";

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "proofreel-wav-"));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

async function written(...parts: Int16Array[]): Promise<string> {
  const path = join(dir, "sound.wav");
  const writer = await WavWriter.create(path, { sampleRate: 48_000, channels: 1 });
  for (const part of parts) await writer.append(part);
  await writer.close();
  return path;
}

it("what is written in parts is read as one", async () => {
  const path = await written(Int16Array.of(1, -2, 32_767), new Int16Array(0), Int16Array.of(-32_768));
  expect(await readWav(path)).toEqual({
    sampleRate: 48_000,
    channels: 1,
    samples: Int16Array.of(1, -2, 32_767, -32_768),
  });
});

it("a file that is cut short is refused", async () => {
  const bytes = await readFile(await written(Int16Array.of(1, 2, 3, 4)));
  expect(() => parseWav(bytes.subarray(0, bytes.length - 2))).toThrow("cut short");
});

it("what is no 16-bit PCM is refused", async () => {
  expect(() => parseWav(Buffer.from("#!/bin/sh"))).toThrow("not a WAV file");
  const bytes = await readFile(await written(Int16Array.of(1)));
  bytes.writeUInt16LE(24, 34);
  expect(() => parseWav(bytes)).toThrow("not 16-bit PCM");
  expect(() => parseWav(bytes.subarray(0, 12))).toThrow("no sound");
});

it("a device is refused instead of read for ever", async () => {
  await expect(readWav("/dev/zero")).rejects.toThrow("not a regular file");
});

import { argon2, randomBytes, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";

/** OWASP's recommendation for argon2id: 19 MiB, two passes, one lane. */
const cost = { memory: 19_456, passes: 2, parallelism: 1 };
const tagLength = 32;
const derive = promisify(argon2);

/** The hash with its parameters and salt, in the usual PHC form. */
export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(16);
  const tag = await derive("argon2id", { message: password, nonce, tagLength, ...cost });
  return `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$${base64(nonce)}$${base64(tag)}`;
}

/** Takes about as long for a hash that isn't there, so that its time doesn't tell which accounts exist. */
export async function passwordFits(password: string, hash: string | undefined): Promise<boolean> {
  const parts = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([^$]+)\$([^$]+)$/.exec(hash ?? "");
  const [, memory, passes, parallelism, salt = base64(randomBytes(16)), tag = ""] = parts ?? [];
  const expected = parts ? Buffer.from(tag, "base64") : randomBytes(tagLength);
  const given = await derive("argon2id", {
    message: password,
    nonce: Buffer.from(salt, "base64"),
    tagLength: expected.length,
    memory: memory === undefined ? cost.memory : Number(memory),
    passes: passes === undefined ? cost.passes : Number(passes),
    parallelism: parallelism === undefined ? cost.parallelism : Number(parallelism),
  });
  return timingSafeEqual(given, expected) && parts !== null;
}

const base64 = (bytes: Buffer): string => bytes.toString("base64").replace(/=+$/, "");

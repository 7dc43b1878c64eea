import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { constantTimeEqual, hmacHex, sign, verify } from "./signing.ts";

const now = 1_800_000_000;
const body = '{"jobId":"é"}';

async function signed(secrets: string[], timestamp = now) {
  const headers = await sign(secrets, "job-1", timestamp, body);
  return {
    id: headers["x-webhook-id"],
    timestamp: headers["x-webhook-timestamp"],
    signature: headers["x-webhook-signature"],
  };
}

describe("sign", () => {
  it("is HMAC-SHA256 over id, timestamp and the raw body, as any other program computes it", async () => {
    const expected = createHmac("sha256", "secret").update(`job-1.${now}.${body}`).digest("hex");
    expect((await signed(["secret"])).signature).toBe(`sha256=${expected}`);
    expect(await hmacHex("secret", "text")).toBe(createHmac("sha256", "secret").update("text").digest("hex"));
  });

  it("gives a signature for each secret", async () => {
    expect((await signed(["new", "old"])).signature.split(" ")).toHaveLength(2);
  });
});

describe("verify", () => {
  it("accepts what sign made, up to 300 seconds away", async () => {
    const headers = await signed(["secret"]);
    for (const offset of [0, 299, -299, 300, -300])
      expect(await verify(["secret"], headers, body, now + offset)).toBeNull();
    for (const offset of [301, -301, 86_400])
      expect(await verify(["secret"], headers, body, now + offset)).toBe("timestamp_out_of_range");
  });

  it("accepts either secret on either side while one is rotated", async () => {
    expect(await verify(["old"], await signed(["new", "old"]), body, now)).toBeNull();
    expect(await verify(["new", "old"], await signed(["old"]), body, now)).toBeNull();
  });

  it.each([
    ["a changed body", { body: `${body} ` }],
    ["a changed id", { id: "job-2" }],
    ["a changed time", { timestamp: String(now + 1) }],
    ["another secret", { secrets: ["other"] }],
    ["no secret at all", { secrets: [] }],
    ["no signature", { signature: undefined }],
    ["no id", { id: undefined }],
    ["a signature without its scheme", { bare: true }],
    ["an empty signature", { signature: " " }],
  ])("refuses %s with bad_signature", async (_, change) => {
    const headers = await signed(["secret"]);
    const given = { ...headers, secrets: ["secret"], body, ...change };
    const signature = "bare" in change ? headers.signature.slice("sha256=".length) : given.signature;
    const { id, timestamp } = given;
    expect(await verify(given.secrets, { id, timestamp, signature }, given.body, now)).toBe("bad_signature");
  });

  it.each(["soon", "1e9", "-5", " 1800000000", "1800000000.5", "9".repeat(400)])(
    "refuses the timestamp %j with timestamp_out_of_range",
    async (timestamp) => {
      expect(await verify(["secret"], { ...(await signed(["secret"])), timestamp }, body, now)).toBe(
        "timestamp_out_of_range",
      );
    },
  );

  it("looks at eight signatures at most", async () => {
    const headers = await signed(["secret"]);
    const junk = Array(8).fill("sha256=00").join(" ");
    expect(await verify(["secret"], { ...headers, signature: `${junk} ${headers.signature}` }, body, now)).toBe(
      "bad_signature",
    );
  });
});

it("constantTimeEqual is equality", () => {
  expect(constantTimeEqual("abc", "abc")).toBe(true);
  expect(constantTimeEqual("abc", "abd")).toBe(false);
  expect(constantTimeEqual("abc", "abcd")).toBe(false);
  expect(constantTimeEqual("", "")).toBe(true);
});

import { describe, expect, it } from "vitest";
import { mediaExpiry, signMediaAddress, verifyMediaAddress } from "./mediaAddress.ts";

const key = `${"a".repeat(64)}.mp4`;
const expires = 1_800_000_000;

async function parts(secret: string) {
  const url = new URL(await signMediaAddress(secret, "http://127.0.0.1:8000/", key, expires));
  return { url, signature: url.searchParams.get("signature") ?? "" };
}

describe("a media address", () => {
  it("is the runner's, with the key, the expiry and a signature", async () => {
    const { url, signature } = await parts("secret");
    expect(url.origin + url.pathname).toBe(`http://127.0.0.1:8000/media/${key}`);
    expect(url.searchParams.get("expires")).toBe(String(expires));
    expect(signature).toMatch(/^[0-9a-f]{64}$/);
  });

  it("holds until it expires, under any of the runner's secrets", async () => {
    const { signature } = await parts("old");
    expect(await verifyMediaAddress(["new", "old"], key, String(expires), signature, expires)).toBe(true);
    expect(await verifyMediaAddress(["new", "old"], key, String(expires), signature, expires + 1)).toBe(false);
    expect(await verifyMediaAddress(["new"], key, String(expires), signature, expires)).toBe(false);
  });

  it.each([
    ["another key", { key: `${"b".repeat(64)}.mp4` }],
    ["a later expiry", { expires: String(expires + 1) }],
    ["an expiry that is no number", { expires: "1e12" }],
    ["no expiry", { expires: undefined }],
    ["no signature", { signature: undefined }],
    ["an empty signature", { signature: "" }],
  ])("does not hold for %s", async (_, change) => {
    const given = { key, expires: String(expires), signature: (await parts("secret")).signature, ...change };
    expect(await verifyMediaAddress(["secret"], given.key, given.expires, given.signature, 0)).toBe(false);
  });

  it("expires at midnight UTC after tomorrow, and so is the same all day", () => {
    const midnight = Date.UTC(2026, 0, 17) / 1000;
    expect(mediaExpiry(Date.UTC(2026, 0, 15))).toBe(midnight);
    expect(mediaExpiry(Date.UTC(2026, 0, 15, 23, 59, 59, 999))).toBe(midnight);
    expect(mediaExpiry(Date.UTC(2026, 0, 16))).toBe(midnight + 86_400);
  });
});

import { deflateSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { examinePicture } from "./picture.ts";

const bytes = (...parts: (string | number[] | Uint8Array)[]): Uint8Array =>
  Buffer.concat(parts.map((part) => (typeof part === "string" ? Buffer.from(part) : Uint8Array.from(part))));

function chunk(name: string, data: Uint8Array): Uint8Array {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  return bytes(length, name, data, [0, 0, 0, 0]);
}

function png(width: number, height: number): Uint8Array {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 0, 0, 0, 0], 8);
  const pixels = deflateSync(Buffer.alloc(100));
  return bytes(
    [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
    ...[chunk("IHDR", header), chunk("IDAT", pixels), chunk("IEND", new Uint8Array())],
  );
}

const jpeg = (width: number, height: number): Uint8Array =>
  bytes(
    [0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0, 0xff, 0xff, 0xc2, 0, 11, 8],
    [height >> 8, height & 255, width >> 8, width & 255, 1, 1, 0x11, 0],
  );

const svg = (inside: string, attributes = 'viewBox="0 0 40 30"'): Uint8Array =>
  bytes(
    `<?xml version="1.0"?>\n<!-- drawn > by hand -->\n<svg xmlns="http://www.w3.org/2000/svg" ${attributes}>${inside}</svg>`,
  );

describe("a picture", () => {
  it.each([
    ["a PNG", png(400, 300), { format: "png", width: 400, height: 300 }],
    ["a JPEG", jpeg(640, 480), { format: "jpeg", width: 640, height: 480 }],
    ["an SVG", svg('<use href="#a"/><path fill="url(#b)"/>'), { format: "svg", width: 40, height: 30 }],
    ["an SVG with a size", svg("", 'width="20mm" height="10mm"'), { format: "svg", width: 20, height: 10 }],
    [
      "an SVG by Illustrator",
      bytes('<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/x.dtd"><svg viewBox="0,0,4,3"/>'),
      { format: "svg", width: 4, height: 3 },
    ],
  ])("is %s", (_, content, facts) => {
    expect(examinePicture(content)).toEqual(facts);
  });

  it.each<[string, Uint8Array, RegExp]>([
    ["empty", new Uint8Array(), /the file is empty/],
    ["text", bytes("This is no picture."), /no PNG, JPEG or SVG/],
    ["another format", bytes("GIF89a", [1, 0, 1, 0]), /no PNG, JPEG or SVG/],
    ["a page", bytes("<!DOCTYPE html><html><svg/></html>"), /no PNG, JPEG or SVG/],
    ["a PNG of 50,000 x 50,000", png(50_000, 50_000), /50,000 x 50,000 pixels, more than the 12,000 on a side/],
    ["the head of such a PNG", png(50_000, 50_000).subarray(0, 40), /50,000 x 50,000 pixels, more than/],
    ["a PNG of many pixels", png(8_000, 8_000), /40,000,000 in all/],
    ["a JPEG of 65,535 x 65,535", jpeg(65_535, 65_535), /65,535 x 65,535 pixels, more than/],
    ["one pixel", png(1, 1), /fewer than the 16/],
    ["a PNG that was cut off", png(400, 300).subarray(0, 50), /PNG data is broken or cut off/],
    ["a PNG of no width", png(0, 300), /PNG data is broken/],
    ["a JPEG that was cut off", jpeg(400, 300).subarray(0, 12), /JPEG data is broken or cut off/],
    ["of 10 MB and a byte", new Uint8Array(10 * 1024 * 1024 + 1), /it has 11 MB, more than the 10 possible/],
    ["an SVG with a program", svg("<script>1</script>"), /holds a program/],
    ["an SVG with a handler", svg('<g onload="x()"/>'), /holds a program/],
    ["an SVG with a page in it", svg("<foreignObject/>"), /foreign page/],
    ["an SVG that shows a file", svg('<image xlink:href="file:///etc/passwd"/>'), /refers to other files/],
    ["an SVG that shows an address", svg("<image href='http://a.b/c.png'/>"), /refers to other files/],
    ["an SVG in an SVG", svg('<image href="data:image/svg+xml;base64,AA"/>'), /refers to other files/],
    ["an SVG with a foreign fill", svg('<path fill="url(http://a.b/c.svg#d)"/>'), /refers to other files/],
    ["an SVG with a style sheet", svg("<style>@import 'a.css';</style>"), /refers to other files/],
    [
      "an SVG with entities",
      bytes('<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]><svg viewBox="0 0 1 1">&a;</svg>'),
      /./,
    ],
    ["an SVG without a size", svg("", 'width="100%"'), /does not say its size/],
    ["an endless SVG", svg("", 'viewBox="0 0 100000 1"'), /far too long/],
  ])("is not %s", (_, content, problem) => {
    expect(examinePicture(content)).toEqual({ problem: expect.stringMatching(problem) });
  });

  it("that is made to keep us busy is answered in time", () => {
    const startedAt = performance.now();
    for (const piece of ["<!-- -->", "<!DOCTYPE ", "<svg ", "href", "url(", "<a:", "on"])
      examinePicture(bytes(`<svg viewBox="0 0 4 3">${piece.repeat(500_000)}`));
    examinePicture(bytes("<!-- -->".repeat(500_000)));
    expect(performance.now() - startedAt).toBeLessThan(3_000);
  });
});

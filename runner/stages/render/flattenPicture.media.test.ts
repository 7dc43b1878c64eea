// Real pictures, whole and broken, through the real sandbox; and scenes that show them.
import { chmod, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { defaultPython } from "../../process/python.ts";
import { run } from "../../process/run.ts";
import { flattenPicture } from "./flattenPicture.ts";
import { testPool } from "./testPool.ts";

const here = testPool();

/** A picture drawn by Pillow: `draw` makes `image` and saves it to `out`. */
async function drawn(...draw: string[]): Promise<Buffer> {
  const out = join(here.folder, "drawn");
  const program = ["import sys", "from PIL import Image", "out = sys.argv[1]", ...draw].join("\n");
  await run(defaultPython, ["-I", "-c", program, out], { timeoutMs: 20_000 });
  return await readFile(out);
}

const flatten = (content: Uint8Array) =>
  flattenPicture({ python: defaultPython, content, path: "figures/a.png", outputDir: join(here.folder, "out") });

/** Size and mode, and the colours of a few places, of a plain picture. */
async function facts(path: string, ...places: [number, number][]): Promise<[string, ...number[][]]> {
  const program = `import json, sys
from PIL import Image
image = Image.open(sys.argv[1])
print(json.dumps([f"{image.format} {image.mode} {image.width}x{image.height}", *[image.getpixel((x, y)) for x, y in json.loads(sys.argv[2])]]))`;
  const { stdout } = await run(defaultPython, ["-I", "-c", program, path, JSON.stringify(places)], {
    timeoutMs: 20_000,
  });
  return JSON.parse(stdout);
}

describe("a picture made plain", () => {
  it("keeps its colours and is no larger than the largest frame", async () => {
    const content = await drawn('Image.new("RGB", (4000, 1000), "#ff8000").save(out, "PNG")');
    expect(await facts(await flatten(content), [5, 5])).toEqual(["PNG RGB 1920x480", [255, 128, 0]]);
    expect((await readdir(join(here.folder, "out"))).filter((name) => name.startsWith("flatten-"))).toEqual([]);
  });

  it("is turned as a camera's JPEG says", async () => {
    const content = await drawn(
      ...[
        "exif = Image.Exif()",
        "exif[0x0112] = 6",
        'Image.new("RGB", (400, 200), "#2040ff").save(out, "JPEG", exif=exif)',
      ],
    );
    expect((await facts(await flatten(content)))[0]).toBe("PNG RGB 200x400");
  });

  it("has paper under dark ink and the theme's panel under light ink", async () => {
    for (const [ink, ground] of [
      ["#102030", [255, 255, 255]],
      ["#ffffff", [26, 33, 43]],
    ] as const) {
      const content = await drawn(
        ...[
          'image = Image.new("RGBA", (100, 100))',
          `image.paste("${ink}", (0, 0, 50, 100))`,
          'image.save(out, "PNG")',
        ],
      );
      expect((await facts(await flatten(content), [90, 5]))[1]).toEqual(ground);
    }
  });

  it("may have had sixteen bits of grey, a palette, or the colours of print", async () => {
    const grey = await drawn('Image.new("I;16", (64, 64), 32768).save(out, "PNG")');
    expect(await facts(await flatten(grey), [5, 5])).toEqual(["PNG RGB 64x64", [128, 128, 128]]);
    const palette = await drawn('Image.new("P", (64, 64), 3).save(out, "PNG", transparency=3)');
    expect((await facts(await flatten(palette)))[0]).toBe("PNG RGB 64x64");
    const print = await drawn('Image.new("CMYK", (64, 64), (0, 0, 0, 0)).save(out, "JPEG")');
    expect((await facts(await flatten(print), [5, 5]))[1]).toEqual([255, 255, 255]);
  });

  it("may have been a drawing, set as large as it is shown", async () => {
    const svg = '<svg viewBox="0 0 40 30"><rect width="40" height="30" fill="#00ff00"/></svg>';
    expect(await facts(await flatten(Buffer.from(svg)), [700, 500])).toEqual(["PNG RGB 1440x1080", [0, 255, 0]]);
  });
});

it("what is no whole picture is refused in a sentence that names it", async () => {
  const png = await drawn('Image.effect_noise((300, 300), 90).save(out, "PNG")');
  const jpeg = await drawn('Image.effect_noise((300, 300), 90).save(out, "JPEG")');
  const damaged = Buffer.from(png).fill(7, 200, 4000);
  const svg = Buffer.from('<svg viewBox="0 0 40 30"><rect width="40"');
  for (const content of [damaged, jpeg.subarray(0, 2000), svg, Buffer.from("text"), png.subarray(0, 900)])
    await expect(flatten(content)).rejects.toMatchObject({
      failure: {
        code: "invalid_picture",
        message: expect.stringMatching(/^The picture figures\/a.png of the lesson can't be used: .*\.$/),
      },
    });
});

const scene = (...lines: string[]): string =>
  [
    "from manim import *",
    "from proofreel import *",
    "class Shown(ProofreelScene):",
    "    def construct(self):",
    ...lines.map((line) => `        ${line}`),
  ].join("\n");

describe("a scene", () => {
  const request = { format: { width: 320, height: 180, fps: 10 }, cues: {}, durationMs: 1500 };
  const render = async (code: string) => {
    const file = join(here.folder, "given.png");
    await writeFile(file, await drawn('Image.new("RGB", (400, 300), "#ff8000").save(out, "PNG")'));
    await chmod(file, 0o600);
    return await here.pool.render({
      ...request,
      code,
      pictures: { "figures/a.png": file },
      outputDir: join(here.folder, "clips"),
    });
  };

  it("shows its picture whole, with room around it", async () => {
    const { clipPath, geometry } = await render(scene('self.image("figures/a.png", "An orange wall")'));
    expect(geometry).toMatchObject({ findings: [] });
    const frame = join(here.folder, "frame.png");
    await run("ffmpeg", ["-v", "error", "-y", "-sseof", "-0.2", "-i", clipPath, "-frames:v", "1", frame], {
      timeoutMs: 20_000,
    });
    const [, middle = [], ...corners] = await facts(frame, [160, 80], [2, 2], [317, 2], [2, 177], [317, 177]);
    for (const [index, value] of [255, 128, 0].entries())
      expect(Math.abs((middle[index] ?? 0) - value)).toBeLessThan(12);
    for (const corner of corners) expect(Math.max(...corner)).toBeLessThan(40);
  });

  it("may show it by Manim's own means too: turned, moved and scaled", async () => {
    await render(
      scene('image = picture("figures/a.png", 4, 3)', "self.add(image)", "self.play(image.animate.rotate(1).scale(2))"),
    );
  });

  it("can't change it, and has no other", async () => {
    const tries = scene(
      "from proofreel.pictures import picture_file",
      'path = picture_file("figures/a.png")',
      "import os",
      "for spoil in (lambda: open(path, 'wb'), lambda: os.remove(path), lambda: open(os.path.dirname(path) + '/x', 'w')):",
      "    try:",
      "        spoil()",
      "    except OSError:",
      "        continue",
      "    raise RuntimeError('it could be changed')",
      'self.image("figures/a.png")',
    );
    await render(tries);
    await expect(render(scene('self.image("figures/b.png")'))).rejects.toThrow(/has no picture 'figures\/b.png'/);
  });
});

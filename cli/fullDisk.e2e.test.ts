// A disk that is full to its last byte, first where videos are kept, then under everything that the stack writes.
import { mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { api } from "../convex/_generated/api.js";
import { failureFacts } from "../shared/failures.ts";
import { makeSmallDisks, type SmallDisk, type SmallDisks, whyNoSmallDisk } from "./smallDisk.ts";
import { homeOf } from "./stack/home.ts";
import type { StackState } from "./stack/state.ts";
import { order, untilEnded, untilScenes } from "./testJobs.ts";
import { madeVideo, makeTestHome, runningStack, type Said, type TestHome, type TestStack } from "./testStack.ts";

const why = whyNoSmallDisk();
if (why !== null) console.warn(`The tests of a full disk are skipped, since none can be mounted here: ${why}`);

const mebibyte = 1024 * 1024;

describe.skipIf(why !== null)("a full disk", () => {
  let mounted: SmallDisks;
  let everything: SmallDisk;
  let storage: SmallDisk;
  let made: TestHome;
  let stack: TestStack;
  let before: StackState;

  const seen = (path: string): string => mounted.outside(path);
  const make = (...options: string[]): Promise<Said> =>
    made.proofreel("make", "--lesson", join(made.folder, "lesson.md"), "--quality", "draft", ...options);
  const lastLine = ({ stderr }: Said): string => stderr.trimEnd().split("\n").at(-1) ?? "";

  beforeAll(async () => {
    made = await makeTestHome(
      ({ folder }) => ({ STORAGE: join(folder, "storage") }),
      () => mounted.inside,
    );
    await writeFile(join(made.folder, "lesson.md"), "# One\n\nThe first.\n");
    const folders = [made.home.dir, join(made.folder, "storage")];
    for (const folder of folders) await mkdir(folder, { recursive: true });
    mounted = await makeSmallDisks(folders.map((folder) => [folder, 64 * mebibyte]));
    [everything, storage] = mounted.disks as [SmallDisk, SmallDisk];
    const started = await made.proofreel("start", "--detach");
    stack = await runningStack({ ...made, home: homeOf({ PROOFREEL_HOME: seen(made.home.dir) }) }, started);
    before = stack.state();
  });
  afterAll(async () => {
    await everything?.free();
    await storage?.free();
    await stack?.stop();
    await mounted?.remove();
  });

  test("where videos are kept: the job says so, leaves nothing, and the next one after the clean-up is made", async () => {
    await storage.fill();
    const said = await make();
    expect(said).toMatchObject({ exitCode: 1, stdout: "" });
    expect(lastLine(said)).toBe(failureFacts.disk_full.sentence);
    expect((await readdir(seen(join(made.folder, "storage")))).filter((name) => name !== "ballast")).toEqual([]);
    expect(await readdir(seen(join(made.home.data, "work")))).toEqual(["renderers"]);
    expect(stack.state()).toEqual(before);
    await storage.free();
  });

  test("under everything, in the middle of a job: it fails with that, and all parts live on", async () => {
    const client = await stack.client();
    const { sessionId } = await order(client, "Differentiate x^2 * sin(x)");
    // Early: what is still to be written must not fit before the disk is full.
    await untilScenes(client, sessionId, (scenes) => scenes.length > 0);
    await everything.fill();
    await expect.poll(() => readdir(seen(join(made.home.data, "work"))), { timeout: 60_000 }).toEqual(["renderers"]);
    const refused = await make();
    expect(refused).toMatchObject({ exitCode: 1, stdout: "" });
    expect(lastLine(refused)).toBe(failureFacts.disk_full.sentence);

    await everything.free();
    expect(await untilEnded(client, sessionId)).toMatchObject([{ status: "failed", failure: { code: "disk_full" } }]);
    const said = await make("--json");
    expect(said, said.stderr).toMatchObject({ exitCode: 0 });
    expect(madeVideo(said).status).toBe("ready");
    const { page } = await client.query(api.videoSessions.list, { paginationOpts: { numItems: 10, cursor: null } });
    expect(page.map(({ status }) => status)).toEqual(["ready", "failed", "failed"]);
    expect(stack.state()).toEqual(before);
  });
});

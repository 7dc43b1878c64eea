// Trees of files as kernels show them; that a real kernel takes the limits is seen in sandbox.media.test.ts.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createCgroupIn, describeLimits } from "./cgroup.ts";
import { findCgroupPlaces } from "./cgroupPlaces.ts";

let tree: string;

beforeEach(() => {
  tree = mkdtempSync(join(tmpdir(), "proofreel-cgroup-"));
});
afterEach(() => rmSync(tree, { recursive: true }));

const limits = { memoryBytes: 1024, processes: 7 };

/** A machine whose kernel shows these lines; `files` lie below the tree. */
function machine(groups: string[], mounts: string[], files: Record<string, string>, isRoot = false) {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(join(tree, path, ".."), { recursive: true });
    writeFileSync(join(tree, path), content);
  }
  writeFileSync(join(tree, "groups"), groups.map((line) => `${line}\n`).join(""));
  writeFileSync(join(tree, "mounts"), mounts.map((line) => `${line}\n`).join(""));
  return findCgroupPlaces({ groups: join(tree, "groups"), mounts: join(tree, "mounts"), isRoot });
}

const mountOfSecond = (root = "/"): string => `30 23 0:26 ${root} ${tree}/v2 rw,nosuid - cgroup2 cgroup2 rw`;
const mountOfFirst = (name: string): string => `31 23 0:27 / ${tree}/${name} rw - cgroup cgroup rw,${name}`;
const read = (path: string): string => readFileSync(join(tree, path), "utf8");

test("v1: below the own group of each controller", () => {
  const places = machine(
    ["4:memory:/mine", "8:pids:/", "1:cpu:/", "0::/"],
    [mountOfFirst("memory"), mountOfFirst("pids"), mountOfFirst("cpu")],
    { "memory/mine/cgroup.procs": "", "pids/cgroup.procs": "", "cpu/cgroup.procs": "" },
  );
  expect(places).toEqual({
    version: 1,
    folders: new Map([
      ["memory", join(tree, "memory/mine")],
      ["pids", join(tree, "pids")],
      ["cpu", join(tree, "cpu")],
    ]),
  });
  if (!places) return;
  const { entrances, ranOutOfMemory } = createCgroupIn(places, limits);
  expect(entrances).toHaveLength(3);
  const [memory = "", pids = "", cpu = ""] = entrances.map((file) => join(file, ".."));
  expect(readFileSync(join(memory, "memory.limit_in_bytes"), "utf8")).toBe("1024");
  expect(readFileSync(join(pids, "pids.max"), "utf8")).toBe("7");
  expect(readFileSync(join(cpu, "cpu.shares"), "utf8")).toBe(String(1024 * availableParallelism()));
  expect(ranOutOfMemory()).toBe(false);
  writeFileSync(join(memory, "memory.oom_control"), "oom_kill_disable 0\nunder_oom 0\noom_kill 2\n");
  expect(ranOutOfMemory()).toBe(true);
});

test("v2: below a group that is delegated and has its controllers", () => {
  const places = machine(["0::/user/mine"], [mountOfSecond()], {
    "v2/user/mine/cgroup.controllers": "cpu memory pids",
    "v2/user/mine/cgroup.subtree_control": "cpu memory pids",
  });
  expect([...(places?.folders ?? [])]).toEqual(
    ["memory", "pids", "cpu"].map((name) => [name, join(tree, "v2/user/mine")]),
  );
});

test("v2: what is delegated and not yet passed on is asked for, and done without where it is not given", () => {
  const places = machine(["0::/mine"], [mountOfSecond()], {
    "v2/mine/cgroup.controllers": "memory pids",
    "v2/mine/cgroup.subtree_control": "",
  });
  expect(read("v2/mine/cgroup.subtree_control")).toBe("+memory +pids");
  expect(places).toBeNull();
});

test("v2: what a container sees is a part of the tree", () => {
  const files = {
    "v2/cgroup.controllers": "memory pids cpu",
    "v2/cgroup.subtree_control": "memory pids cpu",
  };
  const places = machine(["0::/pod/mine"], [mountOfSecond("/pod/mine")], files, true);
  expect(places?.folders.get("memory")).toBe(join(tree, "v2"));
  if (!places) return;
  const { entrances, ranOutOfMemory } = createCgroupIn(places, limits);
  expect(entrances).toHaveLength(1);
  const group = join(entrances[0] ?? "", "..");
  expect(readFileSync(join(group, "memory.max"), "utf8")).toBe("1024");
  expect(readFileSync(join(group, "cpu.weight"), "utf8")).toBe("100");
  writeFileSync(join(group, "memory.events"), "oom 3\noom_kill 0\n");
  expect(ranOutOfMemory()).toBe(false);
});

test("v2: root on the whole machine makes its groups beside others' logins", () => {
  const places = machine(
    ["0::/user.slice/session-1.scope"],
    [mountOfSecond()],
    {
      "v2/user.slice/session-1.scope/cgroup.controllers": "memory pids",
      "v2/user.slice/session-1.scope/cgroup.procs": "4711",
      "v2/proofreel/cgroup.subtree_control": "memory pids",
    },
    true,
  );
  expect(places?.folders.get("memory")).toBe(join(tree, "v2/proofreel"));
  expect(read("v2/user.slice/session-1.scope/cgroup.procs")).toBe("4711");
});

test("none where memory is not delegated, and none without control groups", () => {
  const files = { "v2/mine/cgroup.controllers": "hugetlb", "v2/mine/cgroup.subtree_control": "" };
  expect(machine(["0::/mine"], [mountOfSecond()], files)).toBeNull();
  expect(machine([], [], {})).toBeNull();
  expect(findCgroupPlaces({ groups: "/nowhere", mounts: "/nowhere", isRoot: false })).toBeNull();
});

test("none where groups can't be made", () => {
  const places = machine(["4:memory:/gone", "8:pids:/gone"], [mountOfFirst("memory"), mountOfFirst("pids")], {
    "memory/cgroup.procs": "",
    "pids/cgroup.procs": "",
  });
  expect(places).toBeNull();
  expect(existsSync(join(tree, "memory/gone"))).toBe(false);
});

test("it is said which limits hold", () => {
  expect(describeLimits({ version: 2, controllers: ["memory", "pids"] })).toBe(
    "limits by cgroup v2 (memory, processes)",
  );
  expect(describeLimits(null)).toMatch(/each process/);
});

// Finds where this process may make control groups of its own: below its own group of each controller (v1), or below
// the one group that was delegated to it (v2).
import { existsSync, mkdirSync, readFileSync, rmdirSync, writeFileSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";

export type Controller = "memory" | "pids" | "cpu";

/** The folder in which groups with that controller can be made. */
export type CgroupPlaces = { version: 1 | 2; folders: Map<Controller, string> };

export type KernelFiles = { groups: string; mounts: string; isRoot: boolean };

export const controllers: Controller[] = ["memory", "pids", "cpu"];

type Mount = { root: string; folder: string; type: string; options: string[] };
type Membership = { controllers: string[]; path: string };

/** In v2 a group with processes of its own can't limit its children: those who are there move in here. */
const leafName = "proofreel-runner";

export const kernelFiles = (): KernelFiles => ({
  groups: "/proc/self/cgroup",
  mounts: "/proc/self/mountinfo",
  isRoot: process.getuid?.() === 0,
});

/** Memory and processes must be limited for it to count; null where they can't be. */
export function findCgroupPlaces(files: KernelFiles): CgroupPlaces | null {
  if (!existsSync(files.groups) || !existsSync(files.mounts)) return null;
  const mounts = readMounts(files.mounts);
  const memberships = readMemberships(files.groups);
  return findSecond(mounts, memberships, files) ?? findFirst(mounts, memberships);
}

function findFirst(mounts: Mount[], memberships: Membership[]): CgroupPlaces | null {
  const folders = new Map<Controller, string>();
  for (const controller of controllers) {
    const mount = mounts.find(({ type, options }) => type === "cgroup" && options.includes(controller));
    const membership = memberships.find((entry) => entry.controllers.includes(controller));
    const folder = mount && membership && folderOf(mount, membership.path);
    if (folder && canMakeGroups(folder)) folders.set(controller, folder);
  }
  return suffices({ version: 1, folders });
}

const suffices = (places: CgroupPlaces): CgroupPlaces | null =>
  places.folders.has("memory") && places.folders.has("pids") ? places : null;

function findSecond(mounts: Mount[], memberships: Membership[], files: KernelFiles): CgroupPlaces | null {
  const mount = mounts.find(({ type }) => type === "cgroup2");
  const membership = memberships.find((entry) => entry.controllers.length === 0);
  const found = mount && membership && folderOf(mount, membership.path);
  if (!mount || !found) return null;
  const own = basename(found) === leafName ? dirname(found) : found;
  const available = words(join(own, "cgroup.controllers"));
  const wanted = controllers.filter((controller) => available.includes(controller));
  // Whoever is root on the whole machine may hold groups beside its own, which belongs to somebody's login.
  const isMachine = files.isRoot && own !== mount.folder;
  const place = isMachine ? besideOthers(mount.folder, wanted) : belowOwn(own, wanted);
  if (place === null || !canMakeGroups(place)) return null;
  const enabled = words(join(place, "cgroup.subtree_control"));
  const folders = new Map(wanted.filter((name) => enabled.includes(name)).map((name) => [name, place]));
  return suffices({ version: 2, folders });
}

function besideOthers(top: string, wanted: Controller[]): string | null {
  const folder = join(top, "proofreel");
  try {
    mkdirSync(folder, { recursive: true });
  } catch {
    return null;
  }
  return enable(folder, wanted) ? folder : null;
}

function belowOwn(own: string, wanted: Controller[]): string | null {
  if (enable(own, wanted)) return own;
  const leaf = join(own, leafName);
  const moved: string[] = [];
  try {
    mkdirSync(leaf, { recursive: true });
    for (const pid of words(join(own, "cgroup.procs"))) {
      writeFileSync(join(leaf, "cgroup.procs"), pid);
      moved.push(pid);
    }
    if (enable(own, wanted)) return own;
  } catch {
    // Not delegated to this user.
  }
  for (const pid of moved) tryTo(() => writeFileSync(join(own, "cgroup.procs"), pid));
  tryTo(() => rmdirSync(leaf));
  return null;
}

function enable(folder: string, wanted: Controller[]): boolean {
  const control = join(folder, "cgroup.subtree_control");
  if (wanted.every((name) => words(control).includes(name))) return true;
  return tryTo(() => writeFileSync(control, wanted.map((name) => `+${name}`).join(" ")));
}

function canMakeGroups(folder: string): boolean {
  const trial = join(folder, `proofreel-${process.pid}-trial`);
  return tryTo(() => mkdirSync(trial)) && tryTo(() => rmdirSync(trial));
}

/** A container may see only a part of the tree, whose root is then the mount's. */
function folderOf(mount: Mount, path: string): string | null {
  const inside = relative(mount.root, path);
  return inside.startsWith("..") ? null : join(mount.folder, inside);
}

/** Lines of "36 35 98:0 /root /mount/point rw,noatime - type source options". */
function readMounts(file: string): Mount[] {
  return lines(file).flatMap((line) => {
    const [before = "", after = ""] = line.split(" - ");
    const [, , , root, folder] = before.split(" ");
    const [type = "", , options = ""] = after.split(" ");
    return root && folder ? [{ root, folder, type, options: options.split(",") }] : [];
  });
}

/** Lines of "4:memory:/path"; v2's has no controllers. */
function readMemberships(file: string): Membership[] {
  return lines(file).map((line) => {
    const [, names = "", ...path] = line.split(":");
    return { controllers: names.split(",").filter(Boolean), path: path.join(":") };
  });
}

const lines = (file: string): string[] => readFileSync(file, "utf8").split("\n").filter(Boolean);

function words(file: string): string[] {
  try {
    return readFileSync(file, "utf8").split(/\s+/).filter(Boolean);
  } catch {
    return [];
  }
}

export function tryTo(act: () => void): boolean {
  try {
    act();
    return true;
  } catch {
    return false;
  }
}

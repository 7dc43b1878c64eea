import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { configSchema } from "../runner/config.ts";

const root = join(import.meta.dirname, "..");
const read = (path: string): string => readFileSync(join(root, path), "utf8");

const envExample = new Map<string, string>();
{
  let comment = "";
  for (const line of read("env.example").split("\n")) {
    const setting = /^# ([A-Z][A-Z0-9_]*)=/.exec(line);
    if (setting?.[1]) envExample.set(setting[1], comment);
    comment = line.replace(/^# ?/, "");
  }
}

const Service = z.looseObject({
  image: z.string().optional(),
  build: z.object({ context: z.string(), target: z.string() }).optional(),
  environment: z.record(z.string(), z.string()).default({}),
  healthcheck: z.looseObject({ test: z.array(z.string()) }).optional(),
  restart: z.string().optional(),
  profiles: z.array(z.string()).optional(),
  ports: z.array(z.string()).default([]),
  depends_on: z.record(z.string(), z.object({ condition: z.string() })).default({}),
  volumes: z.array(z.string()).default([]),
  security_opt: z.array(z.string()).default([]),
  cap_drop: z.array(z.string()).default([]),
});
const compose = z
  .object({ name: z.string(), services: z.record(z.string(), Service), volumes: z.record(z.string(), z.unknown()) })
  .parse(parse(read("docker-compose.yml")));

/** Set for a foreign image, whose names are its own. */
const namesOfImages = [
  "INSTANCE_NAME",
  "CONVEX_CLOUD_ORIGIN",
  "CONVEX_SITE_ORIGIN",
  "DISABLE_BEACON",
  "NEXT_PUBLIC_DEPLOYMENT_URL",
  // Made inside, so nobody sets it.
  "ADMIN_KEY_FILE",
];

test("env.example has every setting of the runner, each with a line of its own", () => {
  for (const [name, field] of Object.entries(configSchema.shape)) {
    expect(envExample.has(name), `${name} is missing in env.example`).toBe(true);
    const description = (field as z.ZodType).description ?? "";
    const firstWords = description.split(/[.;:]/)[0] ?? "";
    expect(envExample.get(name)).toContain(firstWords);
  }
});

test("every setting that the containers use is in env.example", () => {
  const used = [...read("docker-compose.yml").matchAll(/\$\{([A-Z0-9_]+)/g)].map((match) => match[1]);
  for (const name of used) expect(envExample.has(name ?? ""), `${name} is missing in env.example`).toBe(true);
  for (const [service, { environment }] of Object.entries(compose.services))
    for (const name of Object.keys(environment))
      expect(envExample.has(name) || namesOfImages.includes(name), `${service} sets ${name}`).toBe(true);
});

test("the runner's container gets only settings that the runner knows, and they are valid", () => {
  const environment: Record<string, string> = compose.services.runner?.environment ?? {};
  for (const name of Object.keys(environment)) expect(Object.keys(configSchema.shape)).toContain(name);
  const filled = Object.fromEntries(
    Object.entries(environment)
      .map(([name, value]) => [name, value.replace(/\$\{[A-Z0-9_]+:-([^}]*)\}/, "$1")] as const)
      .map(([name, value]) => [name, name === "WEBHOOK_SECRET" ? "0123456789abcdef" : value] as const)
      .filter(([, value]) => value !== ""),
  );
  expect(configSchema.safeParse(filled).success).toBe(true);
});

test("what runs has a health check, what runs once is waited for, and nothing is open to the network", () => {
  const waitedFor = new Set(Object.values(compose.services).flatMap(({ depends_on }) => Object.keys(depends_on)));
  for (const [name, service] of Object.entries(compose.services)) {
    const once = service.restart === "no";
    if (!once) expect(service.healthcheck?.test.length, `${name} has no health check`).toBeGreaterThan(1);
    // `docker compose up --wait` takes a program that ends for a failure unless another service waits for its end.
    else expect(waitedFor.has(name), `nobody waits for ${name}`).toBe(true);
    for (const [needed, { condition }] of Object.entries(service.depends_on))
      expect(condition, `${name} waits for ${needed}`).toBe(
        compose.services[needed]?.restart === "no" ? "service_completed_successfully" : "service_healthy",
      );
    for (const port of service.ports) expect(port, `${name} is open to the network`).toMatch(/^127\.0\.0\.1:/);
    for (const volume of service.volumes) expect(compose.volumes).toHaveProperty(volume.split(":")[0] ?? "");
  }
});

test("one command brings up all of it: the runner starts when the functions are in the backend", () => {
  const orders = new Map(
    Object.entries(compose.services).map(([name, { depends_on }]) => [name, Object.keys(depends_on)]),
  );
  expect(orders.get("runner")).toContain("push");
  expect(orders.get("push")).toEqual(expect.arrayContaining(["backend", "admin-key"]));
  expect(orders.get("admin-key")).toEqual(["backend"]);
  expect(Object.values(compose.services).every(({ profiles }) => profiles === undefined)).toBe(true);
});

test("Convex reaches the runner by its name, browsers by an address of the host", () => {
  const environment = compose.services.push?.environment ?? {};
  expect(environment.RUNNER_URL).toBe("http://runner:8000");
  expect(environment.RUNNER_PUBLIC_URL).toContain("RUNNER_PUBLIC_URL:-http://127.0.0.1:8000");
});

test("the runner may make the namespaces of its sandbox, and has no other right", () => {
  const { security_opt, cap_drop } = compose.services.runner ?? {};
  expect(security_opt).toEqual([
    ...["seccomp=unconfined", "apparmor=unconfined", "systempaths=unconfined", "no-new-privileges=true"],
  ]);
  expect(cap_drop).toEqual(["ALL"]);
});

test("the images are of the same Node, Debian and Python packages as the set-up", () => {
  const text = read("Dockerfile");
  expect(text).toMatch(/^FROM node:24-bookworm-slim AS base$/m);
  const packages = /apt-get install -y --no-install-recommends \\\n((?: {4}.*\n)+)/g;
  const installed = [...text.matchAll(packages)].flatMap((match) => match[1]?.match(/[a-z0-9.+-]{3,}/g) ?? []);
  const ofSetUp = [...read("scripts/systemPackages.sh").matchAll(/^(?:systemPackages=')?([a-z0-9.-]+)\|/gm)].map(
    (m) => m[1],
  );
  expect(ofSetUp.length).toBeGreaterThan(10);
  // Redis has a container of its own.
  const missing = ofSetUp.filter((name) => name !== "redis-server" && !installed.includes(name ?? ""));
  expect(missing).toEqual([]);
  expect(text).toContain("-r renderer/requirements.txt");
});

test("the Dockerfile has the stages that compose builds, and none of them runs as root", () => {
  const stages = new Map<string, string[]>();
  let stage = "";
  for (const line of read("Dockerfile").split("\n")) {
    const from = /^FROM \S+ AS (\S+)/.exec(line)?.[1];
    if (from) stage = from;
    stages.set(stage, [...(stages.get(stage) ?? []), line]);
  }
  const targets = Object.values(compose.services).flatMap(({ build }) => (build ? [build.target] : []));
  expect(targets.sort()).toEqual(["push", "runner"]);
  for (const target of targets) {
    const users = (stages.get(target) ?? []).filter((line) => line.startsWith("USER ")).map((line) => line.slice(5));
    expect(users.at(-1), `${target} runs as root`).toMatch(/^(?!root$|0$).+/);
  }
});

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
  profiles: z.array(z.string()).optional(),
  ports: z.array(z.string()).default([]),
  depends_on: z.record(z.string(), z.object({ condition: z.string() })).default({}),
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

test("backend, dashboard, Redis and runner have health checks and wait for what they need", () => {
  expect(Object.keys(compose.services)).toEqual(expect.arrayContaining(["backend", "dashboard", "redis", "runner"]));
  for (const [name, service] of Object.entries(compose.services)) {
    if (!service.profiles) expect(service.healthcheck?.test.length, `${name} has no health check`).toBeGreaterThan(1);
    for (const [needed, { condition }] of Object.entries(service.depends_on)) {
      expect(compose.services[needed]?.healthcheck, `${name} waits for ${needed}`).toBeDefined();
      expect(condition).toBe("service_healthy");
    }
    for (const port of service.ports) expect(port, `${name} is open to the network`).toMatch(/^127\.0\.0\.1:/);
  }
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
  expect(targets).toEqual(["runner", "push"]);
  for (const target of targets) {
    const users = (stages.get(target) ?? []).filter((line) => line.startsWith("USER ")).map((line) => line.slice(5));
    expect(users.at(-1), `${target} runs as root`).toMatch(/^(?!root$|0$).+/);
  }
});

import { Router } from "express";

/** `ok: false` of an essential part makes the whole answer 503. */
export type PartHealth = { ok: boolean; essential: boolean; detail?: string } & Record<string, unknown>;
export type Health = { status: "ok" | "degraded" | "down"; parts: Record<string, PartHealth> };

/** GET /health: the state of each part, for people, load balancers and `./proofreel status`. */
export function healthRoutes(checks: Record<string, () => Promise<PartHealth>>): Router {
  const router = Router();
  router.get("/health", async (_request, response) => {
    const health = await checkHealth(checks);
    response.setHeader("cache-control", "no-store");
    response.status(health.status === "down" ? 503 : 200).json(health);
  });
  return router;
}

export async function checkHealth(checks: Record<string, () => Promise<PartHealth>>): Promise<Health> {
  const parts = Object.fromEntries(
    await Promise.all(Object.entries(checks).map(async ([name, check]) => [name, await check()] as const)),
  );
  const bad = Object.values(parts).filter(({ ok }) => !ok);
  const status = bad.some(({ essential }) => essential) ? "down" : bad.length > 0 ? "degraded" : "ok";
  return { status, parts };
}

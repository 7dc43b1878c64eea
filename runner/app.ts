// The runner's HTTP surface. Never listens: main.ts and the tests do.
import express, { type Express } from "express";
import { type AuthRoutesDeps, authRoutes } from "./routes/auth.ts";
import { errorHandler, unknownAddress } from "./routes/errors.ts";
import { healthRoutes, type PartHealth } from "./routes/health.ts";
import { type JobRoutesDeps, jobRoutes } from "./routes/jobs.ts";
import { type MediaRoutesDeps, mediaRoutes } from "./routes/media.ts";

export type AppDeps = Omit<JobRoutesDeps, "nowSeconds"> &
  Omit<MediaRoutesDeps, "nowSeconds"> &
  AuthRoutesDeps & {
    checks: Record<string, () => Promise<PartHealth>>;
    nowSeconds?: () => number;
  };

export function createApp(given: AppDeps): Express {
  const deps = { nowSeconds: () => Math.floor(Date.now() / 1000), ...given };
  const app = express();
  app.disable("x-powered-by");
  app.disable("etag");
  app.use(healthRoutes(deps.checks));
  app.use(jobRoutes(deps));
  app.use(mediaRoutes(deps));
  app.use(authRoutes(deps));
  app.use(unknownAddress);
  app.use(errorHandler(deps.log));
  return app;
}

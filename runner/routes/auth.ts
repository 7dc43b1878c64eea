import { json, type Request, Router } from "express";
import { PipelineError } from "../../shared/failures.ts";
import { type Accounts, Credentials } from "../issuer/accounts.ts";
import { createRateLimit } from "../issuer/rateLimit.ts";
import type { Tokens } from "../issuer/tokens.ts";
import { openToBrowsers } from "./cors.ts";

export type AuthRoutesDeps = {
  accounts: Accounts;
  tokens: Tokens;
};

const minuteMs = 60_000;

/** The local issuer: sign-up, sign-in, and what Convex needs to check its tokens. */
export function authRoutes({ accounts, tokens }: AuthRoutesDeps): Router {
  const router = Router();
  // Per account against guessing one password; per address against guessing everybody's, and against the cost of argon2.
  const perAccount = createRateLimit({ most: 10, windowMs: minuteMs });
  const perAddress = createRateLimit({ most: 60, windowMs: minuteMs });
  const read = (request: Request): Credentials => {
    perAddress(request.ip ?? "unknown");
    const parsed = Credentials.safeParse(request.body);
    if (!parsed.success) throw new PipelineError("invalid_request", parsed.error.issues[0]?.message);
    perAccount(parsed.data.email);
    return parsed.data;
  };

  router.use(["/auth", "/.well-known"], openToBrowsers);
  router.use("/auth", json({ limit: "16kb" }));
  router.post("/auth/sign-up", async (request, response) => {
    response.status(201).json(await tokens.issue(await accounts.create(read(request))));
  });
  router.post("/auth/sign-in", async (request, response) => {
    response.json(await tokens.issue(await accounts.check(read(request))));
  });
  router.get("/.well-known/jwks.json", (_request, response) => {
    response.setHeader("cache-control", "public, max-age=300");
    response.json(tokens.jwks);
  });
  return router;
}

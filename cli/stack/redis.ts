import { Redis } from "ioredis";

const answerMs = 3_000;

/** Throws one sentence where the Redis that was asked for does not answer. */
export async function checkRedis(url: string): Promise<void> {
  const address = URL.canParse(url) ? new URL(url) : null;
  if (!address || !["redis:", "rediss:"].includes(address.protocol))
    throw new Error("REDIS_URL is no address of a Redis: write it as redis://HOST:PORT.");
  const redis = new Redis(url, {
    lazyConnect: true,
    connectTimeout: answerMs,
    commandTimeout: answerMs,
    retryStrategy: () => null,
  });
  let problem = "";
  redis.on("error", (error: NodeJS.ErrnoException) => {
    problem = error.code ?? error.message;
  });
  try {
    await redis.connect();
    await redis.ping();
  } catch (error) {
    const why = problem || (error instanceof Error ? error.message : String(error));
    // Without the user and the password that the address may hold.
    throw new Error(
      `Redis does not answer at ${address.host} (${why}): start it there, or unset REDIS_URL to have one started here.`,
      { cause: error },
    );
  } finally {
    redis.disconnect();
  }
}

import { destination, type Level, type Logger, pino, stdTimeFunctions } from "pino";
import { isDiskFull } from "./process/diskFull.ts";

/** The most that waits to be written; what comes then is dropped. */
const waitingBytes = 1024 * 1024;

/** JSON lines on stdout, which may be a file on a disk that fills up: then lines are lost, not the program. */
export function createLog(level: Level | "silent"): Logger {
  const stdout = destination({ fd: 1, sync: true, maxLength: waitingBytes });
  stdout.on("error", (error: Error) => {
    if (!isDiskFull(error)) throw error;
  });
  return pino(
    {
      level,
      base: null,
      timestamp: stdTimeFunctions.isoTime,
      redact: ["*.password", "*.token", "*.secret", "*.secrets", "*.authorization", 'headers["x-webhook-signature"]'],
    },
    stdout,
  );
}

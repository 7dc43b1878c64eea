const fullCodes = new Set(["ENOSPC", "EDQUOT"]);

/** Whether it was a full disk, whichever layer met it and however it puts it. */
export function isDiskFull(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ("code" in error && fullCodes.has(String(error.code))) return true;
  // SQLite reports it as "database or disk is full".
  if (/disk is full|no space left on device/i.test(error.message)) return true;
  return error.cause !== undefined && isDiskFull(error.cause);
}

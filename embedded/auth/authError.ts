/** A token that is not to be trusted, in one sentence; the code and status with which HTTP says so are Convex's. */
export class AuthError extends Error {
  override readonly name = "AuthError";
  readonly code: string;
  readonly status: number;

  constructor(message: string, options: ErrorOptions & { code?: string; status?: number } = {}) {
    const { code, status, ...others } = options;
    super(message, others);
    this.code = code ?? "InvalidAuthHeader";
    this.status = status ?? 401;
  }
}

/** A token that is not to be trusted, in one sentence. */
export class AuthError extends Error {
  override readonly name = "AuthError";
}

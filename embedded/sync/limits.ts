// What one connection may use of the server.

export type SyncLimits = {
  /** A connection that is quiet for so long is sent a Ping; clients reconnect when they hear nothing for a minute. */
  pingMs: number;
  /** With more than this unsent, nothing new is worked out for a client until it has read. */
  maxUnsentBytes: number;
  /** A client that takes none of what waits for it within this time is cut off. */
  stalledMs: number;
  /** With more messages than this to be worked on, no more are read from the socket. */
  maxWaiting: number;
};

export const defaultSyncLimits: SyncLimits = {
  pingMs: 15_000,
  maxUnsentBytes: 1024 * 1024,
  stalledMs: 60_000,
  maxWaiting: 1_000,
};

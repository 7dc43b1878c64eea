// What lies where in a data folder, and in a backup, which has the same form and a description.
import { join } from "node:path";

export const databaseName = "convex.sqlite";
export const filesName = "files";

export function databasePath(folder: string): string {
  return join(folder, databaseName);
}

export function filesPath(folder: string): string {
  return join(folder, filesName);
}

/** Last thing that a backup gets: without it, it is not whole. */
export function descriptionPath(folder: string): string {
  return join(folder, "backup.json");
}

export type BackupDescription = { format: number; createdAt: string; files: number; bytes: number };

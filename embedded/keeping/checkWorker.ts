// A thread for a check, which would keep the server from everything else.
import { parentPort, workerData } from "node:worker_threads";
import { damage, type Looked, problemsOf } from "./problems.ts";

/** Of a copy that can't be opened, whose name says nothing to anybody. */
const asProblem = ({ cause, message }: Error): string[] => [damage(cause instanceof Error ? cause.message : message)];

parentPort?.postMessage(await problemsOf(workerData as Looked).catch(asProblem));

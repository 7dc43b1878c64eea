import { cronJobs } from "convex/server";
import { internal } from "./_generated/api.js";

const crons = cronJobs();

crons.interval("send what no runner has acknowledged", { seconds: 15 }, internal.webhooks.sweep, {});
crons.interval("deliver lost jobs anew", { seconds: 15 }, internal.reconciler.reconcile, {});
crons.daily("delete what nobody can see any more", { hourUTC: 3, minuteUTC: 20 }, internal.retention.sweep, {});

export default crons;

/* eslint-disable */
/**
 * Generated `api` utility.
 *
 * THIS CODE IS AUTOMATICALLY GENERATED.
 *
 * To regenerate, run `npx convex dev`.
 * @module
 */

import type * as access from "../access.js";
import type * as crons from "../crons.js";
import type * as environment from "../environment.js";
import type * as errors from "../errors.js";
import type * as http from "../http.js";
import type * as jobs from "../jobs.js";
import type * as media from "../media.js";
import type * as projects from "../projects.js";
import type * as reconciler from "../reconciler.js";
import type * as retention from "../retention.js";
import type * as runner from "../runner.js";
import type * as sceneTransitions from "../sceneTransitions.js";
import type * as scenes from "../scenes.js";
import type * as storedKeys from "../storedKeys.js";
import type * as transitions from "../transitions.js";
import type * as uploads from "../uploads.js";
import type * as usage from "../usage.js";
import type * as users from "../users.js";
import type * as validators from "../validators.js";
import type * as videoSessions from "../videoSessions.js";
import type * as webhooks from "../webhooks.js";

import type {
  ApiFromModules,
  FilterApi,
  FunctionReference,
} from "convex/server";

declare const fullApi: ApiFromModules<{
  access: typeof access;
  crons: typeof crons;
  environment: typeof environment;
  errors: typeof errors;
  http: typeof http;
  jobs: typeof jobs;
  media: typeof media;
  projects: typeof projects;
  reconciler: typeof reconciler;
  retention: typeof retention;
  runner: typeof runner;
  sceneTransitions: typeof sceneTransitions;
  scenes: typeof scenes;
  storedKeys: typeof storedKeys;
  transitions: typeof transitions;
  uploads: typeof uploads;
  usage: typeof usage;
  users: typeof users;
  validators: typeof validators;
  videoSessions: typeof videoSessions;
  webhooks: typeof webhooks;
}>;

/**
 * A utility for referencing Convex functions in your app's public API.
 *
 * Usage:
 * ```js
 * const myFunctionReference = api.myModule.myFunction;
 * ```
 */
export declare const api: FilterApi<
  typeof fullApi,
  FunctionReference<any, "public">
>;

/**
 * A utility for referencing Convex functions in your app's internal API.
 *
 * Usage:
 * ```js
 * const myFunctionReference = internal.myModule.myFunction;
 * ```
 */
export declare const internal: FilterApi<
  typeof fullApi,
  FunctionReference<any, "internal">
>;

export declare const components: {};

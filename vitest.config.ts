import { defineConfig } from "vitest/config";

const elsewhere = ["**/node_modules/**", "**/.proofreel/**"];
const needy = ["**/*.{redis,media,e2e}.test.ts"];

// The suffix of a test file states what it needs; see CONTRIBUTING.md.
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "unit",
          include: ["**/*.test.ts"],
          exclude: [...elsewhere, ...needy, "convex/**"],
          testTimeout: 20_000,
        },
      },
      {
        test: {
          name: "convex",
          include: ["convex/**/*.test.ts"],
          exclude: [...elsewhere, ...needy],
          environment: "edge-runtime",
          server: { deps: { inline: ["convex-test"] } },
          testTimeout: 20_000,
        },
      },
      { test: { name: "redis", include: ["**/*.redis.test.ts"], exclude: elsewhere, testTimeout: 30_000 } },
      {
        test: {
          name: "media",
          include: ["**/*.media.test.ts"],
          exclude: elsewhere,
          testTimeout: 120_000,
          hookTimeout: 60_000,
        },
      },
      {
        // Each of these starts a whole stack: one at a time, or they measure each other.
        test: {
          name: "e2e",
          include: ["**/*.e2e.test.ts"],
          exclude: elsewhere,
          fileParallelism: false,
          testTimeout: 180_000,
          hookTimeout: 180_000,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});

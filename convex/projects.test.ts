// @vitest-environment edge-runtime
import { describe, expect, it } from "vitest";
import { api } from "./_generated/api.js";
import { createBackend, prompt } from "./backend.testing.ts";

describe("projects", () => {
  it("are created, listed newest first, shown and renamed", async () => {
    const ada = createBackend().signIn("ada");
    const physics = await ada.mutation(api.projects.create, { name: " Physics " });
    await ada.mutation(api.projects.create, { name: "Algebra" });
    expect((await ada.query(api.projects.list, {})).map(({ name }) => name)).toEqual(["Algebra", "Physics"]);
    await ada.mutation(api.projects.rename, { projectId: physics, name: "Optics" });
    expect(await ada.query(api.projects.get, { projectId: physics })).toMatchObject({ _id: physics, name: "Optics" });
  });

  it.each(["", "   ", "x".repeat(101)])("refuse the name %j", async (name) => {
    const ada = createBackend().signIn("ada");
    const projectId = await ada.mutation(api.projects.create, { name: "Physics" });
    const refusal = { data: { code: "invalid_request" } };
    await expect(ada.mutation(api.projects.create, { name })).rejects.toMatchObject(refusal);
    await expect(ada.mutation(api.projects.rename, { projectId, name })).rejects.toMatchObject(refusal);
  });

  it("take their videos and jobs with them when removed", async () => {
    const backend = createBackend();
    const ada = backend.signIn("ada");
    const projectId = await ada.mutation(api.projects.create, { name: "Physics" });
    const { sessionId, jobId } = await ada.mutation(api.videoSessions.create, { ...prompt, projectId });
    await ada.mutation(api.projects.remove, { projectId });
    for (const read of [
      () => ada.query(api.projects.get, { projectId }),
      () => ada.query(api.videoSessions.get, { sessionId }),
      () => ada.query(api.jobs.bySession, { sessionId }),
    ])
      await expect(read()).rejects.toMatchObject({ data: { code: "not_found" } });
    expect((await backend.job(jobId)).status).toBe("canceled");
  });

  it("My videos is made again after it was removed", async () => {
    const ada = createBackend().signIn("ada");
    const first = await ada.mutation(api.videoSessions.create, prompt);
    const { projectId } = await ada.query(api.videoSessions.get, { sessionId: first.sessionId });
    await ada.mutation(api.projects.remove, { projectId });
    const second = await ada.mutation(api.videoSessions.create, prompt);
    expect((await ada.query(api.videoSessions.get, { sessionId: second.sessionId })).projectId).not.toBe(projectId);
    expect(await ada.query(api.projects.list, {})).toHaveLength(1);
  });
});

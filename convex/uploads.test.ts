// @vitest-environment edge-runtime
import { describe, expect, it } from "vitest";
import { api, internal } from "./_generated/api.js";
import { type Backend, createBackend, type Owner } from "./backend.testing.ts";

const day = 24 * 60 * 60 * 1000;

async function upload(backend: Backend, owner: Owner, text = "bytes of a picture") {
  const { uploadId, uploadUrl } = await owner.mutation(api.uploads.start, {});
  expect(uploadUrl).toMatch(/^https?:/);
  const storageId = await backend.t.run((ctx) => ctx.storage.store(new Blob([text])));
  const { sha256, bytes } = await owner.mutation(api.uploads.finish, { uploadId, storageId });
  return { uploadId, storageId, picture: { path: "figures/a.png", sha256, bytes, width: 400, height: 300 } };
}

const order = (pictures: Awaited<ReturnType<typeof upload>>["picture"][], uploads: string[]) => ({
  ...{ quality: "draft" as const, voice: "espeak", language: "en", uploads },
  source: { kind: "lesson" as const, markdown: "# Waves\n\n![A wave](figures/a.png)", pictures },
});

const left = (backend: Backend) =>
  backend.t.run(async (ctx) => ({
    uploads: (await ctx.db.query("uploads").collect()).map(({ _id }) => _id),
    files: (await ctx.db.system.query("_storage").collect()).map(({ _id }) => _id),
  }));

async function sweep(backend: Backend) {
  await backend.t.mutation(internal.retention.sweep, {});
  for (let round = 0; round < 20; round++) await backend.settle();
}

const rejects = (work: Promise<unknown>, code: string) => expect(work).rejects.toMatchObject({ data: { code } });

describe("an upload", () => {
  it("becomes a lesson's picture, which the runner of its job alone is given", async () => {
    const backend = createBackend();
    const owner = backend.signIn("ada");
    const { picture, uploadId } = await upload(backend, owner);
    expect(picture).toMatchObject({ bytes: 18, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
    const { jobId, sessionId } = await owner.mutation(api.videoSessions.create, order([picture], [uploadId]));
    await backend.settle();
    const { order: work } = await backend.claim(jobId);
    expect(work.source.pictures).toEqual([picture]);
    expect(JSON.parse(backend.received[0]?.body ?? "").source.pictures).toEqual([picture]);

    const { sha256 } = picture;
    const given = await backend.post("/runner/picture", { jobId, sha256 });
    expect([given.status, await given.text()]).toEqual([200, "bytes of a picture"]);
    const refused = async (body: unknown, changed = {}) =>
      (await backend.post("/runner/picture", body, changed)).status;
    expect(await refused({ jobId, sha256: sha256.replace(/./g, "0") })).toBe(404);
    expect(await refused({ jobId: sessionId, sha256 })).toBe(404);
    expect(await refused({ jobId, sha256: "../x" })).toBe(400);
    expect(await refused({ jobId, sha256 }, { headers: { "X-Webhook-Signature": "sha256=00" } })).toBe(401);
    await owner.mutation(api.videoSessions.cancel, { sessionId });
    expect(await refused({ jobId, sha256 })).toBe(404);
  });

  it("can be used by nobody else, and once", async () => {
    const backend = createBackend();
    const [ada, bob] = [backend.signIn("ada"), backend.signIn("bob")];
    const mine = await upload(backend, ada);
    const his = await bob.mutation(api.uploads.start, {});
    await rejects(bob.mutation(api.uploads.finish, { uploadId: his.uploadId, storageId: mine.storageId }), "not_found");
    await rejects(
      bob.mutation(api.uploads.finish, { uploadId: mine.uploadId, storageId: mine.storageId }),
      "not_found",
    );
    await rejects(bob.mutation(api.videoSessions.create, order([mine.picture], [mine.uploadId])), "not_found");
    await rejects(bob.mutation(api.videoSessions.create, order([mine.picture], [his.uploadId])), "not_found");
    await ada.mutation(api.videoSessions.create, order([mine.picture], [mine.uploadId]));
    await rejects(ada.mutation(api.videoSessions.create, order([mine.picture], [mine.uploadId])), "not_found");
  });

  it("may be finished again after a broken connection, but not with another file", async () => {
    const backend = createBackend();
    const owner = backend.signIn("ada");
    const { uploadId, storageId, picture } = await upload(backend, owner);
    const { sha256, bytes } = picture;
    expect(await owner.mutation(api.uploads.finish, { uploadId, storageId })).toEqual({ sha256, bytes });
    const other = await backend.t.run((ctx) => ctx.storage.store(new Blob(["another"])));
    await rejects(owner.mutation(api.uploads.finish, { uploadId, storageId: other }), "not_found");
  });

  it("of no bytes or of more than 20 MB is refused", async () => {
    const backend = createBackend();
    const owner = backend.signIn("ada");
    await rejects(upload(backend, owner, ""), "invalid_request");
    await rejects(upload(backend, owner, "x".repeat(20_000_001)), "invalid_request");
  });

  it("is one of 80 that may wait for a video", async () => {
    const owner = createBackend().signIn("ada");
    for (let count = 0; count < 80; count++) await owner.mutation(api.uploads.start, {});
    await rejects(owner.mutation(api.uploads.start, {}), "too_many_requests");
  });
});

describe("a lesson", () => {
  it("whose picture was not uploaded, or is not the one that was, is refused", async () => {
    const backend = createBackend();
    const owner = backend.signIn("ada");
    const { picture, uploadId } = await upload(backend, owner);
    await rejects(owner.mutation(api.videoSessions.create, order([picture], [])), "invalid_picture");
    await rejects(owner.mutation(api.videoSessions.create, order([{ ...picture, bytes: 5 }], [uploadId])), "not_found");
    await rejects(owner.mutation(api.videoSessions.create, order([], [uploadId])), "not_found");
  });

  it("may show one picture under two paths", async () => {
    const backend = createBackend();
    const owner = backend.signIn("ada");
    const { picture, uploadId } = await upload(backend, owner);
    const pictures = [picture, { ...picture, path: "b.png" }];
    await owner.mutation(api.videoSessions.create, order(pictures, [uploadId]));
  });
});

describe("retention", () => {
  it("deletes a picture with its session", async () => {
    const backend = createBackend();
    const owner = backend.signIn("ada");
    const kept = await upload(backend, owner, "kept");
    await owner.mutation(api.videoSessions.create, order([kept.picture], [kept.uploadId]));
    const gone = await upload(backend, owner, "gone");
    const { sessionId } = await owner.mutation(api.videoSessions.create, order([gone.picture], [gone.uploadId]));
    await owner.mutation(api.videoSessions.remove, { sessionId });
    for (let round = 0; round < 20; round++) await backend.settle();
    expect(await left(backend)).toEqual({ uploads: [kept.uploadId], files: [kept.storageId] });
  });

  it("deletes what no video has used for a day, finished or not, and nothing that is used or younger", async () => {
    const backend = createBackend();
    const owner = backend.signIn("ada");
    const used = await upload(backend, owner, "used");
    await owner.mutation(api.videoSessions.create, order([used.picture], [used.uploadId]));
    await upload(backend, owner, "unused");
    await owner.mutation(api.uploads.start, {});
    await backend.t.run((ctx) => ctx.storage.store(new Blob(["never finished"])));
    await backend.advance(day + 1);
    const young = await upload(backend, owner, "young");
    await sweep(backend);
    expect(await left(backend)).toEqual({
      uploads: [used.uploadId, young.uploadId],
      files: [used.storageId, young.storageId],
    });
  });
});

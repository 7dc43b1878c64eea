import { createHash } from "node:crypto";
import { expect, it } from "vitest";
import * as z from "zod";
import { Failure } from "./failures.ts";
import { Claim, ClaimAnswer, EditWebhook, GenerateWebhook, WebhookAnswer } from "./jobs.ts";
import { PictureRequest } from "./picture.ts";
import { ReportBatch, ReportBatchAnswer } from "./reports.ts";
import { WantedAnswer, WantedQuestion } from "./storedKeys.ts";
import { wireVersion } from "./wireVersion.ts";

/** The hash of the wire schemas of each version. A change of the wire needs a new version and a new line here. */
const hashes: Record<number, string> = {
  1: "12faf749b5eb9bf26e0c80928891cdb8a9eca0de578f0c6225f7b9b0660a44ea",
  2: "9d5180a18b0b60ceb4cf9789cb3d88c508934f3be7d543abae01d37ad640ec11",
  3: "7a8ec1e72e5cb59f85e9d1b4724336905bd139380bf4a3e1fec35a6a09a7459c",
  4: "a8939cad00f20e466fb304a2ad2f5f70e3f0eb326995dda0d74b75f383031393",
  5: "4b240b79ff511db5cbd2fe1d3b6dc461968093dcfc9a1aaf7ccf64a25a15f392",
  6: "3ce5ef938b28393c15b001282f59de8313407d7f60ec4bdc9c4165387e95802e",
  7: "ae4ff3dcf3bc570e7603ffd1828b02badc950c2cf362c4e4d2e6fbcdce38f80a",
  8: "c191ef3c138c1504df2ff1984b47eb2a51dc34cb1095a7c9c4472953671b84fa",
};

it("the wire schemas change only together with wireVersion", () => {
  const schemas = {
    Claim,
    ClaimAnswer,
    EditWebhook,
    Failure,
    GenerateWebhook,
    PictureRequest,
    ReportBatch,
    ReportBatchAnswer,
    WantedAnswer,
    WantedQuestion,
    WebhookAnswer,
  };
  const json = JSON.stringify(Object.entries(schemas).map(([name, schema]) => [name, z.toJSONSchema(schema)]));
  expect(createHash("sha256").update(json).digest("hex")).toBe(hashes[wireVersion]);
});

it("every version of the wire is another", () => {
  expect(new Set(Object.values(hashes)).size).toBe(wireVersion);
});

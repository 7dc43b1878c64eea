import { expect, it } from "vitest";
import { espeakVoiceOf } from "./languages.ts";

it("a language has a voice by its tag, by its language alone, or none", () => {
  expect(espeakVoiceOf("en")).toBe("en-us");
  expect(espeakVoiceOf("en-GB")).toBe("en");
  expect(espeakVoiceOf("de-AT")).toBe("de");
  expect(espeakVoiceOf("pt_BR")).toBe("pt-br");
  expect(espeakVoiceOf("tlh")).toBeUndefined();
  expect(espeakVoiceOf("")).toBeUndefined();
});

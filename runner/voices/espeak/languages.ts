// espeak-ng's own names of what it speaks, by BCP 47 language; where a language has several, the first is its default.
const voices: Record<string, string> = {
  ar: "ar",
  ca: "ca",
  cs: "cs",
  da: "da",
  de: "de",
  el: "el",
  en: "en-us",
  "en-gb": "en",
  "en-us": "en-us",
  es: "es",
  "es-419": "es-419",
  "es-mx": "es-419",
  fi: "fi",
  fr: "fr",
  "fr-be": "fr-be",
  "fr-ch": "fr-ch",
  hi: "hi",
  hu: "hu",
  id: "id",
  it: "it",
  ja: "ja",
  ko: "ko",
  nb: "nb",
  nl: "nl",
  no: "nb",
  pl: "pl",
  pt: "pt",
  "pt-br": "pt-br",
  ro: "ro",
  ru: "ru",
  sv: "sv",
  tr: "tr",
  uk: "uk",
  vi: "vi",
  zh: "cmn",
};

/** espeak-ng's voice for "pt-BR", "pt_br" or, where the region is unknown, for the language alone. */
export function espeakVoiceOf(language: string): string | undefined {
  const tag = language.trim().toLowerCase().replaceAll("_", "-");
  return voices[tag] ?? voices[tag.split("-")[0] ?? ""];
}

// The encodings that papers come in; old ones say theirs in inputenc, or nowhere.

/** What TeX's inputenc calls them, and what the decoder does. */
const inputEncodings: Readonly<Record<string, string>> = {
  latin1: "latin1",
  ansinew: "windows-1252",
  cp1252: "windows-1252",
  latin2: "iso-8859-2",
  cp1250: "windows-1250",
  latin9: "iso-8859-15",
  applemac: "macintosh",
  koi8r: "koi8-r",
  "koi8-r": "koi8-r",
  cp1251: "windows-1251",
  gbk: "gbk",
  gb2312: "gbk",
  sjis: "shift_jis",
};

/** Text whatever its encoding: UTF-16 and UTF-8 by their marks, UTF-8 where it is valid, else what inputenc says, else Latin 1. */
export function decodeText(content: Uint8Array): string {
  const [first, second] = content;
  const utf16 = first === 0xff && second === 0xfe ? "utf-16le" : first === 0xfe && second === 0xff ? "utf-16be" : null;
  return clean(utf16 === null ? narrow(content) : new TextDecoder(utf16).decode(content));
}

function narrow(content: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(content);
  } catch {
    // An older encoding, or a file that mixes them: Latin 1 reads any bytes.
    const head = new TextDecoder("latin1").decode(content.subarray(0, 50_000));
    const told = /\\(?:usepackage|inputencoding)\s*\[?\{?([a-z0-9-]+)\]?\}?(?:\s*\{inputenc\})?/g;
    for (const [, name = ""] of head.matchAll(told)) {
      const encoding = inputEncodings[name];
      if (encoding) return new TextDecoder(encoding).decode(content);
    }
    return new TextDecoder("windows-1252").decode(content);
  }
}

/** One kind of line end; no NUL and no lone surrogates, which can't be stored. */
const clean = (text: string): string => text.replace(/\r\n?/g, "\n").replaceAll("\0", "").toWellFormed();

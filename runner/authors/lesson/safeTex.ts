// What TeX of a lesson may not do: read, write, load, or change what characters and commands mean.
import { PipelineError } from "../../../shared/failures.ts";

const forbidden = [
  "input|include|includeonly|includegraphics|InputIfFileExists|IfFileExists|verbatiminput|lstinputlisting|subfile|import",
  "write\\d*|immediate|openin|openout|closein|closeout|read|readline|newread|newwrite|typein|typeout|message|errmessage|ShellEscape",
  "usepackage|RequirePackage|documentclass|LoadClass|special|pdf[a-zA-Z]*|directlua|luaexec|latelua|input@path|jobname",
  "def|edef|gdef|xdef|let|futurelet|newcommand|renewcommand|providecommand|newenvironment|csname|expandafter|catcode|lccode|uccode|scantokens|loop|everymath|begingroup|output|endinput|makeatletter|font|mathcode",
].join("|");
const command = new RegExp(`\\\\(?:${forbidden})(?![a-zA-Z@])`);
/** `^^5c` is a backslash to TeX. */
const hiddenCharacter = /\^\^/;
const formulaLimit = 2000;

export function refuseUnsafe(tex: string): void {
  const found = command.exec(tex)?.[0] ?? hiddenCharacter.exec(tex)?.[0];
  if (found) {
    throw new PipelineError(
      "unsafe_formula",
      `A formula uses ${found}, which reads or writes files or changes TeX itself and is not allowed: remove it.`,
    );
  }
  if (tex.length > formulaLimit)
    throw new PipelineError("invalid_lesson", "A formula may have 2,000 characters: shorten it.");
}

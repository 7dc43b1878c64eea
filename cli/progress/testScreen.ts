// A terminal as a test sees it: what stands where after everything that was printed, lines that scrolled away included.
import { stripVTControlCharacters } from "node:util";

export type TestScreen = {
  write: (text: string) => void;
  isTTY: true;
  columns: number;
  rows: number;
  /** As xterm does it: what does not fit is cut off. */
  resize: (columns: number, rows: number) => void;
  lines: () => string[];
  cursor: () => { row: number; column: number; hidden: boolean };
};

// biome-ignore lint/suspicious/noControlCharactersInRegex: a terminal's commands begin with one.
const token = /\u001b\[(\??)(\d*(?:;\d+)*)([A-Za-z])|[\s\S]/gu;

export function testScreen(columns: number, rows: number): TestScreen {
  const lines: string[][] = [[]];
  let [row, column, hidden, wraps] = [0, 0, false, true];
  const down = (): void => {
    row += 1;
    lines[row] ??= [];
  };
  const put = (letter: string): void => {
    if (column >= screen.columns) {
      if (!wraps) column = screen.columns - 1;
      else {
        column = 0;
        down();
      }
    }
    const line = lines[row] ?? [];
    while (line.length < column) line.push(" ");
    line[column] = letter;
    column += 1;
  };
  const command = (isPrivate: boolean, argument: number, letter: string): void => {
    if (isPrivate && argument === 25) hidden = letter === "l";
    else if (isPrivate && argument === 7) wraps = letter === "h";
    // The cursor can't leave the screen for what has scrolled away.
    else if (letter === "A") row = Math.max(row - Math.max(1, argument), Math.max(0, lines.length - screen.rows), 0);
    else if (letter === "K") lines[row]?.splice(column);
    else if (letter === "J") {
      lines[row]?.splice(column);
      lines.splice(row + 1);
    } else if (letter !== "m") throw new Error(`This terminal does not know CSI ${argument} ${letter}.`);
  };
  const screen: TestScreen = {
    isTTY: true,
    columns,
    rows,
    write: (text) => {
      for (const [whole, isPrivate, argument, letter] of text.matchAll(token))
        if (letter !== undefined) command(isPrivate === "?", Number(argument), letter);
        else if (whole === "\n") {
          column = 0;
          down();
        } else if (whole === "\r") column = 0;
        else put(stripVTControlCharacters(whole));
    },
    resize: (newColumns, newRows) => {
      for (const line of lines) line.splice(newColumns);
      Object.assign(screen, { columns: newColumns, rows: newRows });
    },
    lines: () => lines.map((line) => line.join("").trimEnd()).filter((line, index) => line !== "" || index < row),
    cursor: () => ({ row, column, hidden }),
  };
  return screen;
}

// A job in progress as lines of a terminal: its title and stages, then a line for each scene. Every line fits the width,
// whatever it is, and the words say without colour what the colours say.
import { styleText } from "node:util";
import { stages } from "../../shared/stages.ts";
import type { View } from "../session/follow.ts";
import { fitted } from "./displayWidth.ts";

type Scene = View["scenes"][number];
type Style = Parameters<typeof styleText>[0];

export type Frame = {
  columns: number;
  /** The most lines; scenes beyond them are counted in one. */
  rows: number;
  color: boolean;
  /** Turns the spinner; 0 up. */
  tick: number;
  elapsedMs: number;
  /** How long a scene has been (or was) in work; undefined where nobody saw it begin. */
  sceneElapsedMs: (key: string) => number | undefined;
};

const spinner = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];
const stageWidth = Math.max(...stages.map((stage) => stage.length));
/** Narrower than these, the bar and then the time are left out, so that the title stays readable. */
const barFrom = 60;
const timeFrom = 34;

export function board(view: View, frame: Frame): string[] {
  const paint = (style: Style, text: string): string =>
    frame.color ? styleText(style, text, { validateStream: false }) : text;
  const { scenes } = view;
  const room = frame.rows - 2;
  const shown = scenes.length <= room ? scenes : chosen(scenes, room - 1);
  const rest = scenes.filter((scene) => !shown.includes(scene));
  return [
    titleLine(view, frame, paint),
    stageLine(view, frame, paint),
    ...shown.map((scene) => sceneLine(scene, scenes.length, frame, paint)),
    ...(rest.length === 0 ? [] : [paint("dim", fitted(restLine(rest), frame.columns))]),
  ];
}

type Paint = (style: Style, text: string) => string;

const marks = {
  queued: ["·", "dim"],
  running: ["", "cyan"],
  ready: ["✓", "green"],
  partial: ["!", "yellow"],
  failed: ["✗", "red"],
  canceled: ["–", "dim"],
} as const satisfies Record<string, [string, Style]>;

/** How the job stands: an edit that failed leaves a session that is ready. */
function standing({ session, job }: View): keyof typeof marks {
  if (job.status === "done") return session.status;
  return job.status === "failed" || job.status === "canceled" ? job.status : "running";
}

function titleLine(view: View, frame: Frame, paint: Paint): string {
  const [mark, style] = marks[standing(view)];
  const time = clock(frame.elapsedMs);
  const title = fitted(view.session.title, frame.columns - 4 - time.length);
  return `${paint(style, mark || turn(frame.tick))} ${paint("bold", title)}  ${paint("dim", time)}`;
}

function stageLine(view: View, { columns }: Frame, paint: Paint): string {
  const how = standing(view);
  if (how !== "running") return paint(marks[how][1], fitted(`  ${how}`, columns));
  const at = view.session.stage === undefined ? -1 : stages.indexOf(view.session.stage);
  if (at < 0 || view.job.status !== "running") return paint("dim", fitted("  waiting for the runner", columns));
  const steps = stages.map((stage, index) => {
    if (index < at) return { text: `✓ ${stage}`, style: "green" as const };
    return index === at
      ? { text: `● ${stage}`, style: "cyan" as const }
      : { text: `○ ${stage}`, style: "dim" as const };
  });
  const width = steps.reduce((sum, { text }) => sum + text.length + 2, 0);
  if (width > columns) return paint("cyan", fitted(`  ● ${stages[at]}, step ${at + 1} of ${stages.length}`, columns));
  return `  ${steps.map(({ text, style }) => paint(style, text)).join("  ")}${" ".repeat(columns - width)}`;
}

const sceneMarks = {
  waiting: ["·", "dim"],
  running: ["", "cyan"],
  ready: ["✓", "green"],
  slate: ["!", "yellow"],
} as const satisfies Record<string, [string, Style]>;

function sceneLine(scene: Scene, count: number, frame: Frame, paint: Paint): string {
  const { columns, tick, sceneElapsedMs } = frame;
  const [mark, style] = sceneMarks[scene.status];
  const share = shareOf(scene);
  const number = String(scene.position + 1).padStart(String(count).length);
  const percent = (scene.status === "running" ? `${Math.floor(share * 100)} %` : "").padStart(5);
  const word = (scene.status === "running" ? (scene.stage ?? "running") : scene.status).padEnd(stageWidth);
  const elapsed = sceneElapsedMs(scene.key);
  const time = columns < timeFrom ? "" : `  ${(elapsed === undefined ? "" : clock(elapsed)).padStart(5)}`;
  const barWidth = columns < barFrom ? 0 : Math.min(24, Math.round(columns / 5));
  const bar = barWidth === 0 ? "" : `  ${barOf(share, barWidth, style, paint)}`;
  const right = (barWidth === 0 ? 0 : barWidth + 2) + percent.length + 2 + word.length + time.length;
  const title = fitted(scene.title, columns - 3 - number.length - right);
  const shownTitle = scene.status === "waiting" ? paint("dim", title) : title;
  const left = `${paint(style, mark || turn(tick + scene.position))} ${number} ${shownTitle}`;
  return `${left}${bar}${percent}  ${paint(style, word)}${paint("dim", time)}`;
}

/** The stages' shares of a scene's time, about as it is spent, so that the bar never goes back. */
const spans = { script: [0, 0.05], narrate: [0.05, 0.1], render: [0.1, 0.95], check: [0.95, 1] } as const;

function shareOf({ status, stage, progress }: Scene): number {
  if (status === "ready" || status === "slate") return 1;
  if (status === "waiting" || stage === undefined) return 0;
  const [from, to] = spans[stage];
  return from + (to - from) * Math.min(1, Math.max(0, progress));
}

function barOf(share: number, width: number, style: Style, paint: Paint): string {
  const full = Math.round(share * width);
  return paint(style, "━".repeat(full)) + paint("dim", "─".repeat(width - full));
}

/** Those in work, then those that wait, then the last that are done; in their order. */
function chosen(scenes: Scene[], count: number): Scene[] {
  const rank = { running: 0, slate: 1, waiting: 2, ready: 3 };
  const sorted = scenes.toSorted(
    (left, right) =>
      rank[left.status] - rank[right.status] ||
      (left.status === "ready" ? right.position - left.position : left.position - right.position),
  );
  const kept = new Set(sorted.slice(0, Math.max(0, count)));
  return scenes.filter((scene) => kept.has(scene));
}

function restLine(rest: Scene[]): string {
  const ready = rest.filter(({ status }) => status === "ready").length;
  const others = rest.length - ready;
  const parts = [ready > 0 ? `${ready} more ready` : "", others > 0 ? `${others} more to come` : ""];
  return `  … ${parts.filter(Boolean).join(", ")}`;
}

const turn = (tick: number): string => spinner[tick % spinner.length] ?? "";

function clock(elapsedMs: number): string {
  const seconds = Math.floor(elapsedMs / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

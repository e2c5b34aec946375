import type { ExportQuery } from "@/lib/contracts/recording";
import { exportAsciicast } from "@/server/recording/exports/asciicast";
import { exportHtml } from "@/server/recording/exports/html";
import { exportRaw } from "@/server/recording/exports/raw";
import { exportText } from "@/server/recording/exports/text";
import { requirePermission } from "../access/require-permission";
import type { ServiceContext } from "../context";
import { findHost } from "../hosts/find-host";
import type { RecordingDeps } from "./console-services";

export interface RecordingFile {
  readonly type: string;
  /** With its ending: ours, never a person's text. */
  readonly name: string;
  readonly content: AsyncIterable<string | Buffer>;
}

const kinds = {
  text: { type: "text/plain; charset=utf-8", ending: "txt" },
  raw: { type: "application/octet-stream", ending: "log" },
  asciicast: { type: "application/x-asciicast", ending: "cast" },
  html: { type: "text/html; charset=utf-8", ending: "html" },
} as const;

/** A recording, or a part of it, as a file; made piece by piece. Who took what away is in the audit. */
export async function exportRecording(
  deps: RecordingDeps,
  ctx: ServiceContext,
  hostId: string,
  { format, from, until }: ExportQuery,
): Promise<RecordingFile> {
  requirePermission(ctx, "console.search");
  const { id, name } = await findHost(deps.stores.hosts, hostId);
  const recording = await deps.consoles.recordings.open(hostId);
  const begin = from ? await recording.locate(new Date(from)) : recording.start;
  const end = until ? await recording.locate(new Date(until)) : recording.end;
  await deps.audit.record(ctx, {
    action: "console.export",
    host: { id, name },
    outcome: "ok",
    detail: `${format}, bytes ${begin} to ${end}`,
  });
  const stretches = recording.stretches(begin, end);
  const content = {
    text: () => exportText(stretches),
    raw: () => exportRaw(stretches),
    asciicast: () => exportAsciicast(stretches, { title: name }),
    html: () => exportHtml(stretches, { title: name }),
  }[format]();
  const { type, ending } = kinds[format];
  return { type, name: `console-${id}.${ending}`, content };
}

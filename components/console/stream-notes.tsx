"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { useFormat } from "@/lib/format/use-format";
import type { ConsoleClient, Note } from "./console-client";
import { useMarkText } from "./use-mark-text";

/** What is known about missing, doubled or untyped bytes, beside the terminal. The newest in sight, the rest unfolds. */
export function StreamNotes({ client, notes }: { client: ConsoleClient; notes: readonly Note[] }) {
  const t = useTranslations("console");
  const [newest, ...older] = notes;
  if (!newest) return null;
  return (
    <div
      role="status"
      className="border-warning/30 bg-warning/8 flex items-start gap-3 rounded-md border px-3 py-1.5 text-xs"
    >
      <div className="min-w-0 flex-1">
        <NoteLine note={newest} />
        {older.length > 0 && (
          <details>
            <summary className="text-muted-foreground">{t("notes", { count: notes.length })}</summary>
            <ul className="grid max-h-32 gap-0.5 overflow-y-auto pt-1">
              {older.map((note) => (
                <li key={note.id}>
                  <NoteLine note={note} />
                </li>
              ))}
            </ul>
          </details>
        )}
      </div>
      <Button variant="ghost" size="sm" className="-my-0.5 h-6" onClick={() => client.dismissNotes()}>
        {t("notesClear")}
      </Button>
    </div>
  );
}

function NoteLine({ note }: { note: Note }) {
  const t = useTranslations("console.note");
  const markText = useMarkText();
  const format = useFormat();
  return (
    <p>
      <time className="text-muted-foreground">{format.dateTime(new Date(note.at).toISOString())}</time>{" "}
      {t(note.reason, {
        bytes: note.bytes ?? 0,
        offset: note.offset ?? 0,
        text: markText(note.reason, note.text),
      })}
    </p>
  );
}

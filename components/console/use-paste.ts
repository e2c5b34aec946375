"use client";

import { type ClipboardEvent, useState } from "react";
import { reviewPaste } from "./paste";
import type { OpenConsole } from "./use-console";

/** Pasting with a look first: short single lines go through, all else waits for the person's yes. */
export function usePaste(open: OpenConsole | null) {
  /** What waits for a yes; null when nothing does. */
  const [waiting, setWaiting] = useState<string | null>(null);

  const offer = (text: string) => {
    if (!open?.client.writing) return;
    const review = reviewPaste(text);
    if (review.needsConfirmation) setWaiting(text);
    else open.terminal.paste(review.text);
  };

  return {
    waiting,
    /** Catches every way a browser pastes before the terminal sees it. */
    onPasteCapture: (event: ClipboardEvent) => {
      event.preventDefault();
      event.stopPropagation();
      offer(event.clipboardData.getData("text/plain"));
    },
    /** For a button. Where the page may not read the clipboard, the person pastes into the dialog. */
    fromClipboard: async () => {
      const text = window.isSecureContext ? await navigator.clipboard.readText().catch(() => "") : "";
      if (text === "") setWaiting("");
      else offer(text);
    },
    confirm: (text: string) => {
      setWaiting(null);
      open?.terminal.paste(text);
      open?.terminal.focus();
    },
    cancel: () => setWaiting(null),
  };
}

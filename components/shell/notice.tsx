import type { ReactNode } from "react";
import { Logo } from "./logo";

/** A page that has one thing to say. */
export function Notice({ title, text, children }: { title: string; text: string; children?: ReactNode }) {
  return (
    <main className="grid min-h-dvh place-items-center p-6">
      <div className="grid max-w-md justify-items-center gap-3 text-center">
        <Logo className="mb-2 size-9" />
        <h1 className="text-lg font-semibold">{title}</h1>
        <p className="text-muted-foreground text-balance">{text}</p>
        {children}
      </div>
    </main>
  );
}

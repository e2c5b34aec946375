import type { ReactNode } from "react";
import { Logo } from "@/components/shell/logo";

/** The frame of the pages before login. */
export function AuthCard({ title, text, children }: { title: string; text: string; children: ReactNode }) {
  return (
    <main className="grid min-h-dvh content-center justify-items-center px-4 py-10">
      <div className="w-full max-w-sm">
        <div className="mb-6 grid justify-items-center gap-1 text-center">
          <Logo className="mb-3 size-10" />
          <h1 className="text-lg font-semibold tracking-tight">{title}</h1>
          <p className="text-muted-foreground text-balance">{text}</p>
        </div>
        {children}
      </div>
    </main>
  );
}

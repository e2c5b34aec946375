"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { SearchField } from "@/components/filter/search-field";
import { cn } from "@/lib/cn";
import type { ShellVerb } from "@/lib/contracts/ipmi-shell";
import { matchingVerbs } from "./complete";

/** All verbs with what they do; one click puts a verb on the line. */
export function VerbList({
  verbs,
  onChoose,
}: {
  verbs: readonly ShellVerb[];
  onChoose: (words: string) => void;
}) {
  const t = useTranslations("ipmiShell");
  const [search, setSearch] = useState("");
  const shown = matchingVerbs(verbs, search);
  return (
    <section aria-label={t("verbs")} className="grid min-w-0 content-start gap-2">
      <div className="flex flex-wrap items-baseline justify-between gap-x-3">
        <h2 className="text-sm font-medium">{t("verbs")}</h2>
        <p className="text-muted-foreground text-xs">{t("verbsHint")}</p>
      </div>
      <SearchField value={search} label={t("filterVerbs")} onChange={setSearch} className="sm:max-w-none" />
      <ul className="max-h-[calc(100dvh-27rem)] min-h-60 divide-y overflow-y-auto rounded-lg border">
        {shown.map((verb) => {
          const words = verb.path.join(" ");
          return (
            <li key={words}>
              <button
                type="button"
                onClick={() => onChoose(words)}
                className="hover:bg-accent focus-visible:bg-accent grid w-full gap-0.5 px-3 py-2 text-left outline-none"
              >
                <span className="font-mono text-xs break-words">
                  {words} <span className="text-muted-foreground">{verb.usage}</span>
                </span>
                <span className="text-muted-foreground text-xs">{verb.summary}</span>
                {verb.class !== "read" && (
                  <span className={cn("text-xs", verb.class === "once" ? "text-warning" : "text-foreground")}>
                    {t(`class.${verb.class}`)}
                  </span>
                )}
              </button>
            </li>
          );
        })}
        {shown.length === 0 && (
          <li className="text-muted-foreground px-3 py-2 text-sm">{verbs.length > 0 && t("noVerbs")}</li>
        )}
      </ul>
    </section>
  );
}

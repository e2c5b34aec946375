"use client";

import { TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { CopyButton } from "@/components/host-header/copy-button";
import { Card, CardAction, CardContent, CardHeader, CardTitle } from "@/components/ui/card";
import type { Fru, FruArea } from "@/lib/contracts/inventory";
import { usePhrase } from "@/lib/i18n/phrases/phrases-provider";
import { Fact, Facts } from "./facts";
import { keyedFields } from "./keyed-fields";

/** A replaceable unit: its areas field by field, and what is wrong with the data. */
export function FruCard({ fru }: { fru: Fru }) {
  const t = useTranslations("hardware");
  const phrase = usePhrase();
  /** One behind a controller of its own carries that controller's address above its number. */
  const fruNumber = (id: number) => {
    const address = id >> 8;
    if (address === 0) return t("fruId", { id });
    return t("fruBehind", { id: id & 0xff, address: address.toString(16).toUpperCase() });
  };
  const text = fru.areas
    .map((area) => [area.title, ...area.fields.map((field) => `${field.label}: ${field.value}`)].join("\n"))
    .join("\n\n");
  return (
    <Card>
      <CardHeader>
        <CardTitle>
          {fru.name} <span className="text-muted-foreground font-normal">{fruNumber(fru.id)}</span>
        </CardTitle>
        {text && (
          <CardAction>
            <CopyButton text={text} what={t("copyAll", { name: fru.name })} />
          </CardAction>
        )}
      </CardHeader>
      <CardContent className="grid gap-4">
        {fru.warnings.length > 0 && <Warnings warnings={fru.warnings} />}
        {fru.areas.length === 0 && <p className="text-muted-foreground">{t("noAreas")}</p>}
        {fru.areas.map((area) => (
          <section key={`${area.kind} ${area.title}`} className="grid gap-1.5">
            <h3 className="text-muted-foreground border-b pb-1 text-xs font-medium">
              {area.kind === "multirecord" ? phrase(area.title) : t(`area.${area.kind}`)}
            </h3>
            <Facts>
              {keyedFields(area.fields).map((field) => (
                <Fact
                  key={field.key}
                  term={phrase(field.label)}
                  value={isEngines(area, field) ? phrase(field.value) : field.value}
                  copy
                />
              ))}
            </Facts>
          </section>
        ))}
      </CardContent>
    </Card>
  );
}

/** Values that are decoded, as against texts that the maker of the part wrote. */
function isEngines({ kind, fields }: FruArea, { label }: FruArea["fields"][number]): boolean {
  return kind === "multirecord" || (kind === "chassis" && label === fields[0]?.label);
}

function Warnings({ warnings }: { warnings: readonly string[] }) {
  const t = useTranslations("hardware");
  const phrase = usePhrase();
  return (
    <div className="border-warning/30 bg-warning/8 grid gap-1 rounded-md border px-3 py-2 text-xs">
      <p className="flex items-center gap-1.5 font-medium">
        <TriangleAlert aria-hidden className="text-warning size-3.5" />
        {t("warnings", { count: warnings.length })}
      </p>
      <ul className="list-disc pl-5">
        {warnings.map((warning) => (
          <li key={warning}>{phrase(warning)}</li>
        ))}
      </ul>
      <p className="text-muted-foreground">{t("warningsHint")}</p>
    </div>
  );
}

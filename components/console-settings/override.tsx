"use client";

import { ArrowUp, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import type { ConsolePolicy } from "@/lib/contracts/recording";
import { type PolicyName, policyNames } from "./policy-draft";
import { PolicyFields } from "./policy-fields";

/** What is set for one tag or one host, in a line; opens to be changed. A new one is open. */
export function Override(props: {
  name: string;
  policy: Partial<ConsolePolicy>;
  inherited: ConsolePolicy;
  onChange: (policy: Partial<ConsolePolicy>) => void;
  /** Null where the order means nothing, or it is the first. */
  onUp: (() => void) | null;
  removeLabel: string;
  onRemove: () => void;
}) {
  const t = useTranslations("console-settings.policy");
  const { name, policy } = props;
  const [isNew] = useState(Object.keys(policy).length === 0);
  const word = (setting: PolicyName) => {
    const value = policy[setting];
    return typeof value === "boolean" ? t(value ? "yes" : "no") : String(value);
  };
  const set = policyNames.filter((setting) => policy[setting] !== undefined);
  const summary = set.map((setting) => `${t(setting)}: ${word(setting)}`).join(" · ");
  return (
    <div className="relative rounded-md border">
      <details open={isNew}>
        <summary className="px-3 py-2 pr-24">
          <span className="font-medium break-words">{name}</span>{" "}
          <span className="text-muted-foreground text-xs">{summary || t("summaryNone")}</span>
        </summary>
        <div className="border-t px-3">
          <PolicyFields policy={policy} inherited={props.inherited} onChange={props.onChange} />
        </div>
      </details>
      <span className="absolute top-1 right-1 flex gap-1">
        {props.onUp && (
          <Button variant="ghost" size="icon-sm" aria-label={t("up", { name })} onClick={props.onUp}>
            <ArrowUp aria-hidden />
          </Button>
        )}
        <Button variant="ghost" size="icon-sm" aria-label={props.removeLabel} onClick={props.onRemove}>
          <Trash2 aria-hidden />
        </Button>
      </span>
    </div>
  );
}

"use client";

import { Pencil, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { toast } from "sonner";
import { useProblemText } from "@/components/status/problem-text";
import { SeverityIcon, SeverityLabel } from "@/components/status/severity";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Switch } from "@/components/ui/switch";
import { TableCell, TableRow } from "@/components/ui/table";
import type { ConsoleRule } from "@/lib/contracts/recording";
import { usePhrase } from "@/lib/i18n/phrases/phrases-provider";
import { useRuleActions } from "./use-rules";

/** One rule. Those that come with Lightsout can be switched off only. */
export function RuleRow({
  rule,
  onEdit,
  onRemove,
}: {
  rule: ConsoleRule;
  onEdit: () => void;
  onRemove: () => void;
}) {
  const t = useTranslations("console-settings.rules");
  const problemText = useProblemText();
  const { save } = useRuleActions();
  const { id, builtIn, ...fields } = rule;
  const toggle = (enabled: boolean) =>
    save.mutate(
      { id, fields: { ...fields, enabled } },
      { onError: (error) => toast.error(problemText(error).title) },
    );
  const phrase = usePhrase();
  // Those that come with Lightsout are named by the engine, the others by people.
  const name = builtIn ? phrase(rule.name) : rule.name;
  return (
    <TableRow>
      <TableCell>
        <Switch
          aria-label={t("toggle", { name })}
          checked={save.isPending ? save.variables.fields.enabled : rule.enabled}
          onCheckedChange={toggle}
        />
      </TableCell>
      <TableCell className="max-sm:hidden">
        <SeverityLabel severity={rule.severity} />
      </TableCell>
      <TableCell className="w-full max-w-0 md:w-auto md:max-w-56 lg:max-w-80">
        <span className="flex items-center gap-2 font-medium">
          <span className="sm:hidden">
            <SeverityIcon severity={rule.severity} labelled />
          </span>
          <span className="truncate" title={name}>
            {name}
          </span>
          {builtIn && <Badge variant="muted">{t("builtIn")}</Badge>}
        </span>
        <code className="text-muted-foreground block truncate text-xs md:hidden">{rule.pattern}</code>
      </TableCell>
      <TableCell className="w-full max-w-0 max-md:hidden">
        <code className="block truncate text-xs" title={rule.pattern}>
          {rule.pattern}
        </code>
      </TableCell>
      <TableCell>
        {!builtIn && (
          <span className="flex justify-end">
            <Button variant="ghost" size="icon-sm" aria-label={t("edit", { name })} onClick={onEdit}>
              <Pencil aria-hidden />
            </Button>
            <Button variant="ghost" size="icon-sm" aria-label={t("remove", { name })} onClick={onRemove}>
              <Trash2 aria-hidden />
            </Button>
          </span>
        )}
      </TableCell>
    </TableRow>
  );
}

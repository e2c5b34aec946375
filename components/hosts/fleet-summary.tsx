"use client";

import { CircleOff, OctagonAlert, Power, PowerOff, Server, TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { cn } from "@/lib/cn";
import { useFormat } from "@/lib/format/use-format";
import type { FleetCounts, FleetFilter } from "./fleet-filter";
import type { Fleet } from "./use-fleet";

const chips = [
  { count: "on", param: "power", value: "on", icon: Power, look: "text-ok" },
  { count: "off", param: "power", value: "off", icon: PowerOff, look: "text-muted-foreground" },
  { count: "failing", param: "contact", value: "failing", icon: CircleOff, look: "text-critical" },
  { count: "critical", param: "health", value: "critical", icon: OctagonAlert, look: "text-critical" },
  { count: "warning", param: "health", value: "warning", icon: TriangleAlert, look: "text-warning" },
] as const;

const isSet = (filter: FleetFilter, chip: (typeof chips)[number]) => filter[chip.param] === chip.value;

/** How the fleet is, in numbers that filter it when pressed. */
export function FleetSummary({
  counts,
  filter,
  patch,
}: {
  counts: FleetCounts;
  filter: FleetFilter;
  patch: Fleet["patch"];
}) {
  const t = useTranslations("hosts.summary");
  const format = useFormat();
  const none = chips.every((chip) => !isSet(filter, chip));
  return (
    <fieldset className="flex flex-wrap gap-1.5">
      <legend className="sr-only">{t("label")}</legend>
      <Chip
        pressed={none}
        onClick={() => patch({ power: null, health: null, contact: null })}
        icon={<Server aria-hidden className="text-muted-foreground size-3.5" />}
        count={format.number(counts.all)}
        label={t("all")}
      />
      {chips.map((chip) => {
        const count = counts[chip.count];
        const pressed = isSet(filter, chip);
        return (
          <Chip
            key={chip.count}
            pressed={pressed}
            dim={count === 0}
            onClick={() => patch({ [chip.param]: pressed ? null : chip.value })}
            icon={
              <chip.icon
                aria-hidden
                className={cn("size-3.5", count === 0 ? "text-muted-foreground" : chip.look)}
              />
            }
            count={format.number(count)}
            label={t(chip.count)}
          />
        );
      })}
    </fieldset>
  );
}

function Chip({
  pressed,
  dim = false,
  onClick,
  icon,
  count,
  label,
}: {
  pressed: boolean;
  dim?: boolean;
  onClick: () => void;
  icon: React.ReactNode;
  count: string;
  label: string;
}) {
  return (
    <button
      type="button"
      aria-pressed={pressed}
      onClick={onClick}
      className={cn(
        "bg-card hover:bg-accent aria-pressed:border-primary/60 aria-pressed:bg-primary/10 inline-flex h-7 items-center gap-1.5 rounded-md border px-2 text-xs transition-colors pointer-coarse:h-9",
        dim && "text-muted-foreground",
      )}
    >
      {icon}
      <span className="font-semibold">{count}</span>
      {label}
    </button>
  );
}

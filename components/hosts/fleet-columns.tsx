"use client";

import { LoaderCircle, ShieldCheck, SquareTerminal } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { PowerMenu } from "@/components/power/power-menu";
import { Age } from "@/components/status/age";
import { PowerStateBadge } from "@/components/status/power-state";
import { useNarrow } from "@/components/status/use-narrow";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import type { HostSummary } from "@/lib/contracts/host";
import { useFormat } from "@/lib/format/use-format";
import { formatHostAddress } from "@/lib/host-address";
import type { SortKey } from "./fleet-filter";
import { HostHealth } from "./host-health";
import { HostRowMenu } from "./host-row-menu";

export interface RowActions {
  readonly onEdit: (host: HostSummary) => void;
  readonly onRemove: (host: HostSummary) => void;
}

export interface FleetColumn {
  readonly id: SortKey | "tags" | "actions";
  readonly sortable: boolean;
  /** Width, and the screen width from which it is there. */
  readonly className: string;
  readonly cell: (host: HostSummary, actions: RowActions) => ReactNode;
}

/** On a phone power and health stand under the name. */
export const narrowColumns: ReadonlySet<FleetColumn["id"]> = new Set(["name", "actions"]);

export const fleetColumns: readonly FleetColumn[] = [
  {
    id: "power",
    sortable: true,
    className: "w-28",
    cell: (host) => <PowerCell host={host} />,
  },
  { id: "name", sortable: true, className: "max-md:flex-1", cell: (host) => <NameCell host={host} /> },
  {
    id: "health",
    sortable: true,
    className: "w-[26%]",
    cell: (host) => <HostHealth host={host} />,
  },
  {
    id: "draw",
    sortable: true,
    className: "hidden w-22 text-right lg:table-cell",
    cell: (host) => <DrawCell host={host} />,
  },
  {
    id: "model",
    sortable: true,
    className: "hidden w-[15%] xl:table-cell",
    cell: (host) => <ModelCell host={host} />,
  },
  {
    id: "tags",
    sortable: false,
    className: "hidden w-[13%] lg:table-cell",
    cell: (host) => <TagsCell tags={host.tags} />,
  },
  {
    id: "seen",
    sortable: true,
    className: "w-30",
    cell: (host) => <Age at={host.contact.lastSeenAt} className="text-xs" />,
  },
  {
    id: "actions",
    sortable: false,
    className: "w-20 md:w-28",
    cell: (host, actions) => <ActionsCell host={host} {...actions} />,
  },
];

function PowerCell({ host, className }: { host: HostSummary; className?: string }) {
  const t = useTranslations("hosts");
  return (
    <span className="inline-flex items-center gap-1.5">
      <PowerStateBadge
        state={host.power.state}
        stale={host.contact.state === "failing"}
        {...(className === undefined ? {} : { className })}
      />
      {host.actionId !== null && (
        <LoaderCircle
          role="img"
          aria-label={t("actionRunning")}
          className="text-primary size-3.5 animate-spin"
        />
      )}
    </span>
  );
}

function NameCell({ host }: { host: HostSummary }) {
  const narrow = useNarrow();
  const t = useTranslations("hosts");
  return (
    <div className="grid min-w-0 leading-4.5">
      <span className="flex min-w-0 items-center gap-1.5">
        <Link
          href={`/hosts/${host.id}`}
          tabIndex={-1}
          className="truncate font-medium hover:underline hover:underline-offset-2"
        >
          {host.name}
        </Link>
        {host.simulated && <Badge variant="warning">{t("simulated")}</Badge>}
        {host.protected && (
          <span role="img" title={t("protected")} aria-label={t("protected")} className="inline-flex">
            <ShieldCheck aria-hidden className="text-muted-foreground size-3.5" />
          </span>
        )}
      </span>
      <span className="text-muted-foreground truncate text-xs">
        {host.port === 623 ? host.address : formatHostAddress(host.address, host.port)}
      </span>
      {narrow && (
        <span className="mt-1.5 grid gap-1.5">
          <span className="flex items-center gap-2">
            <PowerCell host={host} />
            <Age at={host.contact.lastSeenAt} className="text-xs" />
          </span>
          <HostHealth host={host} />
        </span>
      )}
    </div>
  );
}

function DrawCell({ host: { powerDrawWatts, contact } }: { host: HostSummary }) {
  const common = useTranslations("common");
  const format = useFormat();
  if (powerDrawWatts === null) return <span className="text-muted-foreground">{common("none")}</span>;
  const stale = contact.state === "failing";
  return (
    <span className={stale ? "text-muted-foreground italic" : undefined}>{format.watts(powerDrawWatts)}</span>
  );
}

function ModelCell({ host }: { host: HostSummary }) {
  const common = useTranslations("common");
  if (host.model === null) return <span className="text-muted-foreground">{common("none")}</span>;
  return (
    <span className="grid min-w-0 leading-4">
      <span className="truncate" title={host.model}>
        {host.model}
      </span>
      {host.manufacturer !== null && (
        <span className="text-muted-foreground truncate text-xs">{host.manufacturer}</span>
      )}
    </span>
  );
}

const TAGS_SHOWN = 2;

function TagsCell({ tags }: { tags: readonly string[] }) {
  const t = useTranslations("hosts");
  return (
    <span className="flex min-w-0 items-center gap-1 overflow-hidden" title={tags.join(", ")}>
      {tags.slice(0, TAGS_SHOWN).map((tag) => (
        <Badge key={tag} variant="muted" className="max-w-24 min-w-0 shrink">
          <span className="truncate">{tag}</span>
        </Badge>
      ))}
      {tags.length > TAGS_SHOWN && (
        <span className="text-muted-foreground text-xs">
          {t("moreTags", { count: tags.length - TAGS_SHOWN })}
        </span>
      )}
    </span>
  );
}

function ActionsCell({ host, onEdit, onRemove }: { host: HostSummary } & RowActions) {
  const t = useTranslations("hosts");
  return (
    <span className="[&_button:not([data-state=open])]:text-muted-foreground [&_a]:text-muted-foreground flex items-center justify-end [&_a:hover]:text-foreground [&_button:hover]:text-foreground">
      <PowerMenu host={host} compact />
      <Button variant="ghost" size="icon-sm" asChild className="max-md:hidden">
        <Link
          href={`/hosts/${host.id}/console`}
          aria-label={t("console", { name: host.name })}
          title={t("openConsole")}
        >
          <SquareTerminal aria-hidden />
        </Link>
      </Button>
      <HostRowMenu host={host} onEdit={() => onEdit(host)} onRemove={() => onRemove(host)} />
    </span>
  );
}

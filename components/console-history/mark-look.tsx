import {
  BellRing,
  CircleAlert,
  Link2,
  type LucideIcon,
  Power,
  RefreshCw,
  ScanSearch,
  Users,
} from "lucide-react";
import { cn } from "@/lib/cn";
import type { MarkGroup } from "./mark-list";

/** Each group of marks has a shape and a colour of its own. */
const looks: Record<MarkGroup, { icon: LucideIcon; text: string; tick: string }> = {
  loss: { icon: CircleAlert, text: "text-critical", tick: "bg-critical" },
  link: { icon: Link2, text: "text-warning", tick: "bg-warning" },
  power: { icon: Power, text: "text-ok", tick: "bg-ok" },
  boot: { icon: RefreshCw, text: "text-ok", tick: "bg-ok" },
  event: { icon: BellRing, text: "text-warning", tick: "bg-warning" },
  match: { icon: ScanSearch, text: "text-info", tick: "bg-info" },
  people: { icon: Users, text: "text-muted-foreground", tick: "bg-muted-foreground" },
};

export const tickColour = (group: MarkGroup): string => looks[group].tick;

export function MarkIcon({ group, className }: { group: MarkGroup; className?: string }) {
  const { icon: Icon, text } = looks[group];
  return <Icon aria-hidden className={cn("size-3.5 shrink-0", text, className)} />;
}

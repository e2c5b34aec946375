import { type LucideIcon, ScrollText, Server, SquareTerminal, UserRound, Users } from "lucide-react";
import type { Permission } from "@/lib/permissions";

export interface ConsolePage {
  readonly href: string;
  readonly label: "hosts" | "consoles" | "audit" | "users" | "account";
  readonly icon: LucideIcon;
  readonly permission: Permission;
}

/** Pages of the console, in the order of the navigation. */
export const consolePages: readonly ConsolePage[] = [
  { href: "/", label: "hosts", icon: Server, permission: "host.read" },
  { href: "/consoles", label: "consoles", icon: SquareTerminal, permission: "console.read" },
  { href: "/audit", label: "audit", icon: ScrollText, permission: "audit.read" },
  { href: "/users", label: "users", icon: Users, permission: "user.manage" },
  { href: "/account", label: "account", icon: UserRound, permission: "account.self" },
];

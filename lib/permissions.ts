import type { Role } from "./contracts/access";

/**
 * Who may do what. The one table: services check it for every caller, the browser only hides by it.
 */
export const permissions = {
  "host.read": {
    text: "See hosts, sensors, events, hardware",
    roles: ["viewer", "operator", "administrator"],
  },
  "host.write": { text: "Add, edit and remove hosts, test connections", roles: ["administrator"] },
  "host.poll": { text: "Ask for fresh values now", roles: ["operator", "administrator"] },
  "power.control": { text: "Switch power", roles: ["operator", "administrator"] },
  "identify.control": { text: "Switch the identify LED", roles: ["operator", "administrator"] },
  "boot.control": { text: "Set the boot device", roles: ["operator", "administrator"] },
  "events.clear": { text: "Archive and clear the event log", roles: ["operator", "administrator"] },
  "bmc.reset": { text: "Restart a BMC", roles: ["administrator"] },
  "shell.use": { text: "Run IPMI commands on a host", roles: ["administrator"] },
  "console.read": { text: "Watch a console", roles: ["viewer", "operator", "administrator"] },
  "console.write": { text: "Type on a console, take it over", roles: ["operator", "administrator"] },
  "console.search": {
    text: "Search and export recorded consoles",
    roles: ["viewer", "operator", "administrator"],
  },
  "console.manage": {
    text: "Say which consoles are recorded, and what is looked for",
    roles: ["administrator"],
  },
  "console.typed": { text: "Read what people typed, where it is kept", roles: ["administrator"] },
  "audit.read": { text: "See and export the audit", roles: ["administrator"] },
  "audit.host": { text: "See a host's audit", roles: ["operator", "administrator"] },
  "user.manage": { text: "Manage users", roles: ["administrator"] },
  "account.self": { text: "Own password and logins", roles: ["viewer", "operator", "administrator"] },
} as const satisfies Record<string, { text: string; roles: readonly Role[] }>;

export type Permission = keyof typeof permissions;

export function allows(role: Role, permission: Permission): boolean {
  return (permissions[permission].roles as readonly Role[]).includes(role);
}

export function permissionsOf(role: Role): Permission[] {
  return (Object.keys(permissions) as Permission[]).filter((p) => allows(role, p));
}

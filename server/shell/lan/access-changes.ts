import {
  type ChannelAccess,
  getChannelAccess,
  Privilege,
  setChannelAccess,
  setUserAccess,
  setUserPassword,
} from "@/server/ipmi";
import { evaluated } from "../channel/evaluated";
import type { LanChange, LanTarget } from "./change";

const both = [
  ["stored", "non-volatile"],
  ["active", "volatile"],
] as const;

type WritableAccess = Omit<ChannelAccess, "mode"> & { readonly mode: NonNullable<ChannelAccess["mode"]> };

/** Whether IPMI messages are taken on the channel, up to Administrator. */
export function settingAccess(on: boolean): LanChange {
  return async (target) => {
    for (const [settings, word] of both) {
      const access = await readAccess(target, settings, word);
      const change = { ...access, mode: on ? "always" : "disabled" } as const;
      await writeAccess(target, settings, word, change, Privilege.Administrator);
    }
    return `Set Channel Access for channel ${target.channel} was successful.\n`;
  };
}

/** Whether the channel sends alerts. */
export function settingAlerts(on: boolean): LanChange {
  return async (target) => {
    const { channel } = target;
    const says = `${on ? "Enabling" : "Disabling"} PEF alerts for LAN channel ${channel}\n`;
    const stored = await readAccess(target, "stored", "non-volatile", says);
    // A mode the specification does not name cannot be written back: what a channel is for, then.
    const change = { ...stored, mode: stored.mode ?? "always", alerting: on } as const;
    for (const [settings, word] of both) await writeAccess(target, settings, word, change, null, says);
    return `${says}PEF alerts for channel ${channel} ${on ? "enabled" : "disabled"}.\n`;
  };
}

/** Makes the first, nameless user an administrator of the channel. */
export const enablingDefaultUser: LanChange = async ({ context, channel }) => {
  const request = { channel, userId: 1, privilegeLimit: Privilege.Administrator, access: null };
  await evaluated(context.bmc.send(setUserAccess, request, { signal: context.signal }), {
    consequence: `Set User Access for channel ${channel} failed`,
  });
  return `Set User Access for channel ${channel} was successful.`;
};

/** The password of the first, nameless user; null clears it. */
export function settingPassword(text: string | null): LanChange {
  return async ({ context }) => {
    const request = { userId: 1, operation: "set", password: { text: text ?? "", size: 16 } } as const;
    await evaluated(context.bmc.send(setUserPassword, request, { signal: context.signal }), {
      consequence: "Unable to Set LAN Password for user 1",
    });
    return `Password ${text === null ? "cleared" : "set"} for user 1\n`;
  };
}

function readAccess(
  { context, channel }: LanTarget,
  settings: "stored" | "active",
  word: string,
  output?: string,
): Promise<ChannelAccess> {
  return evaluated(context.bmc.send(getChannelAccess, { channel, settings }, { signal: context.signal }), {
    consequence: `Unable to Get Channel Access(${word}) for channel ${channel}`,
    ...(output !== undefined && { output }),
  });
}

async function writeAccess(
  { context, channel }: LanTarget,
  settings: "stored" | "active",
  word: string,
  access: WritableAccess,
  privilegeLimit: number | null,
  output?: string,
): Promise<void> {
  const request = { channel, settings, access, privilegeLimit };
  await evaluated(context.bmc.send(setChannelAccess, request, { signal: context.signal }), {
    consequence: `Unable to Set Channel Access(${word}) for channel ${channel}`,
    ...(output !== undefined && { output }),
  });
}

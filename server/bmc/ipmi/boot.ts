import type { BootDevice, BootRequest, BootState } from "@/lib/contracts/action";
import {
  type BootDeviceSelector,
  type BootFlags,
  type BootFlagsState,
  type BootOptionValue,
  type CommandSender,
  CompletionCodeError,
  getBootFlags,
  type SendOptions,
  setSystemBootOptions,
} from "@/server/ipmi";
import type { BootControl } from "../capabilities";
import type { Calls } from "./calls";

const selectors: Readonly<Record<BootDevice, BootDeviceSelector>> = {
  none: "none",
  pxe: "pxe",
  disk: "disk",
  "disk-safe": "disk-safe-mode",
  diagnostic: "diagnostic",
  cdrom: "cdrom",
  bios: "bios-setup",
  "remote-cdrom": "remote-cdrom",
  "remote-media": "primary-remote-media",
  "remote-disk": "remote-disk",
  floppy: "floppy",
};

const devices: Readonly<Record<BootDeviceSelector, BootDevice>> = {
  none: "none",
  pxe: "pxe",
  disk: "disk",
  "disk-safe-mode": "disk-safe",
  diagnostic: "diagnostic",
  cdrom: "cdrom",
  "bios-setup": "bios",
  "remote-floppy": "remote-media",
  "remote-cdrom": "remote-cdrom",
  "primary-remote-media": "remote-media",
  "remote-disk": "remote-disk",
  floppy: "floppy",
};

export function ipmiBoot(calls: Pick<Calls, "run">, now: () => Date): BootControl {
  const read = async (bmc: CommandSender, options: SendOptions) =>
    toBootState(await bmc.send(getBootFlags, undefined, options), now());
  return {
    get: (deadline) => calls.run(deadline, read),
    set: (request, deadline) =>
      calls.run(deadline, async (bmc, options) => {
        await write(bmc, request, options);
        return read(bmc, options);
      }),
  };
}

/**
 * Locks, cancels the 60 s timer after which the flags would lapse (quirk P5), tells the BIOS, writes the flags, unlocks. Not every
 * BMC knows the steps around the flags: those are tried and left out.
 */
async function write(bmc: CommandSender, request: BootRequest, options: SendOptions): Promise<void> {
  const set = (value: BootOptionValue) => bmc.send(setSystemBootOptions, value, options);
  await ifSupported(set({ option: "set-in-progress", state: "set-in-progress" }));
  try {
    await ifSupported(set({ option: "valid-bit-clearing", keepOn: ["timeout"] }));
    await ifSupported(set({ option: "info-acknowledge", parties: ["bios"], unhandled: true }));
    await set({ option: "boot-flags", ...toFlags(request) });
  } finally {
    await ifSupported(set({ option: "set-in-progress", state: "set-complete" }));
  }
}

async function ifSupported(step: Promise<void>): Promise<void> {
  try {
    await step;
  } catch (error) {
    if (!(error instanceof CompletionCodeError)) throw error;
  }
}

function toFlags(request: BootRequest): BootFlags {
  const override = request.device !== "none";
  return {
    valid: override,
    persistent: override && request.persistent,
    firmware: override ? request.firmware : "bios",
    device: selectors[request.device],
    clearCmos: false,
    lockKeyboard: false,
  };
}

function toBootState({ locked, flags }: BootFlagsState, at: Date): BootState {
  return {
    valid: flags.valid && !locked,
    device: flags.device === null ? "none" : devices[flags.device],
    persistent: flags.persistent,
    firmware: flags.firmware,
    at: at.toISOString(),
  };
}

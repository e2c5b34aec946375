import { Privilege } from "@/server/ipmi";
import { BootOption } from "@/server/ipmi/commands/chassis/boot-options";
import { defineVerb, UsageError, type VerbContext } from "../verb";
import { BootParty, changeBootOptions, writeBootOption } from "./boot-options";

const usage = `bootdev <device> [clear-cmos=yes|no]
bootdev <device> [options=help,...]
  none  : Do not change boot device order
  pxe   : Force PXE boot
  disk  : Force boot from default Hard-drive
  safe  : Force boot from default Hard-drive, request Safe Mode
  diag  : Force boot from Diagnostic Partition
  cdrom : Force boot from CD/DVD
  bios  : Force boot into BIOS Setup
  floppy: Force boot from Floppy/primary removable media`;

/** Boot device selectors, where byte 2 of the boot flags has them. */
const devices: Readonly<Record<string, number>> = {
  none: 0x00,
  pxe: 0x04,
  disk: 0x08,
  safe: 0x0c,
  diag: 0x10,
  cdrom: 0x14,
  bios: 0x18,
  floppy: 0x3c,
};

const VALID = 0x80;

interface Flag {
  readonly word: string;
  /** Of the five bytes of the boot flags. */
  readonly byte: number;
  readonly mask: number;
  readonly value: number;
  readonly text: string;
}

const flag = (word: string, byte: number, bit: number, text: string): Flag => ({
  word,
  byte,
  mask: bit,
  value: bit,
  text,
});

const flags: readonly Flag[] = [
  flag("valid", 0, 0x80, "Boot flags valid"),
  flag("persistent", 0, 0x40, "Changes are persistent for all future boots"),
  flag("efiboot", 0, 0x20, "Extensible Firmware Interface Boot (EFI)"),
  flag("clear-cmos", 1, 0x80, "CMOS clear"),
  flag("lockkbd", 1, 0x40, "Lock Keyboard"),
  flag("screenblank", 1, 0x02, "Screen Blank"),
  flag("lockoutreset", 1, 0x01, "Lock out Reset buttons"),
  flag("lockout_power", 2, 0x80, "Lock out (power off/sleep request) via Power Button"),
  { word: "verbose=default", byte: 2, mask: 0x60, value: 0x00, text: "Request quiet BIOS display" },
  { word: "verbose=no", byte: 2, mask: 0x60, value: 0x20, text: "Request quiet BIOS display" },
  { word: "verbose=yes", byte: 2, mask: 0x60, value: 0x40, text: "Request verbose BIOS display" },
  flag("force_pet", 2, 0x10, "Force progress event traps"),
  flag("upw_bypass", 2, 0x08, "User password bypass"),
  flag("lockout_sleep", 2, 0x04, "Lock out the Sleep button"),
  {
    word: "cons_redirect=default",
    byte: 2,
    mask: 0x03,
    value: 0x00,
    text: "Console redirection occurs per BIOS configuration setting",
  },
  {
    word: "cons_redirect=skip",
    byte: 2,
    mask: 0x03,
    value: 0x01,
    text: "Suppress (skip) console redirection if enabled",
  },
  {
    word: "cons_redirect=enable",
    byte: 2,
    mask: 0x03,
    value: 0x02,
    text: "Request console redirection be enabled",
  },
];

interface BootDeviceArgs {
  readonly device: string;
  readonly flags: Uint8Array;
}

export const bootDevice = defineVerb<BootDeviceArgs, { readonly device: string }>({
  path: ["chassis", "bootdev"],
  usage: "<device> [clear-cmos=yes|no|options=...]",
  summary: "Where the system boots from next",
  privilege: Privilege.Operator,
  class: "idempotent",
  parse: ([word, option]) => {
    if (word === undefined || word === "help") throw new UsageError(usage);
    return { device: word, flags: bootFlags(word, parseFlags(option)) };
  },
  run: (context, { device, flags }) => setBootDevice(context, device, flags),
  text: ({ device }) => `Set Boot Device to ${device}\n`,
});

export async function setBootDevice(
  context: VerbContext,
  device: string,
  flags: Uint8Array,
): Promise<{ readonly device: string }> {
  await changeBootOptions(context, BootParty.Bios, () =>
    writeBootOption(context, BootOption.BootFlags, flags),
  );
  return { device };
}

/** The five bytes; `force_pxe` is another word for `pxe`. Throws UsageError. */
export function bootFlags(device: string, wanted: Uint8Array = new Uint8Array(5)): Uint8Array {
  const word = device.replace(/^force_/, "");
  const selector = Object.hasOwn(devices, word) ? devices[word] : undefined;
  if (selector === undefined) throw new UsageError(`Invalid argument: ${device}`);
  const [first = 0, second = 0, ...rest] = wanted;
  return Uint8Array.of(first | VALID, second | selector, ...rest);
}

function parseFlags(option: string | undefined): Uint8Array {
  const bytes = new Uint8Array(5);
  const list = option === "clear-cmos=yes" ? "clear-cmos" : /^options=(.*)$/.exec(option ?? "")?.[1];
  for (const word of (list ?? "").split(",").filter(Boolean)) {
    if (word === "help") throw new UsageError(legalFlags());
    const known = flags.find((candidate) => candidate.word === word);
    if (!known) throw new UsageError(`Invalid option: ${word}\n${legalFlags()}`);
    bytes[known.byte] = ((bytes[known.byte] ?? 0) & ~known.mask) | known.value;
  }
  return bytes;
}

function legalFlags(): string {
  const lines = flags.map(({ word, text }) => `  ${word.padEnd(22)}: ${text}`);
  return ["Legal options settings are:", `  ${"help".padEnd(22)}: print this message`, ...lines].join("\n");
}

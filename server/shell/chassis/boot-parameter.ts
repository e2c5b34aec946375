import { Privilege } from "@/server/ipmi";
import { BootOption } from "@/server/ipmi/commands/chassis/boot-options";
import type { BootOptionData } from "@/server/ipmi/commands/chassis/get-system-boot-options";
import { parseByte } from "../numbers";
import { defineVerb, UsageError, type Verb, VerbFailure } from "../verb";
import { bootFlags, setBootDevice } from "./boot-device";
import { bootOptionText } from "./boot-option-text";
import { BootParty, changeBootOptions, readBootOption, writeBootOption } from "./boot-options";

/** What ipmitool prints where it knows that a boot flag is to be set. */
export const bootFlagHelp = `bootparam set bootflag <device> [options=...]
 Legal devices are:
  none        : No override
  force_pxe   : Force PXE boot
  force_disk  : Force boot from default Hard-drive
  force_safe  : Force boot from default Hard-drive, request Safe Mode
  force_diag  : Force boot from Diagnostic Partition
  force_cdrom : Force boot from CD/DVD
  force_bios  : Force boot into BIOS Setup
 Legal options are:
  help    : print this message
  PEF     : Clear valid bit on reset/power cycle cause by PEF
  timeout : Automatically clear boot flag valid bit on timeout
  watchdog: Clear valid bit on reset/power cycle cause by watchdog
  reset   : Clear valid bit on push button reset/soft reset
  power   : Clear valid bit on power up via power push button or wake event
 Any Option may be prepended with no- to invert sense of operation

`;

export const bootParameterHelp = `bootparam get <param #>\n${bootFlagHelp}`;

interface GetArgs {
  readonly parameter: number;
  readonly set: number;
}

const get = defineVerb<GetArgs, BootOptionData>({
  path: ["chassis", "bootparam", "get"],
  usage: "<parameter> [<set>]",
  summary: "A boot option as the controller has it",
  privilege: Privilege.Operator,
  class: "read",
  parse: ([word, setWord = "0"]) => {
    if (word === undefined) throw new UsageError(bootParameterHelp);
    const parameter = parseByte(word);
    if (parameter === null) throw new UsageError(`Invalid parameter '${word}' given instead of bootparam.`);
    const set = parseByte(setWord);
    if (set === null) throw new UsageError(`Invalid argument '${setWord}' given to bootparam ${parameter}`);
    return { parameter: parameter & 0x7f, set };
  },
  run: async (context, { parameter, set }) => {
    const read = await readBootOption(context, parameter, set);
    if (bootOptionText(read) !== null) return read;
    throw new VerbFailure(`Error Getting Chassis Boot Parameter ${parameter}: too few bytes`);
  },
  text: (read, { utc }) =>
    [
      `Boot parameter version: ${read.version}\n`,
      `Boot parameter ${read.parameter} is ${read.locked ? "invalid/locked" : "valid/unlocked"}\n`,
      `Boot parameter data: ${read.data.toString("hex")}\n`,
      bootOptionText(read, { utc }) ?? "",
    ].join(""),
});

/** Events that clear the valid bit, each with the bit that forbids it (IPMI 2.0 table 28-14, parameter 3). */
const clearing: Readonly<Record<string, number>> = {
  PEF: 0x10,
  timeout: 0x08,
  watchdog: 0x04,
  reset: 0x02,
  power: 0x01,
};

interface SetArgs {
  readonly device: string;
  readonly flags: Uint8Array;
  readonly forbid: number;
  readonly allow: number;
}

const set = defineVerb<SetArgs, { readonly device: string }>({
  path: ["chassis", "bootparam", "set", "bootflag"],
  usage: "<device> [options=...]",
  summary: "Where the system boots from, and what clears that again",
  privilege: Privilege.Operator,
  class: "idempotent",
  parse: ([device, options]) => {
    if (device === undefined || device === "help") throw new UsageError(bootFlagHelp);
    return { device, flags: bootFlags(device), ...parseClearing(options) };
  },
  run: async (context, { device, flags, forbid, allow }) => {
    const result = await setBootDevice(context, device, flags);
    if ((forbid | allow) === 0) return result;
    await changeBootOptions(context, BootParty.Bios, async () => {
      const { data } = await readBootOption(context, BootOption.ValidBitClearing);
      const bits = ((data[0] ?? 0) & ~allow) | forbid;
      await writeBootOption(context, BootOption.ValidBitClearing, Uint8Array.of(bits));
    });
    return result;
  },
  text: ({ device }) => `Set Boot Device to ${device}\n`,
});

function parseClearing(option: string | undefined): { readonly forbid: number; readonly allow: number } {
  if (option === undefined) return { forbid: 0, allow: 0 };
  const list = /^options=(.*)$/.exec(option)?.[1];
  if (list === undefined) throw new UsageError(`No options= keyword found "${option}"`);
  let forbid = 0;
  let allow = 0;
  for (const word of list.split(",").filter(Boolean)) {
    if (word === "help") throw new UsageError(bootFlagHelp);
    const name = word.replace(/^no-/, "");
    const bit = Object.hasOwn(clearing, name) ? clearing[name] : undefined;
    if (bit === undefined) throw new UsageError(`Invalid option: ${word}\n${bootFlagHelp}`);
    if (name === word) allow |= bit;
    else forbid |= bit;
  }
  return { forbid, allow };
}

export const bootParameter: readonly Verb[] = [get, set];

import type { ByteReader } from "../../wire/byte-reader";
import { ByteWriter } from "../../wire/byte-writer";

/** System boot option parameters (IPMI 2.0 table 28-14). 96 to 127 are the manufacturer's. */
export const BootOption = {
  SetInProgress: 0,
  ServicePartitionSelector: 1,
  ServicePartitionScan: 2,
  ValidBitClearing: 3,
  InfoAcknowledge: 4,
  BootFlags: 5,
  InitiatorInfo: 6,
  InitiatorMailbox: 7,
} as const;

const deviceCodes = {
  none: 0,
  pxe: 1,
  disk: 2,
  "disk-safe-mode": 3,
  diagnostic: 4,
  cdrom: 5,
  "bios-setup": 6,
  "remote-floppy": 7,
  "remote-cdrom": 8,
  "primary-remote-media": 9,
  "remote-disk": 11,
  floppy: 15,
} as const;
export type BootDeviceSelector = keyof typeof deviceCodes;

export interface BootFlags {
  /** The flags mean something; the BMC clears this by itself (see BootOption.ValidBitClearing). */
  readonly valid: boolean;
  /** For all boots to come, not the next one only. */
  readonly persistent: boolean;
  readonly firmware: "bios" | "uefi";
  /** Null: a code the specification does not name. */
  readonly device: BootDeviceSelector | null;
  readonly clearCmos: boolean;
  readonly lockKeyboard: boolean;
}

/** A boot option with its value: what Set System Boot Options writes. */
export type BootOptionValue =
  | {
      readonly option: "set-in-progress";
      readonly state: "set-complete" | "set-in-progress" | "commit-write";
    }
  | {
      /** Events that shall not clear the valid bit; `timeout` is the 60 s timer. */
      readonly option: "valid-bit-clearing";
      readonly keepOn: readonly ValidBitClearing[];
    }
  | {
      /** Tells the named parties that boot information is there for them to handle (or, `unhandled: false`, handled). */
      readonly option: "info-acknowledge";
      readonly parties: readonly BootParty[];
      readonly unhandled: boolean;
    }
  | ({ readonly option: "boot-flags" } & BootFlags)
  /** Any parameter, laid out by the caller (service partition, initiator info, mailbox, the manufacturer's). */
  | { readonly option: "bytes"; readonly parameter: number; readonly data: Uint8Array };

const clearingBits = {
  "power-button": 0x01,
  "reset-button": 0x02,
  watchdog: 0x04,
  timeout: 0x08,
  "pef-reset": 0x10,
} as const;
export type ValidBitClearing = keyof typeof clearingBits;

const partyBits = {
  bios: 0x01,
  "os-loader": 0x02,
  "service-partition": 0x04,
  sms: 0x08,
  oem: 0x10,
} as const;
export type BootParty = keyof typeof partyBits;

const setStates = { "set-complete": 0, "set-in-progress": 1, "commit-write": 2 } as const;

/** Parameter selector and data of one boot option, as Set System Boot Options carries them. */
export function encodeBootOption(value: BootOptionValue): Uint8Array {
  const writer = new ByteWriter();
  switch (value.option) {
    case "set-in-progress":
      return writer.u8(BootOption.SetInProgress).u8(setStates[value.state]).toBuffer();
    case "valid-bit-clearing":
      return writer.u8(BootOption.ValidBitClearing).u8(bits(value.keepOn, clearingBits)).toBuffer();
    case "info-acknowledge": {
      const mask = bits(value.parties, partyBits);
      return writer
        .u8(BootOption.InfoAcknowledge)
        .u8(mask)
        .u8(value.unhandled ? mask : 0)
        .toBuffer();
    }
    case "boot-flags":
      return writer.u8(BootOption.BootFlags).bytes(encodeBootFlags(value)).toBuffer();
    case "bytes":
      return writer
        .u8(value.parameter & 0x7f)
        .bytes(value.data)
        .toBuffer();
  }
}

function encodeBootFlags(flags: BootFlags): Uint8Array {
  const first =
    (flags.valid ? 0x80 : 0) | (flags.persistent ? 0x40 : 0) | (flags.firmware === "uefi" ? 0x20 : 0);
  const second =
    (flags.clearCmos ? 0x80 : 0) |
    (flags.lockKeyboard ? 0x40 : 0) |
    (deviceCodes[flags.device ?? "none"] << 2);
  return Uint8Array.of(first, second, 0, 0, 0);
}

/** Boot flags (parameter 5); bytes after the fifth are some vendors' own and ignored. */
export function decodeBootFlags(data: ByteReader): BootFlags {
  const first = data.u8();
  const second = data.u8();
  data.skip(3);
  const code = (second >> 2) & 0x0f;
  return {
    valid: (first & 0x80) !== 0,
    persistent: (first & 0x40) !== 0,
    firmware: (first & 0x20) !== 0 ? "uefi" : "bios",
    device: bootDevice(code),
    clearCmos: (second & 0x80) !== 0,
    lockKeyboard: (second & 0x40) !== 0,
  };
}

function bootDevice(code: number): BootDeviceSelector | null {
  for (const [device, known] of Object.entries(deviceCodes)) {
    if (known === code) return device as BootDeviceSelector;
  }
  return null;
}

function bits<Name extends string>(names: readonly Name[], table: Readonly<Record<Name, number>>): number {
  return names.reduce((mask, name) => mask | table[name], 0);
}

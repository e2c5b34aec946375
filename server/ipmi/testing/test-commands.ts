import { defineCommand, NetFn, Privilege } from "../commands/command";

/** One command a class, that no specification knows: tests of what the engine does with classes. */

const base = {
  netFn: NetFn.Chassis,
  privilege: Privilege.User,
  encode: (value: number) => Uint8Array.of(value),
} as const;

export const testRead = defineCommand<number, number>({
  ...base,
  name: "Test Read",
  command: 0x70,
  class: "read",
  decode: (data) => data.u8(),
});

export const testSet = defineCommand<number, void>({
  ...base,
  name: "Test Set",
  command: 0x71,
  class: "idempotent",
  decode: () => undefined,
});

export const testOnce = defineCommand<number, void>({
  ...base,
  name: "Test Once",
  command: 0x72,
  class: "once",
  decode: () => undefined,
});

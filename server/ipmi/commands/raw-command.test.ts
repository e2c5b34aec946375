import { expect, test } from "vitest";
import { rawCommand } from "./raw-command";
import { decoded, encoded, hex } from "./testing/vectors";

test("bytes go out and come back as they are", () => {
  const command = rawCommand({ netFn: 6, command: 0x01, data: hex("01 ff") });
  expect([command.netFn, command.command]).toEqual([6, 1]);
  expect(encoded(command, undefined)).toBe("01ff");
  expect(decoded(command, "00 20", undefined)).toEqual(hex("00 20"));
  expect(decoded(command, "", undefined)).toEqual(hex(""));
});

test.each([
  [0x06, 0x01, "read"], // Get Device ID
  [0x0a, 0x43, "read"], // Get SEL Entry
  [0x06, 0x33, "once"], // Get Message takes the message off the queue
  [0x00, 0x02, "once"], // Chassis Control
  [0x04, 0x11, "once"], // Arm PEF Postpone Timer
  [0x0c, 0x04, "once"], // Get IP/UDP/RMCP Statistics can clear them
  [0x2e, 0x01, "once"], // nobody knows
])("netFn %i command %i is %s", (netFn, command, commandClass) => {
  expect(rawCommand({ netFn, command, data: hex("") }).class).toBe(commandClass);
});

test("who knows better says so", () => {
  expect(rawCommand({ netFn: 0x2e, command: 1, data: hex("") }, "read").class).toBe("read");
});

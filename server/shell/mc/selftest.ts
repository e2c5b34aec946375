import { CompletionCodeError, IpmiError, Privilege } from "@/server/ipmi";
import { getSelfTestResults, type SelfTestResults } from "@/server/ipmi/commands/app/get-self-test-results";
import { completionText } from "../completion-text";
import { defineVerb, VerbFailure } from "../verb";

/** Bits of byte 2 when something is corrupted or cannot be reached, in the order ipmitool prints them. */
const faults: readonly (readonly [number, string])[] = [
  [0x80, " -> SEL device not accessible"],
  [0x40, " -> SDR repository not accessible"],
  [0x20, "FRU device not accessible"],
  [0x10, "IPMB signal lines do not respond"],
  [0x08, "SDR repository empty"],
  [0x04, "Internal Use Area corrupted"],
  [0x02, "Controller update boot block corrupted"],
  [0x01, "controller operational firmware corrupted"],
];

export const selftest = defineVerb<void, SelfTestResults>({
  path: ["mc", "selftest"],
  usage: "",
  summary: "Results of the controller's self test",
  privilege: Privilege.User,
  class: "read",
  parse: () => undefined,
  run: async ({ bmc, signal }) => {
    try {
      return await bmc.send(getSelfTestResults, undefined, { signal });
    } catch (error) {
      if (error instanceof CompletionCodeError)
        throw new VerbFailure(`Bad response: (${completionText(error.completionCode)})`, { cause: error });
      if (error instanceof IpmiError && error.code === "no-answer")
        throw new VerbFailure("No response from devices\n", { cause: error });
      throw error;
    }
  },
  text: selfTestText,
  exitCode: ({ outcome }) => (outcome === "passed" || outcome === "device-specific" ? 0 : 1),
});

function selfTestText({ outcome, code, detail }: SelfTestResults): string {
  switch (outcome) {
    case "passed":
      return "Selftest: passed\n";
    case "not-implemented":
      return "Selftest: not implemented\n";
    case "corrupted":
      return [
        "Selftest: device corrupted",
        ...faults.filter(([bit]) => (detail & bit) !== 0).map(([, text]) => text),
        "",
      ].join("\n");
    case "fatal":
      return `Selftest     : fatal error\nFailure code : ${hexByte(detail)}\n`;
    case "reserved":
      return "Selftest: N/A";
    case "device-specific":
      return `Selftest     : device specific (${hexByte(code).toUpperCase()}h)\nFailure code : ${hexByte(detail).toUpperCase()}h\n`;
  }
}

function hexByte(value: number): string {
  return value.toString(16).padStart(2, "0");
}

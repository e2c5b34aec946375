import { Privilege } from "@/server/ipmi";
import { getSelfTestResults, type SelfTestResults } from "@/server/ipmi/commands/app/get-self-test-results";
import { failAs } from "../fail-as";
import { defineVerb } from "../verb";

/** Bit 0 first (IPMI 2.0 table 20-5). */
const faults = [
  "firmware corrupted",
  "boot block corrupted",
  "FRU Internal Use Area corrupted",
  "SDR Repository empty",
  "IPMB not responding",
  "cannot access BMC FRU",
  "cannot access SDR Repository",
  "cannot access SEL Device",
];

export const selftest = defineVerb<void, SelfTestResults>({
  path: ["chassis", "selftest"],
  usage: "",
  summary: "Results of the controller's self test",
  privilege: Privilege.User,
  class: "read",
  parse: () => undefined,
  run: ({ bmc, signal }) =>
    failAs(bmc.send(getSelfTestResults, undefined, { signal }), {
      silent: "Error sending Get Self Test command",
    }),
  text: (results) => `Self Test Results    : ${resultText(results)}`,
});

function resultText({ outcome, code, detail }: SelfTestResults): string {
  switch (outcome) {
    case "passed":
      return "passed\n";
    case "not-implemented":
      return "not implemented\n";
    case "corrupted": {
      const found = faults.filter((_, bit) => (detail >> bit) & 1);
      return ["device error", ...found.map((fault) => `                       [${fault}]`), ""].join("\n");
    }
    case "fatal":
      return `Fatal hardware error: ${hexByte(detail)}h\n`;
    default:
      return `Device-specific failure ${hexByte(code)}h:${hexByte(detail)}h\n`;
  }
}

function hexByte(value: number): string {
  return value.toString(16).padStart(2, "0");
}

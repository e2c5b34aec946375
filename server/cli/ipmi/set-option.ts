import { parseByte, parseNumber } from "@/server/shell/numbers";
import { UsageError } from "@/server/shell/verb";
import type { IpmiOptions } from "./options";

const usage = `Usage: set <option> <value>

Options are:
    targetaddr <addr>      Remote target IPMB address
    csv [level]            enable output in comma separated format
    verbose [level]        Verbose level
`;

const MOST_LEVEL = 255;

/** ipmitool's `set` of a shell, as far as it means something within a session. Throws UsageError. */
export function setOption(
  options: IpmiOptions,
  [name, value]: readonly string[],
): { readonly options: IpmiOptions; readonly said: string } {
  if (name === "verbose") {
    const verbosity = value === undefined ? options.verbosity + 1 : level(name, value);
    return { options: { ...options, verbosity }, said: "" };
  }
  if (name === "csv") {
    return { options: { ...options, csv: value === undefined || level(name, value) !== 0 }, said: "" };
  }
  if (name === "targetaddr" && value !== undefined) {
    const target = parseByte(value);
    if (target === null) throw new UsageError(`Given targetaddr '${value}' is invalid.`);
    const hex = target.toString(16).padStart(2, "0");
    return {
      options: { ...options, bridge: { ...options.bridge, target } },
      said: `Set remote IPMB address to 0x${hex}\n`,
    };
  }
  throw new UsageError(usage);
}

function level(name: string, value: string): number {
  const number = parseNumber(value, 0, MOST_LEVEL);
  if (number === null) throw new UsageError(`Given ${name} '${value}' argument is invalid.`);
  return number;
}

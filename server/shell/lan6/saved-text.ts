import type { Ipv6Value } from "./read";
import { ipv6Text, macText, word } from "./value-text";
import { addressStates, enables, routerControls } from "./words";

/** Lines that `exec` takes to set what there is; what only the BMC sets is left out. */
export function savedScript(channel: number, values: readonly Ipv6Value[]): string {
  const lines = values
    .filter(({ parameter }) => parameter.format !== null)
    .map((value) => `lan6 set ${channel} nolock ${selectorsText(value)} ${savedValue(value)}`);
  const end = [`lan6 commit ${channel}`, `lan6 discard ${channel}`, "exit"];
  return [`lan6 lock ${channel}`, ...lines, ...end].map((line) => `${line}\n`).join("");
}

function selectorsText({ parameter, set, block }: Ipv6Value): string {
  const { word: name, firstSet, inBlocks } = parameter;
  return [name, ...(firstSet === undefined ? [] : [set]), ...(inBlocks ? [block] : [])].join(" ");
}

function savedValue({ parameter, pieces }: Ipv6Value): string {
  const [first = Buffer.alloc(0), second = Buffer.alloc(0), third, fourth = Buffer.alloc(16)] = pieces;
  const [a = 0, b = 0, c = 0] = first;
  switch (parameter.word) {
    case "enables":
      return word(enables, a);
    case "flow_label":
      return `0x${((a << 16) | (b << 8) | c).toString(16)}`;
    case "static_addr": {
      const enabled = a === 0 ? "disable" : a === ENABLED ? "enable" : word([], a);
      const state = word(addressStates, first[18] ?? 0);
      return `${enabled} ${ipv6Text(first.subarray(1, 17))} ${first[17] ?? 0} ${state}`;
    }
    case "static_duid":
    case "dynamic_duid":
    case "ndslaac_cfg":
      return first.toString("hex");
    case "dhcp6_cfg":
      return `${first.toString("hex")} ${second.subarray(0, DHCPV6_REST).toString("hex")}`;
    case "rtr_cfg":
      return routerControls[a - 1] ?? word([], a);
    case "static_rtr":
      return `${ipv6Text(first)} ${macText(second)} ${ipv6Text(fourth)} ${third?.[0] ?? 0}`;
    default:
      return String(a);
  }
}

const ENABLED = 0x80;
/** Bytes of the timing's second block that are used. */
const DHCPV6_REST = 6;

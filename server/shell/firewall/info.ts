import {
  type Command,
  getCommandEnables,
  getCommandSubFunctionEnables,
  getCommandSubFunctionSupport,
  getCommandSupport,
  getConfigurableCommandSubFunctions,
  getConfigurableCommands,
  getNetFnSupport,
  type LunSupport,
  Privilege,
} from "@/server/ipmi";
import { failAs } from "../fail-as";
import { defineVerb, type VerbContext, VerbFailure } from "../verb";
import { type InfoScope, parseScope } from "./scope";

/** What a BMC has, what of it can be switched, and what is switched on: a bit for each number. */
interface Rights {
  readonly support: readonly boolean[];
  readonly configurable: readonly boolean[];
  readonly enabled: readonly boolean[];
}

interface NetFnRights extends Rights {
  readonly lun: number;
  readonly netFn: number;
}

interface FirewallInfo {
  readonly netFns: readonly NetFnRights[];
  /** Of the one command asked for; null when none was, or the BMC does not have it. */
  readonly subFunctions: Rights | null;
}

const nothing: FirewallInfo = { netFns: [], subFunctions: null };

/** Failures are told on the error output and end with exit code 0, as ipmitool's do. */
export const info = defineVerb<InfoScope, FirewallInfo>({
  path: ["firewall", "info"],
  usage: "[channel H] [lun L [netfn N [command C]]]",
  summary: "Which commands the BMC has and lets through",
  privilege: Privilege.User,
  class: "read",
  parse: parseScope,
  run: async (context, scope) => {
    try {
      return await gather(context, scope);
    } catch (error) {
      if (!(error instanceof VerbFailure)) throw error;
      context.note(error.message);
      return nothing;
    }
  },
  text: (found, _view, scope) => infoText(found, scope),
});

async function gather(context: VerbContext, scope: InfoScope): Promise<FirewallInfo> {
  const { channel } = scope;
  const luns = await ask(context, getNetFnSupport, { channel }, "Get NetFn Support command failed");
  const wanted = pairs(luns, scope);
  if (scope.netFn !== null && wanted.length === 0) {
    throw new VerbFailure(`LUN or LUN/NetFn pair ${scope.lun},${scope.netFn} not supported`);
  }
  const netFns: NetFnRights[] = [];
  for (const pair of wanted) {
    const rights = await commandRights(context, { channel, ...pair }, scope.netFn !== null);
    if (rights !== null) netFns.push({ ...pair, ...rights });
  }
  const [only] = netFns;
  if (scope.command === null || only === undefined) return { netFns, subFunctions: null };
  if (!only.support[scope.command]) {
    const pair = `${hex(only.lun)},${hex(only.netFn)}`;
    throw new VerbFailure(`Command 0x${hex(scope.command)} not supported on LUN/NetFn pair ${pair}`);
  }
  const { lun, netFn } = only;
  const request = { channel, lun, netFn, command: scope.command };
  return { netFns, subFunctions: await subFunctionRights(context, request) };
}

function pairs(luns: readonly LunSupport[], { lun, netFn }: InfoScope) {
  return luns
    .filter(({ lun: number, supported }) => supported && (lun === null || lun === number))
    .flatMap(({ lun: number, netFns }) => netFns.map((each) => ({ lun: number, netFn: each })))
    .filter((pair) => netFn === null || pair.netFn === (netFn & ~1));
}

interface Pair {
  readonly channel: number;
  readonly lun: number;
  readonly netFn: number;
}

/** Null when the BMC refuses and there are others to ask about. */
async function commandRights(context: VerbContext, pair: Pair, only: boolean): Promise<Rights | null> {
  const both = async (command: typeof getCommandSupport, name: string) => {
    const masks: boolean[] = [];
    for (const half of ["lower", "upper"] as const) {
      const where = `(LUN=${pair.lun}, NetFn=${pair.netFn}, op=${half === "upper" ? 1 : 0})`;
      masks.push(...(await ask(context, command, { ...pair, half }, `${name} ${where} command failed`)));
    }
    return masks;
  };
  try {
    return {
      support: await both(getCommandSupport, "Get Command Support"),
      configurable: await both(getConfigurableCommands, "Get Configurable Command"),
      enabled: await both(getCommandEnables, "Get Command Enables"),
    };
  } catch (error) {
    if (only || !(error instanceof VerbFailure)) throw error;
    context.note(error.message);
    return null;
  }
}

async function subFunctionRights(
  context: VerbContext,
  request: Pair & { readonly command: number },
): Promise<Rights> {
  const { lun, netFn, command } = request;
  const where = `(LUN=${lun}, NetFn=${netFn}, command=${command}) command failed`;
  const one = (asked: typeof getCommandSubFunctionSupport, name: string) =>
    ask(context, asked, request, `${name} ${where}`);
  return {
    support: await one(getCommandSubFunctionSupport, "Get Command Sub-function Support"),
    configurable: await one(getConfigurableCommandSubFunctions, "Get Configurable Command Sub-function"),
    enabled: await one(getCommandSubFunctionEnables, "Get Command Sub-function Enables"),
  };
}

function ask<Request, Answer>(
  { bmc, signal }: VerbContext,
  command: Command<Request, Answer>,
  request: Request,
  silent: string,
): Promise<Answer> {
  return failAs(bmc.send(command, request, { signal }), { silent });
}

function infoText({ netFns, subFunctions }: FirewallInfo, { netFn, command }: InfoScope): string {
  const [only] = netFns;
  if (command !== null) {
    return only === undefined || subFunctions === null ? "" : commandText(only, command, subFunctions);
  }
  if (netFn === null) {
    return netFns.map((each) => rightsText(each, `${hex(each.lun)},${hex(each.netFn)} `)).join("");
  }
  if (only === undefined) return "";
  return `Commands on LUN 0x${hex(only.lun)}, NetFn 0x${hex(netFn)}\n${rightsText(only, "")}`;
}

function rightsText({ support, configurable, enabled }: Rights, prefix: string): string {
  return `${prefix}support:      ${maskText(support)}
${prefix}configurable: ${maskText(configurable)}
${prefix}enabled:      ${maskText(enabled)}
`;
}

function commandText(rights: NetFnRights, command: number, subFunctions: Rights): string {
  const lines = [
    "(A)vailable, (C)onfigurable, (E)nabled: | A | C | E |",
    "-----------------------------------------------------",
    `LUN ${rights.lun}, NetFn 0x${hex(rights.netFn)}, Command 0x${hex(command)}:        ${marks(rights, command)}`,
    ...subFunctions.support.map(
      (_, number) => `sub-function 0x${hex(number)}:                      ${marks(subFunctions, number)}`,
    ),
  ];
  return `${lines.join("\n")}\n`;
}

function marks({ support, configurable, enabled }: Rights, number: number): string {
  const columns = [support, configurable, enabled].map((mask) => (mask[number] ? "X" : " "));
  return `| ${columns.join(" | ")} |`;
}

/** Hexadecimal bytes, lowest numbers first, a blank after each four. */
function maskText(mask: readonly boolean[]): string {
  const bytes = Array.from({ length: mask.length / 8 }, (_, at) =>
    mask.slice(8 * at, 8 * at + 8).reduce((byte, on, bit) => byte | (on ? 1 << bit : 0), 0),
  );
  return bytes.map((byte, at) => hex(byte) + (at % 4 === 3 ? " " : "")).join("");
}

function hex(value: number): string {
  return value.toString(16).padStart(2, "0");
}

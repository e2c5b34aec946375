import { Privilege } from "@/server/ipmi";
import { GlobalEnable } from "@/server/ipmi/commands/app/bmc-global-enables";
import { getBmcGlobalEnables } from "@/server/ipmi/commands/app/get-bmc-global-enables";
import { setBmcGlobalEnables } from "@/server/ipmi/commands/app/set-bmc-global-enables";
import { failAs } from "../fail-as";
import { defineVerb, UsageError, type Verb, type VerbContext } from "../verb";
import { mcHelp } from "./help";

const names: readonly { readonly word: string; readonly text: string; readonly bit: number }[] = [
  {
    word: "recv_msg_intr",
    text: "Receive Message Queue Interrupt",
    bit: GlobalEnable.ReceiveMessageInterrupt,
  },
  {
    word: "event_msg_intr",
    text: "Event Message Buffer Full Interrupt",
    bit: GlobalEnable.EventMessageBufferFullInterrupt,
  },
  { word: "event_msg", text: "Event Message Buffer", bit: GlobalEnable.EventMessageBuffer },
  { word: "system_event_log", text: "System Event Logging", bit: GlobalEnable.SystemEventLogging },
  { word: "oem0", text: "OEM 0", bit: GlobalEnable.Oem0 },
  { word: "oem1", text: "OEM 1", bit: GlobalEnable.Oem1 },
  { word: "oem2", text: "OEM 2", bit: GlobalEnable.Oem2 },
];

function readEnables({ bmc, signal }: VerbContext): Promise<number> {
  return failAs(bmc.send(getBmcGlobalEnables, undefined, { signal }), {
    silent: "Get Global Enables command failed",
  });
}

function enablesText(enables: number): string {
  return names
    .map(({ text, bit }) => `${text.padEnd(40)} : ${(enables & bit) !== 0 ? "en" : "dis"}abled\n`)
    .join("");
}

const getEnables = defineVerb<void, { readonly enables: number }>({
  path: ["mc", "getenables"],
  usage: "",
  summary: "Global enables of the management controller",
  privilege: Privilege.User,
  class: "read",
  parse: () => undefined,
  run: async (context) => ({ enables: await readEnables(context) }),
  text: ({ enables }) => enablesText(enables),
});

interface Change {
  readonly bit: number;
  readonly text: string;
  readonly on: boolean;
}

interface ChangedEnables {
  readonly before: number;
  /** As the controller has them afterwards. */
  readonly after: number;
}

const setEnables = defineVerb<readonly Change[], ChangedEnables>({
  path: ["mc", "setenables"],
  usage: "<option=on|off> ...",
  summary: "Change global enables of the management controller",
  privilege: Privilege.Administrator,
  class: "idempotent",
  parse: (words) => {
    if (words.length === 0) throw new UsageError(mcHelp);
    if (words[0] === "help") throw new UsageError(mcHelp, 0);
    return words.map(parseChange);
  },
  run: async (context, changes) => {
    const before = await readEnables(context);
    const wanted = changes.reduce((enables, { bit, on }) => (on ? enables | bit : enables & ~bit), before);
    if (wanted === before) return { before, after: before };
    const { bmc, signal } = context;
    await failAs(bmc.send(setBmcGlobalEnables, { enables: wanted }, { signal }), {
      silent: "Set Global Enables command failed",
    });
    return { before, after: await readEnables(context) };
  },
  text: ({ before, after }, _view, changes) =>
    [
      ...changes.map(({ text, on }) => `${on ? "Enabling" : "Disabling"} ${text}\n`),
      before === after ? "\nNothing to change...\n" : "\nVerifying...\n",
      enablesText(after),
    ].join(""),
});

function parseChange(word: string): Change {
  const [name, value] = word.split("=");
  const known = names.find((candidate) => candidate.word === name);
  if (!known || (value !== "on" && value !== "off")) throw new UsageError(`Unrecognized option: ${word}`);
  return { bit: known.bit, text: known.text, on: value === "on" };
}

export const enables: readonly Verb[] = [getEnables, setEnables];

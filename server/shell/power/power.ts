import { type ChassisAction, chassisControl, getChassisStatus, Privilege } from "@/server/ipmi";
import { failAs } from "../fail-as";
import { defineVerb, type Verb } from "../verb";
import type { VerbGroup } from "../verb-group";

export const POWER_HELP = "chassis power Commands: status, on, off, cycle, reset, diag, soft";

export const powerGroup: VerbGroup = {
  help: POWER_HELP,
  alone: { text: POWER_HELP, exitCode: 0 },
  unknown: (word) => ({ text: `Invalid chassis power command: ${word}`, exitCode: 1 }),
};

interface Switch {
  readonly words: readonly [string, ...string[]];
  readonly action: ChassisAction;
  /** ipmitool's name of it. */
  readonly said: string;
  readonly summary: string;
}

const switches: readonly Switch[] = [
  { words: ["on", "up"], action: "power-up", said: "Up/On", summary: "Power up" },
  { words: ["off", "down"], action: "power-down", said: "Down/Off", summary: "Power down at once" },
  { words: ["cycle"], action: "power-cycle", said: "Cycle", summary: "Power down, wait, power up" },
  { words: ["reset"], action: "hard-reset", said: "Reset", summary: "Hard reset" },
  {
    words: ["diag"],
    action: "diagnostic-interrupt",
    said: "Diag",
    summary: "Pulse a diagnostic interrupt (NMI)",
  },
  {
    words: ["soft", "acpi"],
    action: "soft-shutdown",
    said: "Soft",
    summary: "Ask the system to shut down (ACPI)",
  },
];

/** The verbs of `chassis power`, below `prefix`. */
export function powerVerbs(prefix: readonly string[]): readonly Verb[] {
  return [powerStatus(prefix), ...switches.map((each) => powerSwitch(prefix, each))];
}

function powerStatus(prefix: readonly string[]): Verb {
  return defineVerb<void, { readonly on: boolean }>({
    path: [...prefix, "status"],
    usage: "",
    summary: "Is the power on?",
    privilege: Privilege.User,
    class: "read",
    parse: () => undefined,
    run: async ({ bmc, signal }) => {
      const { power } = await failAs(bmc.send(getChassisStatus, undefined, { signal }), {
        silent: "Unable to get Chassis Power Status",
        refused: "Get Chassis Power Status failed",
      });
      return { on: power.on };
    },
    text: ({ on }) => `Chassis Power is ${on ? "on" : "off"}\n`,
  });
}

function powerSwitch(prefix: readonly string[], { words, action, said, summary }: Switch): Verb {
  const [word, ...others] = words;
  return defineVerb<void, { readonly action: ChassisAction }>({
    path: [...prefix, word],
    aliases: others.map((other) => [...prefix, other]),
    usage: "",
    summary,
    privilege: Privilege.Operator,
    class: action === "power-up" || action === "power-down" ? "idempotent" : "once",
    parse: () => undefined,
    run: async ({ bmc, signal }) => {
      await failAs(bmc.send(chassisControl, { action }, { signal }), {
        silent: `Unable to set Chassis Power Control to ${said}`,
        refused: `Set Chassis Power Control to ${said} failed`,
      });
      return { action };
    },
    text: () => `Chassis Power Control: ${said}\n`,
  });
}

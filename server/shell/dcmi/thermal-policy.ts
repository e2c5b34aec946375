import { Privilege } from "@/server/ipmi";
import { getThermalLimit } from "@/server/ipmi/commands/dcmi/get-thermal-limit";
import { setThermalLimit } from "@/server/ipmi/commands/dcmi/set-thermal-limit";
import type { ThermalEntity, ThermalLimit } from "@/server/ipmi/commands/dcmi/thermal-limit";
import { parseByte, parseNumber } from "../numbers";
import { defineVerb, UsageError, type Verb } from "../verb";
import { dcmiAnswer } from "./dcmi-failure";

function parseEntity([entityWord, instanceWord]: readonly string[], usage: string): ThermalEntity {
  if (entityWord === undefined || instanceWord === undefined) throw new UsageError(usage, 1, "\n");
  const entity = parseByte(entityWord);
  if (entity === null) throw new UsageError(`Given Entity ID '${entityWord}' is invalid.`, 1, "\n");
  const instance = parseByte(instanceWord);
  if (instance === null) throw new UsageError(`Given Instance ID '${instanceWord}' is invalid.`, 1, "\n");
  return { entity, instance };
}

const get = defineVerb<ThermalEntity, ThermalLimit>({
  path: ["dcmi", "thermalpolicy", "get"],
  usage: "<entityID> <instanceID>",
  summary: "What happens when it gets too hot",
  privilege: Privilege.User,
  class: "read",
  parse: (words) => parseEntity(words, "Get <entityID> <instanceID>"),
  run: ({ bmc, signal }, entity) => dcmiAnswer(bmc.send(getThermalLimit, entity, { signal })),
  text: (limit) =>
    [
      "\n",
      `    Persistence flag is:                      ${limit.persistent ? "set" : "notset"}\n`,
      "    Exception Actions, taken if the Temperature Limit exceeded:\n",
      `        Hard Power Off system and log event:  ${limit.powerOff ? "active" : "inactive"}\n`,
      `        Log event to SEL only:                ${limit.logEvent ? "active" : "inactive"}\n`,
      `    Temperature Limit                         ${limit.limit} degrees\n`,
      `    Exception Time                            ${limit.exceptionSeconds} seconds\n\n\n\n`,
    ].join(""),
});

const setUsage =
  "Set thermalpolicy instance parameters: <volatile/nonvolatile/disabled> <poweroff/nopoweroff/disabled> " +
  "<sel/nosel/disabled> <templimitByte> <exceptionTime>";

const MOST_SECONDS = 0xffff;

const set = defineVerb<ThermalEntity & ThermalLimit, ThermalEntity>({
  path: ["dcmi", "thermalpolicy", "set"],
  usage: "<entityID> <instanceID> <persistence> <poweroff> <sel> <limit> <seconds>",
  summary: "Change what happens when it gets too hot",
  privilege: Privilege.Operator,
  class: "idempotent",
  parse: (words) => {
    const entity = parseEntity(words, "Set <entityID> <instanceID>");
    const [, , persistence, powerOff, log, limitWord, secondsWord] = words;
    if (limitWord === undefined || secondsWord === undefined) throw new UsageError(setUsage);
    const limit = parseByte(limitWord);
    if (limit === null) throw new UsageError(`Given Temp Limit '${limitWord}' is invalid.`);
    const exceptionSeconds = parseNumber(secondsWord, 0, MOST_SECONDS);
    if (exceptionSeconds === null) throw new UsageError(`Given Sampling Time '${secondsWord}' is invalid.`);
    return {
      ...entity,
      persistent: persistence === "nonvolatile",
      powerOff: powerOff === "poweroff",
      logEvent: log === "sel",
      limit,
      exceptionSeconds,
    };
  },
  run: async ({ bmc, signal }, setting) => {
    await dcmiAnswer(bmc.send(setThermalLimit, setting, { signal }));
    return { entity: setting.entity, instance: setting.instance };
  },
  text: ({ entity, instance }) =>
    `\nThermal policy ${instance} for ${entity.toString(16).toUpperCase()}h entity successfully set.\n\n\n`,
});

export const thermalPolicy: readonly Verb[] = [get, set];

import { Privilege } from "@/server/ipmi";
import { DcmiParameter } from "@/server/ipmi/commands/dcmi/configuration-parameters";
import { getDcmiConfigurationParameters } from "@/server/ipmi/commands/dcmi/get-dcmi-configuration-parameters";
import { setDcmiConfigurationParameters } from "@/server/ipmi/commands/dcmi/set-dcmi-configuration-parameters";
import { parseNumber } from "../numbers";
import { defineVerb, UsageError, type Verb, VerbFailure } from "../verb";
import { dcmiAnswer } from "./dcmi-failure";

const help = `
DCMI Configuration Parameters
    activate_dhcp    \tActivate DHCP
    dhcp_config    \tDHCP Configuration
    init    \t\tInitial timeout interval
    timeout    \t\tServer contact timeout interval
    retry    \t\tServer contact retry interval
`;

interface Configuration {
  readonly discovery: number;
  readonly initialSeconds: number;
  readonly contactSeconds: number;
  readonly retrySeconds: number;
}

const GET_FAILED = "Error Get DCMI Configuration Parameters!";

const get = defineVerb<void, Configuration>({
  path: ["dcmi", "get_conf_param"],
  usage: "",
  summary: "How the controller finds its address by DHCP",
  privilege: Privilege.User,
  class: "read",
  parse: () => undefined,
  run: async ({ bmc, signal }) => {
    const read = async (parameter: number, bytes: number) => {
      const answer = bmc.send(getDcmiConfigurationParameters, { parameter, set: 0 }, { signal });
      const { data } = await dcmiAnswer(answer, { last: GET_FAILED, output: "" });
      if (data.length < bytes) throw new VerbFailure(GET_FAILED);
      return data.readUIntLE(0, bytes);
    };
    return {
      discovery: await read(DcmiParameter.DiscoveryConfiguration, 1),
      initialSeconds: await read(DcmiParameter.DhcpTiming1, 1),
      contactSeconds: await read(DcmiParameter.DhcpTiming2, 2),
      retrySeconds: await read(DcmiParameter.DhcpTiming3, 2),
    };
  },
  text: ({ discovery, initialSeconds, contactSeconds, retrySeconds }) =>
    [
      "\n\tDHCP Discovery method\t: ",
      `\n\t\tManagement Controller ID String is ${enabled(discovery & 1)}`,
      `\n\t\tVendor class identifier DCMI IANA and Vendor class-specific Informationa are ${enabled(discovery & 2)}`,
      `\n\tInitial timeout interval\t: ${initialSeconds} seconds`,
      `\n\tServer contact timeout interval\t: ${contactSeconds} seconds`,
      `\n\tServer contact retry interval\t: ${retrySeconds} seconds\n`,
    ].join(""),
});

function enabled(bit: number): string {
  return bit !== 0 ? "enabled" : "disabled";
}

interface Setting {
  readonly parameter: number;
  readonly data: Buffer;
}

const settable: Readonly<Record<string, { readonly parameter: number; readonly bytes: 1 | 2 }>> = {
  dhcp_config: { parameter: DcmiParameter.DiscoveryConfiguration, bytes: 1 },
  init: { parameter: DcmiParameter.DhcpTiming1, bytes: 1 },
  timeout: { parameter: DcmiParameter.DhcpTiming2, bytes: 2 },
  retry: { parameter: DcmiParameter.DhcpTiming3, bytes: 2 },
};

const set = defineVerb<Setting, void>({
  path: ["dcmi", "set_conf_param"],
  usage: "<activate_dhcp|dhcp_config|init|timeout|retry> [<value>]",
  summary: "Change how the controller finds its address by DHCP",
  privilege: Privilege.Administrator,
  class: "idempotent",
  parse: ([name, word]) => {
    if (name === "activate_dhcp") return { parameter: DcmiParameter.ActivateDhcp, data: Buffer.of(1) };
    const known = name !== undefined && Object.hasOwn(settable, name) ? settable[name] : undefined;
    if (known === undefined || word === undefined) throw new UsageError(help);
    const value = parseNumber(word, 0, 256 ** known.bytes - 1);
    if (value === null) throw new UsageError(`Given ${name} '${word}' is invalid.`);
    const data = Buffer.alloc(known.bytes);
    data.writeUIntLE(value, 0, known.bytes);
    return { parameter: known.parameter, data };
  },
  run: ({ bmc, signal }, setting) =>
    dcmiAnswer(bmc.send(setDcmiConfigurationParameters, { ...setting, set: 0 }, { signal }), {
      last: "Error Set DCMI Configuration Parameters!",
    }),
  text: () => "\n",
});

export const configuration: readonly Verb[] = [get, set];

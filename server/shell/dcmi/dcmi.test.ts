import { expect, test } from "vitest";
import { CompletionCodeError } from "@/server/ipmi";
import { getAssetTag } from "@/server/ipmi/commands/dcmi/get-asset-tag";
import { getDcmiCapabilitiesInfo } from "@/server/ipmi/commands/dcmi/get-dcmi-capabilities-info";
import { getDcmiConfigurationParameters } from "@/server/ipmi/commands/dcmi/get-dcmi-configuration-parameters";
import { getPowerLimit } from "@/server/ipmi/commands/dcmi/get-power-limit";
import { getPowerReading } from "@/server/ipmi/commands/dcmi/get-power-reading";
import { getTemperatureReadings } from "@/server/ipmi/commands/dcmi/get-temperature-readings";
import { setAssetTag } from "@/server/ipmi/commands/dcmi/set-asset-tag";
import { setPowerLimit } from "@/server/ipmi/commands/dcmi/set-power-limit";
import { ScriptedBmc } from "@/server/ipmi/readers/testing/scripted-bmc";
import { runOn } from "../testing/scripted-run";

const hex = (digits: string) => Buffer.from(digits.replaceAll(" ", ""), "hex");

test("discover prints what each parameter says", async () => {
  const answers = ["", "0f 01 3f", "00 90 07 07", "40 00", "01 ff ff"];
  const bmc = new ScriptedBmc().on(getDcmiCapabilitiesInfo, ([, parameter = 0]) =>
    hex(`dc 01 05 02 ${answers[parameter]}`),
  );
  const { output, exitCode } = await runOn(bmc, "dcmi discover");
  expect(exitCode).toBe(0);
  expect(output).toContain("        SOL enabled\n        VLAN capable\n");
  expect(output).toContain("SEL automatic rollover is enabled\n               0 SEL entries\n");
  expect(output).toContain("Slave address of device: 20h (BMC)\n                Channel number is 0h");
  expect(output).toContain("Secondary LAN channel is not available for OOB\n         No serial channel");
});

test("discover on a controller of an unknown DCMI, or one that stops in the middle of its answer", async () => {
  const other = new ScriptedBmc().on(getDcmiCapabilitiesInfo, () => hex("dc 09 00 02 00 00 00"));
  expect((await runOn(other, "dcmi discover")).complaint).toMatch(/not available on this platform/);
  const short = new ScriptedBmc().on(getDcmiCapabilitiesInfo, () => hex("dc 01 05 02 00"));
  expect(await runOn(short, "dcmi discover")).toMatchObject({ exitCode: 1 });
});

test("a power reading", async () => {
  const bmc = new ScriptedBmc().on(getPowerReading, () =>
    hex("dc e6 00 64 00 2c 01 d2 00 00 5e d0 65 e8 03 00 00 40"),
  );
  expect((await runOn(bmc, "dcmi power reading", { utc: true })).output).toBe(
    `
    Instantaneous power reading:                   230 Watts
    Minimum during sampling period:                100 Watts
    Maximum during sampling period:                300 Watts
    Average power reading over sample period:      210 Watts
    IPMI timestamp:                           02/17/24 07:19:28 GMT    Sampling period:                          00000001 Seconds.
    Power reading state is:                   activated


`,
  );
});

test("a limit is changed in the fields that are named", async () => {
  const bmc = new ScriptedBmc()
    .on(getPowerLimit, () => hex("dc 00 00 11 c2 01 70 17 00 00 00 00 1e 00"))
    .on(setPowerLimit, () => hex("dc"));
  const { output } = await runOn(bmc, "dcmi power set_limit limit 300 action power_off");
  expect(bmc.sent[1]?.data.toString("hex")).toBe("dc000000012c0170170000" + "00001e00");
  expect(output).toContain("    Exception actions:   Log Event to SEL\n    Power Limit:         450 Watts\n");
});

test("a limit that is not active is shown when the BMC tells it", async () => {
  const bmc = new ScriptedBmc().on(getPowerLimit, () => {
    const data = hex("dc 00 00 01 4e 02 e8 03 00 00 00 00 01 00");
    return new CompletionCodeError("Get Power Limit", 0x80, "not active", data);
  });
  expect((await runOn(bmc, "dcmi power get_limit")).output).toContain(
    "No Active Power Limit\n    Exception actions:   Hard Power Off & Log Event to SEL\n    Power Limit:         590 Watts\n",
  );
});

test("no limit is an answer too", async () => {
  const bmc = new ScriptedBmc().on(getPowerLimit, () => 0x80);
  expect(await runOn(bmc, "dcmi power get_limit")).toMatchObject({
    output: "\n    Current Limit State: No Active Power Limit\n\n\n",
    exitCode: 0,
  });
});

test("an asset tag goes in parts of sixteen bytes, both ways", async () => {
  const tag = "RACK-7-U12-0123456789";
  const bmc = new ScriptedBmc()
    .on(getAssetTag, ([, offset = 0, length = 0]) =>
      Buffer.concat([hex("dc"), Buffer.of(tag.length), Buffer.from(tag.slice(offset, offset + length))]),
    )
    .on(setAssetTag, () => hex("dc 15"));
  expect((await runOn(bmc, "dcmi asset_tag")).output).toBe(`\n Asset tag: ${tag}\n\n`);
  expect((await runOn(bmc, `dcmi set_asset_tag ${tag}`)).output).toBe(`\n Set Asset Tag: ${tag}\n\n`);
  expect(bmc.sent.slice(-2).map(({ data }) => data.subarray(0, 3).toString("hex"))).toEqual([
    "dc0010",
    "dc1005",
  ]);
  expect(await runOn(bmc, `dcmi set_asset_tag ${"x".repeat(65)}`)).toMatchObject({ exitCode: 1 });
});

test("temperatures of one entity are shown though another is refused", async () => {
  const bmc = new ScriptedBmc().on(getTemperatureReadings, ([, , entity]) =>
    entity === 0x40 ? hex("dc 02 02 19 01 85 02") : 0xc1,
  );
  const { output, notes } = await runOn(bmc, "dcmi get_temp_reading");
  expect(output).toContain(
    "Inlet air temperature(40h)\t\t1\t\t+25 C\nInlet air temperature(40h)\t\t2\t\t-5 C\n",
  );
  expect(notes).toHaveLength(2);
});

test("configuration parameters", async () => {
  const values = ["", "", "01", "04", "78 00", "2c 01"];
  const bmc = new ScriptedBmc().on(getDcmiConfigurationParameters, ([, parameter = 0]) =>
    hex(`dc 01 05 01 ${values[parameter]}`),
  );
  const { output } = await runOn(bmc, "dcmi get_conf_param");
  expect(output).toContain("Management Controller ID String is enabled");
  expect(output).toMatch(
    /timeout interval\t: 120 seconds\n\tServer contact retry interval\t: 300 seconds\n$/,
  );
});

test("entities of DCMI 1.0 are asked for where the newer ones have nothing, or are refused", async () => {
  const older: Readonly<Record<number, string>> = { 55: "dc 01 01 1a 01", 3: "dc 01 01 30 01" };
  for (const newer of [hex("dc 00 00"), 0xcb]) {
    const bmc = new ScriptedBmc().on(getTemperatureReadings, ([, , entity = 0]) => {
      const answer = older[entity];
      return answer === undefined ? newer : hex(answer);
    });
    const { output, notes } = await runOn(bmc, "dcmi get_temp_reading");
    expect(output).toContain(
      "\nInlet air temperature(37h)\t\t1\t\t+26 C\nCPU temperature sensors(03h)\t\t1\t\t+48 C\n",
    );
    expect(notes).toHaveLength(newer === 0xcb ? 1 : 0);
  }
});

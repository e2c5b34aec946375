import { expect, test } from "@playwright/test";
import type { EventList } from "@/lib/contracts/event";
import type { Inventory } from "@/lib/contracts/inventory";
import type { SensorList } from "@/lib/contracts/sensor";
import { Lab } from "./fixtures/lab";
import { freeIpmi, ipmitool, labelled } from "./fixtures/peers";
import { analogSensors, discreteSensors, eventRecords, fruFields } from "./fixtures/rack-server";

/** The same BMC asked by us, by ipmitool and by FreeIPMI: three programs, one answer. */
test.describe("agreement with ipmitool and FreeIPMI", () => {
  let lab: Lab;

  test.beforeAll(async () => {
    test.setTimeout(120_000);
    lab = await Lab.start({ address: "127.2.33.1", host: "agreement" });
  });

  test.afterAll(() => lab?.stop());

  async function get<T>(path: string, complete: (answer: T) => boolean): Promise<T> {
    let answer: T | undefined;
    await expect
      .poll(
        async () => {
          answer = (await (await lab.admin.http.get(`/api/v1/hosts/${lab.host}/${path}`)).json()) as T;
          return complete(answer);
        },
        { timeout: 30_000 },
      )
      .toBe(true);
    return answer as T;
  }

  test("every sensor has ipmitool's and ipmi-sensors' number and unit", async () => {
    const ours = await get<SensorList>("sensors", (list) => list.sensors.length > 0);
    const units: Record<string, [string, string]> = {
      "°C": ["degrees C", "C"],
      V: ["Volts", "V"],
      RPM: ["RPM", "RPM"],
    };
    const tool = (await ipmitool(lab.simulator, "sdr", "elist", "all")).trim().split("\n");
    const free = await freeIpmi(
      lab.simulator,
      "ipmi-sensors",
      lab.folder,
      "--comma-separated-output",
      "--no-header-output",
    );
    const freeRows = free.trim().split("\n");
    expect(ours.sensors).toHaveLength(analogSensors.length + discreteSensors.length);
    expect(tool).toHaveLength(ours.sensors.length);
    expect(freeRows).toHaveLength(ours.sensors.length);
    for (const [i, sensor] of ours.sensors.entries()) {
      const [name, , , , reading] = (tool[i] ?? "").split("|").map((cell) => cell.trim());
      const [, freeName, , freeReading, freeUnit] = (freeRows[i] ?? "").split(",");
      expect([sensor.name, freeName]).toEqual([name, name]);
      if (sensor.kind === "discrete") {
        expect([sensor.states, reading, freeReading]).toEqual([[], "", "N/A"]);
        continue;
      }
      const [toolUnit, shortUnit] = units[sensor.unit] ?? ["?", "?"];
      expect(reading).toBe(`${sensor.text.split(" ")[0]} ${toolUnit}`);
      expect(Number(freeReading)).toBeCloseTo(sensor.value ?? Number.NaN, 2);
      expect(freeUnit).toBe(shortUnit);
    }
  });

  test("every event is there and says what ipmitool and ipmi-sel say", async () => {
    const ours = await get<EventList>("events", (list) => list.events.length >= eventRecords.length);
    const tool = (await ipmitool(lab.simulator, "sel", "elist")).trim().split("\n");
    const free = await freeIpmi(
      lab.simulator,
      "ipmi-sel",
      lab.folder,
      "--comma-separated-output",
      "--no-header-output",
    );
    const freeRows = free.trim().split("\n");
    const events = [...ours.events].sort((a, b) => a.recordId - b.recordId);
    expect(events).toHaveLength(tool.length);
    expect(events).toHaveLength(freeRows.length);
    for (const [i, event] of events.entries()) {
      const cells = (tool[i] ?? "").split("|").map((cell) => cell.trim());
      expect(event.recordId).toBe(Number.parseInt(cells[0] ?? "", 16));
      expect(cells[3]).toContain(event.sensor);
      expect(event.direction).toBe(cells[5] === "Asserted" ? "asserted" : "deasserted");
      expect(freeRows[i]).toContain(event.sensor);
      // ipmitool's words for the state begin ours: `Upper Critical going high`, `Bus Uncorrectable error`.
      expect(event.text.toLowerCase().replaceAll("-", " ")).toContain(
        (cells[4] ?? "?").toLowerCase().replaceAll("-", " "),
      );
    }
    expect(events[0]?.text).toContain("96");
    expect(events[0]?.text).toContain("95");
  });

  test("every FRU field equals the tools' and what was written", async () => {
    const ours = await get<Inventory>("inventory", (inventory) => inventory.frus.length > 0);
    const values = ours.frus
      .flatMap((fru) => fru.areas)
      .flatMap((area) => area.fields)
      .map((field) => field.value);
    const tool = [...labelled(await ipmitool(lab.simulator, "fru", "print")).values()];
    const free = [...labelled(await freeIpmi(lab.simulator, "ipmi-fru", lab.folder)).values()];
    for (const value of Object.values(fruFields)) {
      expect(values).toContain(value);
      expect(tool).toContain(value);
      expect(free).toContain(value);
    }
    expect(ours.frus.flatMap((fru) => fru.warnings)).toEqual([]);
    expect(values.some((value) => value.includes("2024-01-01"))).toBe(true);
  });

  test("device id and GUID equal ipmitool's", async () => {
    const { device } = await get<Inventory>("inventory", (inventory) => inventory.device !== null);
    const tool = labelled(await ipmitool(lab.simulator, "mc", "info"));
    const guid = labelled(await ipmitool(lab.simulator, "mc", "guid"));
    expect(device?.firmware).toBe(tool.get("Firmware Revision"));
    expect(device?.ipmiVersion).toBe(tool.get("IPMI Version"));
    expect(String(device?.manufacturerId)).toBe(tool.get("Manufacturer ID"));
    expect(tool.get("Product ID")).toContain(String(device?.productId));
    expect(device?.guid?.replaceAll("-", "").toUpperCase()).toBe(
      guid.get("System GUID")?.replaceAll("-", ""),
    );
  });
});

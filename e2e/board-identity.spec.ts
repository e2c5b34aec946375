import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { fruImage, infoArea, text } from "@/server/ipmi/records/testing/fru-image";
import { IpmiSimulator, type SimulatedMachine } from "./fixtures/ipmi-sim";
import { Lab } from "./fixtures/lab";
import { fruFields } from "./fixtures/rack-server";

const ADDRESS = "127.2.40.3";
const guid = "ff".repeat(16);

/** As the rack server, with another board in it. */
const otherBoard: SimulatedMachine = {
  files: {
    "fru.bin": fruImage({
      board: infoArea([25, 0, 0, 0], [text("Lightsout Test Works"), text("Rack Board R1"), text("BS0002")]),
    }),
  },
  commands: (folder) => [
    "mc_setbmc 0x20",
    "mc_add 0x20 0x20 no-device-sdrs 0x23 9 0x48 0xbf 0x1291 0xf02",
    "sel_enable 0x20 1000 0x0a",
    `mc_add_fru_data 0x20 0 512 file 0 "${join(folder, "fru.bin")}"`,
    "mc_enable 0x20",
  ],
};

/** Boards whose GUID was never programmed: the engine tells them from each other all the same. */
test.describe("a BMC without a GUID of its own", () => {
  let lab: Lab;

  test.beforeAll(async () => {
    test.setTimeout(120_000);
    lab = await Lab.start({ address: ADDRESS, host: "no-guid", guid });
  });

  test.afterAll(() => lab?.stop());

  test("its page says what it is recognised by, and another board at its address gets no action", async ({
    context,
    page,
  }) => {
    await context.addCookies(await lab.admin.cookies());
    expect(await lab.admin.host(lab.host)).toMatchObject({
      guid: null,
      signs: { boardSerial: fruFields.boardSerial, productSerial: fruFields.serial },
    });
    await page.goto(`${lab.engine.url}/hosts/${lab.host}`);
    await expect(page.getByText(`Board serial number ${fruFields.boardSerial}`)).toBeVisible();
    await expect(page.getByText("None of its own")).toBeVisible();

    await lab.simulator.stop();
    const folder = join(lab.folder, "other-board");
    const other = new IpmiSimulator({ folder, address: ADDRESS, guid, machine: otherBoard });
    await other.start();
    try {
      await expect(page.getByText("Another BMC answers at this address").first()).toBeVisible({
        timeout: 60_000,
      });
      const { failure } = (await lab.admin.host(lab.host)).contact;
      expect(failure?.detail).toMatch(/board serial number is BS0002 and not BS0001$/);
      const action = await lab.admin.finished(await lab.admin.power(lab.host, "reset"));
      expect(action).toMatchObject({ status: "refused", failure: { code: "identity-changed" } });
      expect(other.actions()).toEqual([]);
    } finally {
      await other.stop();
    }
  });
});

import { describe, expect, test } from "vitest";
import { Direct } from "./testing/direct";

function attached(bmc: Direct) {
  const heard: Buffer[] = [];
  bmc.machine.serial.onOutput((bytes) => heard.push(bytes));
  return {
    text: () => Buffer.concat(heard).toString(),
    clear: () => heard.splice(0),
    type: (text: string) => bmc.machine.serial.input(Buffer.from(text)),
  };
}

async function loggedIn(bmc: Direct) {
  const serial = attached(bmc);
  serial.type("root\rsecret\r");
  await bmc.clock.advance(1000);
  return serial;
}

describe("the host's serial port", () => {
  test("is silent on a host that is up, until somebody types", async () => {
    const bmc = new Direct();
    const serial = attached(bmc);
    await bmc.clock.advance(60_000);
    expect(serial.text()).toBe("");
    serial.type("\r");
    await bmc.clock.advance(100);
    expect(serial.text()).toMatch(/^\r\ndell-\w+ login: $/);
  });

  test("echoes the name and not the password; the shell answers", async () => {
    const bmc = new Direct();
    const serial = await loggedIn(bmc);
    expect(serial.text()).toContain("root\r\nPassword: ");
    expect(serial.text()).not.toContain("secret");
    serial.clear();
    serial.type("uname -r\rnonsense\rup\x7f\x7fecho hi\r");
    await bmc.clock.advance(1000);
    expect(serial.text()).toContain("6.1.0-28-amd64\r\n");
    expect(serial.text()).toContain("nonsense: command not found");
    expect(serial.text()).toContain("\r\nhi\r\n");
    serial.clear();
    serial.type("uname -r; echo done && hostname;reboot; echo never\r");
    await bmc.clock.advance(100);
    expect(serial.text()).toMatch(/\r\n6\.1\.0-28-amd64\r\ndone\r\ndell-\w+\r\n$/);
  });

  test("shows a restart from the first line of the firmware to the login prompt", async () => {
    const bmc = new Direct();
    const serial = attached(bmc);
    bmc.raw(0x00, 0x02, "03");
    await bmc.clock.advance(30_000);
    const text = serial.text();
    const order = [
      "Dell Inc. PowerEdge R650",
      "Initializing memory",
      "GNU GRUB",
      "Linux version 6.1.0",
      "login: ",
    ];
    const places = order.map((word) => text.indexOf(word));
    expect(places.every((place) => place >= 0)).toBe(true);
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });

  test("no faster than 115 200 bit/s", async () => {
    const bmc = new Direct();
    const serial = await loggedIn(bmc);
    serial.clear();
    serial.type("seq 5000\r");
    await bmc.clock.advance(1000);
    expect(serial.text().length).toBeGreaterThan(9000);
    expect(serial.text().length).toBeLessThan(12_500);
  });

  test("a panic is printed, logged, and the end until somebody resets", async () => {
    const bmc = new Direct({ sensors: 30 });
    const serial = await loggedIn(bmc);
    const before = bmc.raw(0x0a, 0x40)?.slice(4, 8);
    serial.type("echo c > /proc/sysrq-trigger\r");
    await bmc.clock.advance(2000);
    expect(serial.text()).toContain("Kernel panic - not syncing: sysrq triggered crash");
    expect(bmc.actions).toContain("host panics");
    expect(bmc.raw(0x0a, 0x40)?.slice(4, 8)).not.toBe(before);
    serial.clear();
    serial.type("\r\r");
    await bmc.clock.advance(60_000);
    expect(serial.text()).toBe("");
    bmc.raw(0x00, 0x02, "03");
    await bmc.clock.advance(30_000);
    expect(serial.text()).toContain("login: ");
  });

  test("the kernel speaks of what breaks, as far as it notices", async () => {
    const bmc = new Direct();
    const serial = await loggedIn(bmc);
    serial.clear();
    bmc.machine.fault("fan-failure");
    await bmc.clock.advance(100);
    expect(serial.text()).toBe("");
    bmc.machine.fault("drive-failed", 1);
    await bmc.clock.advance(100);
    expect(serial.text()).toMatch(/\] sd 0:2:1:0: \[sdb\] tag#12 FAILED .*\r\n.*I\/O error, dev sdb/);
    serial.clear();
    bmc.machine.repair("drive-failed");
    await bmc.clock.advance(100);
    expect(serial.text()).toContain("[sdb] Attached SCSI disk");
    bmc.raw(0x00, 0x02, "00");
    await bmc.clock.advance(10_000);
    serial.clear();
    bmc.machine.kernelSays("nobody runs that could say it");
    await bmc.clock.advance(100);
    expect(serial.text()).toBe("");
  });

  test("a break and a key are SysRq", async () => {
    const bmc = new Direct();
    const serial = attached(bmc);
    bmc.machine.serial.sendBreak();
    serial.type("h");
    await bmc.clock.advance(100);
    expect(serial.text()).toContain("sysrq: HELP");
    bmc.machine.serial.sendBreak();
    serial.type("c");
    await bmc.clock.advance(1000);
    expect(serial.text()).toContain("Kernel panic");
  });

  test("the diagnostic interrupt panics it, too", async () => {
    const bmc = new Direct();
    const serial = attached(bmc);
    bmc.raw(0x00, 0x02, "04");
    await bmc.clock.advance(2000);
    expect(serial.text()).toContain("NMI");
  });

  test("poweroff typed inside turns the machine off, soft shutdown is orderly", async () => {
    const bmc = new Direct();
    const serial = await loggedIn(bmc);
    serial.type("poweroff\r");
    await bmc.clock.advance(10_000);
    expect(serial.text()).toContain("reboot: Power down");
    expect(bmc.actions).toContain("host powers off");
    bmc.raw(0x00, 0x02, "01");
    await bmc.clock.advance(40_000);
    serial.clear();
    bmc.raw(0x00, 0x02, "05");
    await bmc.clock.advance(3000);
    expect(bmc.raw(0x00, 0x01)?.slice(3, 4)).toBe("1");
    await bmc.clock.advance(6000);
    expect(serial.text()).toContain("reboot: Power down");
    expect(Number.parseInt(bmc.raw(0x00, 0x01)?.slice(2, 4) ?? "", 16) & 1).toBe(0);
  });

  test("boot flags lead the firmware to its set-up, where no system runs", async () => {
    const bmc = new Direct();
    const serial = attached(bmc);
    bmc.raw(0x00, 0x08, "058018000000");
    bmc.raw(0x00, 0x02, "03");
    await bmc.clock.advance(30_000);
    expect(serial.text()).toContain("System Setup");
    expect(serial.text()).not.toContain("login: ");
  });

  test("costs nothing while nobody listens", async () => {
    const bmc = new Direct();
    expect(bmc.clock.pendingTimers).toBe(0);
    const serial = attached(bmc);
    serial.type("\r");
    bmc.machine.serial.onOutput(null);
    expect(bmc.clock.pendingTimers).toBe(0);
  });
});

describe("the watchdog", () => {
  test("acts when nobody resets it, and logs who it was", async () => {
    const bmc = new Direct();
    expect(bmc.raw(0x06, 0x22)).toBe("80");
    // Use SMS/OS, hard reset, 5 s.
    bmc.raw(0x06, 0x24, "040100003200");
    expect(bmc.raw(0x06, 0x22)).toBe("00");
    await bmc.clock.advance(3000);
    expect(bmc.raw(0x06, 0x25)).toBe("00440100003200" + "1400");
    bmc.raw(0x06, 0x22);
    await bmc.clock.advance(4000);
    expect(bmc.actions).not.toContain("watchdog expired");
    await bmc.clock.advance(3000);
    expect(bmc.actions).toEqual(["watchdog expired", "host reset"]);
    // Restart cause: watchdog.
    expect(bmc.raw(0x00, 0x07)).toBe("000401");
  });
});

import { beforeEach, expect, test } from "vitest";
import { BootWatch } from "./boot-watch";

let now: number;
let boots: string[];
let watch: BootWatch;

beforeEach(() => {
  now = 1000;
  boots = [];
  watch = new BootWatch(
    () => now,
    (hostId, text) => void boots.push(`${hostId} ${text}`),
  );
});

/** A line, and the seconds that pass after it. */
function print(line: string, seconds = 1, hostId = "h"): void {
  watch.heard(hostId, line);
  now += seconds * 1000;
}

test.each([
  ["American Megatrends International, LLC.", "firmware"],
  ["  Press <F2> to enter System Setup, <F12> for Boot Manager", "firmware"],
  ["Press DEL to run Setup", "firmware"],
  ["SeaBIOS (version rel-1.16.2-0-gea1b7a0-prebuilt.qemu.org)", "firmware"],
  ['BdsDxe: starting Boot0001 "debian" from HD(1,GPT,…)', "firmware"],
  ["iPXE 1.21.1 -- Open Source Network Boot Firmware", "network boot"],
  [">>Start PXE over IPv4.", "network boot"],
  ["                 GNU GRUB  version 2.06-13+deb12u1", "boot loader"],
  ["[    0.000000] Linux version 6.1.0-18-amd64 (debian-kernel@lists.debian.org)", "kernel"],
])("%s is a sign of a boot", (line, stage) => {
  print(line);
  expect(boots).toEqual([`h ${stage}: ${line.trim()}`]);
});

test.each([
  "login:",
  "Press any key to continue",
  "GRUB_TIMEOUT=5",
  "root@db1:~# uname -a",
  "the firmware of the setup is old",
  "linux-image-6.1.0-18-amd64 is already the newest version",
])("%s is none", (line) => {
  print(line);
  expect(boots).toEqual([]);
});

test("a boot is told once, where it was first seen", () => {
  print("American Megatrends International, LLC.", 40);
  print("Press <F2> to enter setup", 70);
  print("iPXE initialising devices...", 20);
  print("GNU GRUB  version 2.06", 5);
  print("Linux version 6.1.0", 30);
  expect(boots).toHaveLength(1);
});

test("the next is another one: an earlier stage at once, the same one after a minute", () => {
  print("GNU GRUB  version 2.06", 5);
  print("Linux version 6.1.0", 20);
  print("American Megatrends International, LLC.", 20);
  print("Linux version 6.1.0", 61);
  print("Linux version 6.1.0", 301);
  print("Linux version 6.1.0");
  expect(boots.map((text) => text.split(":")[0])).toEqual([
    "h boot loader",
    "h firmware",
    "h kernel",
    "h kernel",
  ]);
});

test("each host boots for itself, and a removed one is forgotten", () => {
  print("Linux version 6.1.0", 1, "a");
  print("Linux version 6.1.0", 1, "b");
  watch.forget("a");
  print("Linux version 6.1.0", 1, "a");
  expect(boots.map((text) => text.slice(0, 1))).toEqual(["a", "b", "a"]);
});

test("a line of any length is told in short", () => {
  print(`Linux version 6.1 ${"x".repeat(5000)}`);
  expect(boots[0]?.length).toBeLessThan(200);
});

import { expect, test } from "vitest";
import { outputSigns } from "./output-signs";

const line = "[    0.000000] Kernel command line: BOOT_IMAGE=/vmlinuz root=/dev/sda1 ";

test("the kernel's serial console and its speed", () => {
  const { kernelConsole, kernelWithoutSerial } = outputSigns(
    Buffer.from(`${line}console=tty0 console=ttyS1,115200n8 quiet\r\n`),
  );
  expect(kernelConsole).toEqual({ port: "ttyS1", baud: 115_200 });
  expect(kernelWithoutSerial).toBe(false);
});

test("a kernel that speaks to the screen only", () => {
  expect(outputSigns(Buffer.from(`${line}console=tty0 quiet\r\n`))).toMatchObject({
    kernelConsole: null,
    kernelWithoutSerial: true,
  });
});

test("the newest boot counts", () => {
  const { kernelConsole } = outputSigns(Buffer.from(`${line}console=ttyS0\r\n${line}console=ttyS1,9600\r\n`));
  expect(kernelConsole).toEqual({ port: "ttyS1", baud: 9600 });
});

test("two speeds make no text", () => {
  const noise = Buffer.from(
    Array.from({ length: 400 }, (_, i) => [0x00, 0xfe, 0x80, 0xf8, 0x1f][i % 5] as number),
  );
  expect(outputSigns(noise).garbled).toBe(true);
});

test.each([
  ["a log", Buffer.from("[ 12.3] usb 1-1: new high-speed device\r\n".repeat(20))],
  ["firmware's frames", Buffer.from([0xc9, ...Array(300).fill(0xcd), 0xbb, ...Buffer.from(" Boot Menu ")])],
  ["Chinese", Buffer.from("系统启动完成\r\n".repeat(20))],
  ["colours", Buffer.from("\x1b[1;31mred\x1b[0m ".repeat(40))],
  ["a few bytes", Buffer.from([0, 1, 2])],
])("%s is not garbled", (_, output) => {
  expect(outputSigns(output).garbled).toBe(false);
});

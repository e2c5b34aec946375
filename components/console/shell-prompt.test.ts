import { expect, it } from "vitest";
import { looksLikeShell } from "./shell-prompt";

it.each([
  "root@node7:~# ",
  "[admin@db1 log]$ ",
  "node7% ",
  "# ",
  "sh-5.2# ",
  "C:\\Users\\me>",
  "PS C:\\> ",
  "Shell> ",
  "fs0:\\EFI> ",
])("%j is a shell that waits", (line) => {
  expect(looksLikeShell(line)).toBe(true);
});

it.each([
  "node7 login: ",
  "Password: ",
  "",
  "[   12.3] usb 1-1: new device",
  "GRUB menu",
  "Loading... 5 > 4",
])("%j is not", (line) => {
  expect(looksLikeShell(line)).toBe(false);
});

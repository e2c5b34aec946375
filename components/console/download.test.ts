import { expect, it } from "vitest";
import { scrollbackName } from "./download";

const at = new Date("2026-11-22T20:31:05Z");

it("names the file after host and time", () => {
  expect(scrollbackName("node-7", at)).toBe("node-7-console-2026-11-22T20-31-05.txt");
  expect(scrollbackName("机架 7", at)).toBe("机架_7-console-2026-11-22T20-31-05.txt");
});

it("lets no host name lead out of the folder", () => {
  expect(scrollbackName("../../etc/passwd", at)).toBe("_.._etc_passwd-console-2026-11-22T20-31-05.txt");
  expect(scrollbackName("..", at)).toBe("host-console-2026-11-22T20-31-05.txt");
});

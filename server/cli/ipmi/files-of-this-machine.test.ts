import { expect, test } from "vitest";
import { VerbFailure } from "@/server/shell/verb";
import { filesOfThisMachine } from "./files-of-this-machine";

const said = (done: Promise<unknown>) =>
  done.catch((error: unknown) => (error instanceof VerbFailure ? error.message : error));

test("a file that is not there is said in ipmitool's words", async () => {
  expect(await said(filesOfThisMachine.read("/nonexistent/file"))).toBe(
    "File /nonexistent/file does not exist",
  );
});

test("so is one that cannot be written", async () => {
  expect(await said(filesOfThisMachine.write("/nonexistent/file", new Uint8Array()))).toBe(
    "Unable to open file /nonexistent/file for write: No such file or directory",
  );
});

import { expect, it } from "vitest";
import { sttySize } from "./special-keys";

it("types a window size as a command", () => {
  expect(sttySize(25, 80)).toBe("stty rows 25 cols 80\r");
});

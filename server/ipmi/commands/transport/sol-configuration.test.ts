import { expect, test } from "vitest";
import { DecodeError } from "../../errors";
import { decoded, encoded, numbers } from "../testing/vectors";
import { getSolConfigurationParameters } from "./get-sol-configuration-parameters";
import { setSolConfigurationParameters } from "./set-sol-configuration-parameters";
import { type SolParameter, solParameters } from "./sol-parameters";

// Vectors are laid out by hand from IPMI 2.0 table 26-5.

const channel = 0x0e;

function bothWays<Value>(parameter: SolParameter<Value>, value: Value, selector: string, data: string) {
  expect(encoded(getSolConfigurationParameters(parameter), { channel })).toBe(`0e${selector}0000`);
  expect(encoded(setSolConfigurationParameters(parameter), { channel, value })).toBe(`0e${selector}${data}`);
  expect(decoded(getSolConfigurationParameters(parameter), `11${data}ff`, { channel })).toEqual(value);
  expect(() => decoded(getSolConfigurationParameters(parameter), "11", { channel })).toThrow(DecodeError);
}

test("numbers, privileges and classes are the specification's", () => {
  expect(numbers(getSolConfigurationParameters(solParameters.enabled))).toEqual([12, 0x22, 2, "read"]);
  expect(numbers(setSolConfigurationParameters(solParameters.enabled))).toEqual([12, 0x21, 4, "idempotent"]);
});

test("each parameter is written as it is read", () => {
  bothWays(solParameters.setInProgress, "set-in-progress", "00", "01");
  bothWays(solParameters.enabled, true, "01", "01");
  bothWays(
    solParameters.authentication,
    { forceEncryption: true, forceAuthentication: false, privilege: 4 },
    "02",
    "84",
  );
  bothWays(solParameters.accumulation, { intervalMs: 60, characters: 96 }, "03", "0c60");
  bothWays(solParameters.retry, { count: 7, intervalMs: 500 }, "04", "0732");
  bothWays(solParameters.nonVolatileBitRate, 115200, "05", "0a");
  bothWays(solParameters.volatileBitRate, "ipmi-messaging", "06", "00");
  bothWays(solParameters.payloadChannel, 1, "07", "01");
  bothWays(solParameters.payloadPort, 623, "08", "6f02");
});

test("a bit rate code the specification does not name is null", () => {
  expect(
    decoded(getSolConfigurationParameters(solParameters.volatileBitRate), "11 03", { channel }),
  ).toBeNull();
});

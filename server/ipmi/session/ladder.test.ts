import { describe, expect, test } from "vitest";
import { loginBench, loginOutcome } from "../testing/login-bench";
import { PayloadType } from "./session-info";

/** The whole ladder is climbed at most once an hour while nothing on it holds. */

const HOUR = 3_600_000;

function bench() {
  const given = loginBench();
  let opens = 0;
  given.network.rule = ({ datagram, direction }) => {
    if (direction === "to-bmc" && datagram[5] === PayloadType.OpenSessionRequest) opens++;
    return "pass";
  };
  const opensOf = async () => {
    opens = 0;
    const { code } = await loginOutcome(given);
    return { code, opens };
  };
  return { ...given, opensOf };
}

describe("after every suite was refused", () => {
  test("one is tried at a time, for an hour", async () => {
    const { faults, opensOf, clock } = bench();
    faults.refuse = (step) => (step === "open" ? 0x11 : 0);
    expect(await opensOf()).toEqual({ code: "suite-refused", opens: 2 });
    expect(await opensOf()).toEqual({ code: "suite-refused", opens: 1 });
    await clock.advance(HOUR / 2);
    expect(await opensOf()).toEqual({ code: "suite-refused", opens: 1 });
    await clock.advance(HOUR / 2);
    expect(await opensOf()).toEqual({ code: "suite-refused", opens: 2 });
  });

  test("all are tried again at once when a person says so", async () => {
    const { faults, opensOf, client } = bench();
    faults.refuse = (step) => (step === "open" ? 0x11 : 0);
    await opensOf();
    client.resetLoginFailures();
    expect((await opensOf()).opens).toBe(2);
  });

  test("a first way that works ends it", async () => {
    const { faults, opensOf, client, clock } = bench();
    faults.refuse = (step) => (step === "open" ? 0x11 : 0);
    await opensOf();
    faults.refuse = () => 0;
    expect(await opensOf()).toEqual({ code: "logged in", opens: 1 });
    await clock.run(client.close());
  });
});

test("after every level was refused, the first one only", async () => {
  const { faults, opensOf } = bench();
  faults.refuse = (step) => (step === "rakp1" ? 0x0a : 0);
  expect(await opensOf()).toEqual({ code: "privilege-too-low", opens: 4 });
  expect(await opensOf()).toEqual({ code: "privilege-too-low", opens: 1 });
});

test("silence is no refusal: the next login may climb", async () => {
  const { faults, opensOf } = bench();
  faults.payload = () => null;
  expect((await opensOf()).code).toBe("no-answer");
  faults.payload = (_, payload) => payload;
  faults.refuse = (step, { suite }) => (step === "open" && suite === 17 ? 0x11 : 0);
  expect(await opensOf()).toEqual({ code: "logged in", opens: 2 });
});

import { expect, test } from "@playwright/test";
import { Lab } from "./fixtures/lab";
import { UdpProxy } from "./fixtures/udp-proxy";

/**
 * A network between engine and BMC that loses a reply and doubles datagrams. `ipmi_sim` executes doubled datagrams,
 * so its chassis log tells what a careless client would have done to a server.
 */
test.describe("one datagram, one action", () => {
  test.describe.configure({ mode: "serial" });
  let lab: Lab;
  let proxy: UdpProxy;

  test.beforeAll(async () => {
    test.setTimeout(180_000);
    proxy = new UdpProxy("127.2.31.2", 6230, { address: "127.2.31.1", port: 623 });
    await proxy.start();
    lab = await Lab.start({ address: "127.2.31.1", host: "lossy", reachedAt: proxy });
  });

  test.afterAll(async () => {
    await lab?.stop();
    await proxy?.stop();
  });

  test.afterEach(() => {
    proxy.rules = {};
  });

  /** Loses the BMC's answer to the request that made the chassis script write a line. */
  function loseReplyTo(operation: string): { lost: number } {
    const before = lab.simulator.actions().length;
    const seen = { lost: 0 };
    proxy.rules = {
      reply: () => {
        if (seen.lost > 0) return 1;
        const done = lab.simulator.actions().slice(before);
        if (!done.some((action) => action.operation.startsWith(operation))) return 1;
        seen.lost++;
        return 0;
      },
    };
    return seen;
  }

  function operationsSince(count: number): string[] {
    return lab.simulator
      .actions()
      .slice(count)
      .map((action) => action.operation);
  }

  test("reset with its reply lost is carried out once and never called a success", async () => {
    const before = lab.simulator.actions().length;
    const network = loseReplyTo("reset");
    const action = await lab.admin.finished(await lab.admin.power(lab.host, "reset"));
    expect(network.lost).toBe(1);
    expect(action.status).toBe("unknown");
    expect(operationsSince(before)).toEqual(["reset 1"]);
  });

  test("soft-off with its reply lost is carried out once and confirmed by the power state", async () => {
    const before = lab.simulator.actions().length;
    const network = loseReplyTo("shutdown");
    const action = await lab.admin.finished(await lab.admin.power(lab.host, "soft-off"));
    expect(network.lost).toBe(1);
    expect(action.status).toBe("confirmed");
    expect(operationsSince(before)).toEqual(["shutdown 1"]);
    expect((await lab.admin.finished(await lab.admin.power(lab.host, "on"))).status).toBe("confirmed");
  });

  test("native cycle with its reply lost is carried out once and left unknown", async () => {
    const before = lab.simulator.actions().length;
    const network = loseReplyTo("power 0");
    const action = await lab.admin.finished(await lab.admin.power(lab.host, "cycle", { native: true }));
    expect(network.lost).toBe(1);
    expect(action.status).toBe("unknown");
    expect(operationsSince(before)).toEqual(["power 0", "power 1"]);
    await lab.admin.untilPower(lab.host, "on");
  });

  test("the safe cycle on a network that doubles every datagram switches off once and on once", async () => {
    const before = lab.simulator.actions().length;
    proxy.rules = { request: () => 2 };
    const action = await lab.admin.finished(await lab.admin.power(lab.host, "cycle"));
    expect(action.status).toBe("confirmed");
    const operations = operationsSince(before);
    // A BMC without a replay check repeats a set; power off twice in a row changes nothing.
    const transitions = operations.filter((operation, i) => operation !== operations[i - 1]);
    expect(transitions).toEqual(["power 0", "power 1"]);
  });

  test("a doubled reset is sent once by the engine: the copy is the network's", async () => {
    const sequences = new Set<string>();
    let copies = 0;
    proxy.rules = {
      request: (datagram) => {
        // RMCP+ session sequence number (IPMI 2.0 §13.6): equal only in copies.
        sequences.add(datagram.subarray(6, 14).toString("hex"));
        copies++;
        return 1;
      },
    };
    const before = lab.simulator.actions().length;
    const action = await lab.admin.finished(await lab.admin.power(lab.host, "reset"));
    expect(operationsSince(before)).toEqual(["reset 1"]);
    expect(action.status).toBe("accepted");
    expect(sequences.size).toBe(copies);
  });

  test("each of these actions stands in the audit before its datagram left", async () => {
    const audit = await lab.admin.audit();
    const actions = lab.simulator.actions();
    for (const done of actions) {
      const intent = audit.find(
        (entry) => entry.action.startsWith("power.") && Date.parse(entry.at) <= done.at + 1,
      );
      expect(intent, `audit row before ${done.operation}`).toBeDefined();
    }
    expect(audit.filter((entry) => entry.outcome === "intent")).toEqual([]);
  });
});

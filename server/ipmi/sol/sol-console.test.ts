import { describe, expect, it } from "vitest";
import { activatePayload } from "../commands/app/activate-payload";
import { deactivatePayload } from "../commands/app/deactivate-payload";
import { getPayloadInstanceInfo } from "../commands/app/get-payload-instance-info";
import { getUserName } from "../commands/app/get-user-name";
import type { Command, CommandSender } from "../commands/command";
import { CompletionCodeError, IpmiError } from "../errors";
import type { PayloadLink, SessionInfo } from "../session/session-info";
import type { Workaround } from "../session/workarounds";
import { VirtualClock } from "../testing/virtual-clock";
import { ByteReader } from "../wire/byte-reader";
import { openSolConsole } from "./sol-console";
import type { SolError } from "./sol-error";
import { clampPayloadBytes } from "./sol-limits";
import { SolStatus } from "./sol-packet";

const OURS = 0x0102;
const THEIRS = 0x0304;

/** A BMC with one SOL instance, seen through the commands of one session. */
class FakeSolBmc implements CommandSender {
  readonly clock = new VirtualClock();
  readonly log: string[] = [];
  readonly ends: { reason: string; error: IpmiError | null }[] = [];
  owner = 0;
  /** How the owner is named when it is our session; null when Get Payload Instance Info is unsupported. */
  ourName: number | null = OURS;
  refuse: number | null = null;
  ignoredDeactivations = 0;
  namesUsers = true;
  answers = true;
  activateRequest: Buffer | null = null;
  linkClosed = false;
  private onPayload: (payload: Buffer) => void = () => {};
  private onEnd: (reason: IpmiError | null) => void = () => {};

  open(takeOver = false, workarounds: readonly Workaround[] = []) {
    return openSolConsole({ openPayload: async () => this.link() }, this.events(), {
      clock: this.clock,
      takeOver,
      workarounds,
    });
  }

  async send<Request, Response>(command: Command<Request, Response>, request: Request): Promise<Response> {
    if (!this.answers) throw new IpmiError("no-answer", "no answer");
    this.log.push(command.name);
    const data = this.answer(command.command, Buffer.from(command.encode(request)));
    if (typeof data === "number") {
      throw new CompletionCodeError(command.name, data, command.completionCodes?.[data] ?? "refused");
    }
    return command.decode(new ByteReader(data, command.name), request);
  }

  deliver(payload: readonly number[]): void {
    this.onPayload(Buffer.from(payload));
  }

  loseSession(): void {
    this.onEnd(new IpmiError("session-lost", "the session is gone"));
  }

  private answer(command: number, request: Buffer): Buffer | number {
    if (command === activatePayload.command) {
      this.activateRequest = request;
      if (this.refuse !== null) return this.refuse;
      if (this.owner !== 0) return 0x80;
      this.owner = OURS;
      return Buffer.from("00000000ff00ff006f02ffff", "hex");
    }
    if (command === deactivatePayload.command) {
      if (this.ignoredDeactivations > 0) this.ignoredDeactivations -= 1;
      else this.owner = 0;
      return Buffer.alloc(0);
    }
    if (command === getPayloadInstanceInfo.command) {
      if (this.ourName === null) return 0xc1;
      const info = Buffer.alloc(12);
      info.writeUInt32LE(this.owner === OURS ? this.ourName : this.owner);
      return info;
    }
    if (command === getUserName.command) {
      return this.namesUsers ? Buffer.from("root".padEnd(16, "\0")) : 0xcc;
    }
    return Buffer.from([1, 10, 2, 3, 4, 0x11, 192, 0, 2, 77, 0, 0, 0, 0, 0, 0, 0x6f, 2]);
  }

  private link(): PayloadLink {
    const session: SessionInfo = {
      cipherSuite: 17,
      profile: {
        protocol: "2.0" as const,
        cipherSuite: 17,
        authentication: null,
        privilege: 4,
        workarounds: [],
      },
      guid: null,
      privilege: 4,
      consoleSessionId: 0x9999,
      bmcSessionId: OURS,
    };
    return {
      session,
      commands: this,
      send: () => {},
      onPayload: (listener) => {
        this.onPayload = listener;
      },
      onEnd: (listener) => {
        this.onEnd = listener;
      },
      close: () => {
        this.linkClosed = true;
      },
    };
  }

  private events() {
    return {
      data: () => {},
      mark: () => {},
      inputHeld: () => {},
      inputUncertain: () => {},
      end: (reason: string, error: IpmiError | null) => this.ends.push({ reason, error }),
    };
  }
}

describe("activation", () => {
  it("asks for encryption and authentication", async () => {
    const bmc = new FakeSolBmc();
    await bmc.clock.run(bmc.open());
    expect(bmc.activateRequest?.toString("hex")).toBe("0101c0000000");
  });

  it("defers serial alerts at once where a person says so", async () => {
    const bmc = new FakeSolBmc();
    await bmc.clock.run(bmc.open(false, ["serialalertsdeferred"]));
    expect(bmc.activateRequest?.toString("hex")).toBe("0101c4000000");
  });

  it("refuses clearly what the BMC refuses, and never asks for less", async () => {
    for (const [code, problem] of [
      [0x81, "disabled"],
      [0x82, "limit"],
      [0x83, "encryption-refused"],
      [0x84, "encryption-required"],
    ] as const) {
      const bmc = new FakeSolBmc();
      bmc.refuse = code;
      await expect(bmc.clock.run(bmc.open())).rejects.toMatchObject({ code: "sol", problem });
      expect(bmc.log.filter((name) => name === activatePayload.name)).toHaveLength(1);
      expect(bmc.log).not.toContain(deactivatePayload.name);
      expect(bmc.linkClosed).toBe(true);
    }
  });

  it("names who has the payload and takes nothing away unasked", async () => {
    const bmc = new FakeSolBmc();
    bmc.owner = THEIRS;
    await expect(bmc.clock.run(bmc.open())).rejects.toMatchObject({
      problem: "in-use",
      holder: { sessionId: THEIRS, userId: 3, userName: "root", address: "192.0.2.77" },
    });
    expect(bmc.owner).toBe(THEIRS);
  });

  it("names who has the payload as far as the BMC tells", async () => {
    const bmc = new FakeSolBmc();
    bmc.owner = THEIRS;
    bmc.namesUsers = false;
    await expect(bmc.clock.run(bmc.open())).rejects.toMatchObject({
      problem: "in-use",
      holder: { sessionId: THEIRS, userId: 3, userName: null, address: "192.0.2.77" },
    });
  });

  it("takes over when told to, again when the BMC did not really deactivate, and not for ever", async () => {
    for (const [ignored, opens] of [
      [0, true],
      [2, true],
      [9, false],
    ] as const) {
      const bmc = new FakeSolBmc();
      bmc.owner = THEIRS;
      bmc.ignoredDeactivations = ignored;
      const opened = bmc.clock.run(bmc.open(true)).then(
        () => true,
        (error: SolError) => error.problem !== "in-use",
      );
      expect(await opened).toBe(opens);
    }
  });

  it("replaces what this very session left active", async () => {
    const bmc = new FakeSolBmc();
    bmc.owner = OURS;
    await bmc.clock.run(bmc.open());
    expect(bmc.log).toContain(deactivatePayload.name);
  });

  it("believes no absurd payload size", () => {
    expect([0, 1, 16, 100, 255, 256, 0xff00].map(clampPayloadBytes)).toEqual([
      64, 16, 16, 100, 255, 255, 255,
    ]);
  });
});

describe("ownership", () => {
  it("is asked for every 20 s, and a silent theft ends the stream as taken, naming the thief", async () => {
    const bmc = new FakeSolBmc();
    await bmc.clock.run(bmc.open());
    await bmc.clock.advance(3_600_000);
    expect(bmc.ends).toEqual([]);
    bmc.owner = THEIRS;
    await bmc.clock.advance(20_000);
    expect(bmc.ends).toMatchObject([
      { reason: "taken", error: { problem: "taken", holder: { sessionId: THEIRS } } },
    ]);
    expect(bmc.owner).toBe(THEIRS);
    expect(bmc.clock.pendingTimers).toBe(0);
  });

  it("is recognised by whatever name the BMC gave it right after activation", async () => {
    for (const name of [0x9999, 0x01020000, null]) {
      const bmc = new FakeSolBmc();
      bmc.ourName = name;
      await bmc.clock.run(bmc.open());
      await bmc.clock.advance(60_000);
      expect(bmc.ends).toEqual([]);
    }
  });

  it("lost to nobody is a lost stream; lost to somebody a moment later is taken", async () => {
    for (const [later, reason] of [
      [0, "lost"],
      [THEIRS, "taken"],
    ] as const) {
      const bmc = new FakeSolBmc();
      await bmc.clock.run(bmc.open());
      bmc.owner = 0;
      bmc.deliver([0, 0, 0, SolStatus.Deactivated]);
      await bmc.clock.advance(500);
      bmc.owner = later;
      await bmc.clock.advance(10_000);
      expect(bmc.ends.map((end) => end.reason)).toEqual([reason]);
    }
  });

  it("lost with the session is a lost stream", async () => {
    const bmc = new FakeSolBmc();
    await bmc.clock.run(bmc.open());
    bmc.loseSession();
    expect(bmc.ends).toMatchObject([{ reason: "lost", error: { code: "session-lost" } }]);
  });

  it("unknown while the BMC does not answer ends nothing", async () => {
    const bmc = new FakeSolBmc();
    await bmc.clock.run(bmc.open());
    bmc.answers = false;
    await bmc.clock.advance(60_000);
    expect(bmc.ends).toEqual([]);
  });
});

describe("closing", () => {
  it("deactivates, once, and leaves no timer", async () => {
    const bmc = new FakeSolBmc();
    const console = await bmc.clock.run(bmc.open());
    await bmc.clock.run(console.close());
    await bmc.clock.run(console.close());
    expect(bmc.owner).toBe(0);
    expect(bmc.ends).toEqual([{ reason: "closed", error: null }]);
    expect(bmc.log.filter((name) => name === deactivatePayload.name)).toHaveLength(1);
    expect(bmc.clock.pendingTimers).toBe(0);
  });

  it("does not end the stream of somebody who has taken the payload meanwhile", async () => {
    const bmc = new FakeSolBmc();
    const console = await bmc.clock.run(bmc.open());
    bmc.owner = THEIRS;
    await bmc.clock.run(console.close());
    expect(bmc.owner).toBe(THEIRS);
  });

  it("never rejects, however silent the BMC", async () => {
    const bmc = new FakeSolBmc();
    const console = await bmc.clock.run(bmc.open());
    bmc.answers = false;
    await bmc.clock.run(console.close());
    expect(bmc.linkClosed).toBe(true);
  });
});

import { createSocket, type Socket } from "node:dgram";
import { rm } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { IpmiSimulator } from "@/e2e/fixtures/ipmi-sim";
import { temporaryFolder } from "@/e2e/fixtures/temporary-folder";
import { UdpProxy } from "@/e2e/fixtures/udp-proxy";
import { lightsoutIpmi } from "../testing/programs";

const login = (address: string) => ["-I", "lanplus", "-C", "3", "-H", address, "-U", "ipmiusr", "-P", "test"];

describe("an address that is silent", () => {
  const ADDRESS = "127.2.50.23";
  let socket: Socket;
  let heard = 0;

  beforeAll(async () => {
    socket = createSocket("udp4").on("message", () => {
      heard++;
    });
    await new Promise<void>((resolve) => socket.bind(623, ADDRESS, resolve));
  });
  afterAll(() => new Promise<void>((resolve) => void socket.close(() => resolve())));

  test.each([
    ["-N 1 -R 1", 1],
    ["-N 2 -R 1", 1],
    ["-N 1 -R 3", 3],
  ])("with %s is asked as often as that says", async (words, datagrams) => {
    heard = 0;
    const { exitCode } = await lightsoutIpmi([...login(ADDRESS), ...words.split(" "), "mc", "info"]);
    expect(exitCode).toBe(1);
    expect(heard).toBe(datagrams);
  });
});

describe("a BMC that stops answering after the login", () => {
  const BMC = { address: "127.2.50.24", port: 623 };
  /** A whole login: open session, RAKP 1 and 3, privilege. */
  const LOGIN_DATAGRAMS = 4;
  let folder: string;
  let simulator: IpmiSimulator;
  let proxy: UdpProxy;

  beforeAll(async () => {
    folder = await temporaryFolder();
    simulator = new IpmiSimulator({ folder: `${folder}/sim`, address: BMC.address });
    await simulator.start();
    proxy = new UdpProxy("127.2.50.25", 623, BMC);
    await proxy.start();
  });
  afterAll(async () => {
    await proxy.stop();
    await simulator.stop();
    await rm(folder, { recursive: true, force: true });
  });

  /** Datagrams of a run whose verb is never answered. */
  async function asked(...words: string[]): Promise<number> {
    proxy.requests.length = 0;
    proxy.rules = { request: () => (proxy.requests.length > LOGIN_DATAGRAMS ? 0 : 1) };
    const { exitCode } = await lightsoutIpmi([...login(proxy.address), ...words, "mc", "info"]);
    expect(exitCode).toBe(1);
    return proxy.requests.length;
  }

  test("is asked as often as -R says", async () => {
    const once = await asked("-N", "1", "-R", "1");
    expect(await asked("-N", "1", "-R", "3")).toBe(once + 2);
  });
});

import { createSocket, type Socket } from "node:dgram";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { systemClock, systemEntropy, udpNetwork } from "./system";

const open: Socket[] = [];
afterEach(() => {
  for (const socket of open.splice(0)) socket.close();
});

async function server(address: string): Promise<{ socket: Socket; port: number }> {
  const socket = createSocket(address.includes(":") ? "udp6" : "udp4");
  open.push(socket);
  socket.bind(0, address);
  await once(socket, "listening");
  return { socket, port: (socket.address() as AddressInfo).port };
}

test.each(["127.0.0.1", "::1"])("datagrams go to %s and come back", async (address) => {
  const { socket, port } = await server(address);
  socket.on("message", (message, from) => socket.send(`${message} back`, from.port, from.address));
  const transport = await udpNetwork.connect({ address, port });
  const answer = new Promise<string>((resolve) =>
    transport.onDatagram((datagram) => resolve(datagram.toString())),
  );
  transport.send(Buffer.from("there and"));
  expect(await answer).toBe("there and back");
  transport.close();
});

test("a datagram of somebody else is not delivered", async () => {
  const { socket, port } = await server("127.0.0.1");
  const stranger = await server("127.0.0.1");
  const transport = await udpNetwork.connect({ address: "127.0.0.1", port });
  const received: string[] = [];
  const both = new Promise<void>((resolve) =>
    transport.onDatagram((datagram) => {
      received.push(datagram.toString());
      resolve();
    }),
  );
  socket.on("message", (_, from) => {
    stranger.socket.send("stranger", from.port, from.address, () =>
      socket.send("friend", from.port, from.address),
    );
  });
  transport.send(Buffer.from("hello"));
  await both;
  expect(received).toEqual(["friend"]);
  transport.close();
});

test("a port nobody listens on is reported", async () => {
  const { socket, port } = await server("127.0.0.1");
  open.splice(open.indexOf(socket), 1);
  socket.close();
  await once(socket, "close");
  const transport = await udpNetwork.connect({ address: "127.0.0.1", port });
  const refused = new Promise<string | undefined>((resolve) =>
    transport.onError(({ code }) => resolve(code)),
  );
  transport.send(Buffer.from("hello"));
  expect(await refused).toBe("ECONNREFUSED");
  transport.close();
});

test("an address without a route rejects with no-route", async () => {
  await expect(udpNetwork.connect({ address: "fe80::1%no-such-interface", port: 623 })).rejects.toMatchObject(
    {
      code: "no-route",
    },
  );
});

test("sending or closing a closed transport does nothing", async () => {
  const { port } = await server("127.0.0.1");
  const transport = await udpNetwork.connect({ address: "127.0.0.1", port });
  transport.close();
  transport.close();
  transport.send(Buffer.from("hello"));
});

test("the clock runs forward and its timers can be taken back", async () => {
  const start = systemClock.now();
  const fired: string[] = [];
  const never = systemClock.setTimeout(() => fired.push("never"), 1);
  systemClock.clearTimeout(never);
  await new Promise<void>((resolve) => systemClock.setTimeout(resolve, 5));
  expect(systemClock.now()).toBeGreaterThan(start);
  expect(fired).toEqual([]);
  expect(systemEntropy.bytes(16)).not.toEqual(systemEntropy.bytes(16));
});

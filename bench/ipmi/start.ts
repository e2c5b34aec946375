import { spawn } from "node:child_process";
import { createSocket } from "node:dgram";
import { once } from "node:events";
import { median } from "../median";

const RUNS = 20;
const GOAL_MS = 120;

/** Milliseconds from starting the command line to its first datagram, which a socket of ours waits for. */
export async function measureStart(): Promise<string> {
  const socket = createSocket("udp4");
  socket.bind(0, "127.0.0.1");
  await once(socket, "listening");
  const { port } = socket.address();
  const milliseconds: number[] = [];
  try {
    for (let run = 0; run < RUNS; run++) milliseconds.push(await firstDatagram(socket, port));
  } finally {
    socket.close();
  }
  const [least, most] = [Math.min(...milliseconds), Math.max(...milliseconds)];
  return `Start to first datagram: ${median(milliseconds).toFixed(0)} ms (${least.toFixed(0)} … ${most.toFixed(0)}, ${RUNS} runs; goal ≤ ${GOAL_MS} ms).`;
}

async function firstDatagram(socket: ReturnType<typeof createSocket>, port: number): Promise<number> {
  const args = [
    "tools/lightsout.cjs",
    "ipmi",
    "-I",
    "lanplus",
    "-C",
    "3",
    "-H",
    "127.0.0.1",
    "-p",
    `${port}`,
  ];
  const heard = once(socket, "message");
  const begun = performance.now();
  const child = spawn(process.execPath, [...args, "-U", "bench", "-P", "bench", "mc", "info"], {
    stdio: "ignore",
    env: { ...process.env, NODE_EXTRA_CA_CERTS: undefined },
  });
  await heard;
  const took = performance.now() - begun;
  const ended = once(child, "exit");
  child.kill("SIGKILL");
  await ended;
  return took;
}

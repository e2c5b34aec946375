import { type Profiler, Session } from "node:inspector/promises";

const parts = [
  "crypto",
  "codec",
  "socket",
  "requests and timers",
  "garbage collection",
  "Node's event loop",
] as const;
type Part = (typeof parts)[number];

/** Functions that make and read packets, messages and records. */
const codecs: ReadonlySet<string> = new Set([
  "seal",
  "open",
  "encodeSessionPacket",
  "decodeRmcpPlusPacket",
  "encodeRequestMessage",
  "decodeResponseMessage",
  "decodeRmcpClass",
  "encode",
  "decode",
]);

const SAMPLING_MICROSECONDS = 200;

/** Runs under V8's profiler and tells, of the time that was not idle, the share of each part. */
export async function cpuSplit(work: () => Promise<void>): Promise<ReadonlyMap<Part, number>> {
  const session = new Session();
  session.connect();
  try {
    await session.post("Profiler.enable");
    await session.post("Profiler.setSamplingInterval", { interval: SAMPLING_MICROSECONDS });
    await session.post("Profiler.start");
    await work();
    const { profile } = await session.post("Profiler.stop");
    return sharesOf(profile);
  } finally {
    session.disconnect();
  }
}

function sharesOf({ nodes, samples = [] }: Profiler.Profile): ReadonlyMap<Part, number> {
  const stacks = new Map<number, readonly Profiler.ProfileNode[]>();
  const put = (node: Profiler.ProfileNode, above: readonly Profiler.ProfileNode[]) => {
    const stack = [node, ...above];
    stacks.set(node.id, stack);
    for (const child of nodes) if (node.children?.includes(child.id)) put(child, stack);
  };
  const [root] = nodes;
  if (root) put(root, []);
  const found = samples.flatMap((id) => partOf(stacks.get(id) ?? []) ?? []);
  return new Map(parts.map((part) => [part, found.filter((one) => one === part).length / found.length]));
}

/** From the function that ran outwards, to the first that tells. Null: idle. */
function partOf(stack: readonly Profiler.ProfileNode[]): Part | null {
  const [leaf] = stack;
  if (leaf?.callFrame.functionName === "(idle)") return null;
  if (leaf?.callFrame.functionName === "(garbage collector)") return "garbage collection";
  let isOurs = false;
  for (const { callFrame } of stack) {
    const { url, functionName } = callFrame;
    if (/^node:(internal\/)?crypto/.test(url)) return "crypto";
    if (url === "node:dgram") return isOurs ? "requests and timers" : "socket";
    if (url.startsWith("file:") && codecs.has(functionName)) return "codec";
    isOurs ||= url.startsWith("file:");
  }
  return isOurs || leaf?.callFrame.url.startsWith("node:") ? "requests and timers" : "Node's event loop";
}

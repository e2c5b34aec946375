/** What the bytes of a console tell of its line. */
export interface OutputSigns {
  /** Most bytes make no text: two sides speak at different speeds. */
  readonly garbled: boolean;
  /** `console=` of the kernel's command line that name a serial port, the last one seen; null when none was. */
  readonly kernelConsole: { readonly port: string; readonly baud: number | null } | null;
  /** A kernel's command line was seen, and it names no serial port. */
  readonly kernelWithoutSerial: boolean;
}

/** Fewer bytes say nothing. */
const FEWEST_BYTES = 64;
const GARBLED_SHARE = 0.3;

const commandLine = /(?:Kernel command line|Command line): ?([^\r\n]*)/g;
const serialConsole = /console=((?:tty(?:S|AMA|USB|O)|hvc|ttyMSM)\d+)(?:,(\d+))?/g;

/** Reads the newest output, control sequences included. */
export function outputSigns(output: Buffer): OutputSigns {
  const text = output.toString("latin1");
  const lines = [...text.matchAll(commandLine)].map(([, line]) => line ?? "");
  const [last] = lines.slice(-1);
  const ports = last === undefined ? [] : [...last.matchAll(serialConsole)];
  const port = ports.at(-1);
  return {
    garbled: isGarbled(output),
    kernelConsole:
      port === undefined ? null : { port: port[1] ?? "", baud: port[2] ? Number(port[2]) : null },
    kernelWithoutSerial: last !== undefined && port === undefined,
  };
}

function isGarbled(output: Buffer): boolean {
  if (output.length < FEWEST_BYTES) return false;
  const text = new TextDecoder("utf-8").decode(output);
  let strange = 0;
  let characters = 0;
  for (const character of text) {
    characters++;
    const code = character.codePointAt(0) ?? 0;
    const isControl = code < 0x20 && ![0x07, 0x08, 0x09, 0x0a, 0x0d, 0x0e, 0x0f, 0x1b].includes(code);
    // Lines and blocks of code page 437 are no UTF-8 either, but come in runs: B0h to DFh is left out.
    if (isControl || code === 0x7f || character === "\ufffd") strange++;
  }
  const drawn = output.filter((byte) => byte >= 0xb0 && byte < 0xe0).length;
  return strange - drawn > characters * GARBLED_SHARE;
}

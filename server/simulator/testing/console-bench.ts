import type { SolOpenOptions } from "../../ipmi/sol/sol-console";
import { openSolConsole, type SolConsole } from "../../ipmi/sol/sol-console";
import { type SimulatorBench, type SimulatorBenchOptions, simulatorBench } from "./simulator-bench";
import type { StubMachine } from "./stub-machine";

/** An open serial console, and everything it said. */
export interface ConsoleBench extends SimulatorBench<StubMachine> {
  readonly console: SolConsole;
  /** The host's output as it arrived. */
  output(): string;
  /** The same in the pieces in which it arrived. */
  readonly packets: readonly Buffer[];
  /** What the host was typed. */
  typed(): string;
  readonly marks: string[];
  /** Where in the output the marks are. */
  readonly markOffsets: readonly number[];
  readonly uncertain: number[];
  /** Reason, and the problem where there was one. */
  readonly ends: string[];
}

/** Opens the console of a simulated BMC; rejects with what `openSolConsole` rejects with. */
export async function consoleBench(
  options: SimulatorBenchOptions<StubMachine> = {},
  opening: Partial<SolOpenOptions> = {},
): Promise<ConsoleBench> {
  const bench = simulatorBench(options);
  return openConsole(bench, opening);
}

export async function openConsole(
  bench: SimulatorBench<StubMachine>,
  opening: Partial<SolOpenOptions> = {},
  client = bench.client,
): Promise<ConsoleBench> {
  const output: Buffer[] = [];
  const marks: string[] = [];
  const markOffsets: number[] = [];
  const uncertain: number[] = [];
  const ends: string[] = [];
  const opened = openSolConsole(
    client,
    {
      data: (bytes) => output.push(bytes),
      mark: (reason) => {
        marks.push(reason);
        markOffsets.push(output.reduce((sum, bytes) => sum + bytes.length, 0));
      },
      inputHeld: () => {},
      inputUncertain: (bytes) => uncertain.push(bytes),
      end: (reason, error) => ends.push(error === null ? reason : `${reason}: ${error.message}`),
    },
    { clock: bench.clock, takeOver: false, ...opening },
  );
  const console = await bench.clock.run(opened);
  return {
    ...bench,
    console,
    output: () => Buffer.concat(output).toString("latin1"),
    packets: output,
    typed: () => Buffer.from(bench.machine.typed).toString("latin1"),
    marks,
    markOffsets,
    uncertain,
    ends,
  };
}

import type { Environment } from "./environment";

const help = `Usage: lightsout <command> [options]

  ipmi       Speak to BMCs in ipmitool's words, to one or to many
  simulate   Simulated BMCs

  lightsout <command> --help tells more. Without a command: npm start.
`;

/** What a program must be told by whoever starts it. */
export interface Start {
  readonly version: string;
  readonly environment: Environment;
}

/** `lightsout …`: resolves with the exit code. Each command is loaded when it is asked for. */
export async function main(argv: readonly string[], { version, environment }: Start): Promise<number> {
  const [command, ...rest] = argv;
  switch (command) {
    case "ipmi": {
      const { ipmi } = await import("./ipmi/ipmi");
      return ipmi(rest, environment);
    }
    case "simulate": {
      const { simulate } = await import("./simulate/simulate");
      return simulate(rest);
    }
    case "--version":
    case "-V":
      process.stdout.write(`lightsout ${version}\n`);
      return 0;
    case "--help":
    case "-h":
    case "help":
      process.stdout.write(help);
      return 0;
    default:
      process.stderr.write(command === undefined ? help : `lightsout: no such command: ${command}\n${help}`);
      return 1;
  }
}

import type { Start } from "./environment";

const help = `Usage: lightsout <command> [options]

  console    Join the console of a host, with everybody who is there
  ipmi       Speak to BMCs in ipmitool's words, to one or to many
  simulate   Simulated BMCs

  lightsout <command> --help tells more. Without a command: npm start.
`;

/** `lightsout …`: resolves with the exit code. Each command is loaded when it is asked for. */
export async function main(argv: readonly string[], start: Start): Promise<number> {
  const [command, ...rest] = argv;
  switch (command) {
    case "console": {
      const { joinConsole } = await import("./console/console");
      return joinConsole(rest, start);
    }
    case "ipmi": {
      const { ipmi } = await import("./ipmi/ipmi");
      return ipmi(rest, start.environment);
    }
    case "simulate": {
      const { simulate } = await import("./simulate/simulate");
      return simulate(rest);
    }
    case "--version":
    case "-V":
      process.stdout.write(`lightsout ${start.version}\n`);
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

/** Who sits in front: asked and told things beside the output. Nobody does when a script runs us. */
export interface Person {
  /** A line on the error output. */
  note(line: string): void;
  /** What is typed is not shown. Null when nobody can be asked. */
  askSecret(prompt: string): Promise<string | null>;
  /** Null when nobody can be asked. */
  ask(question: string): Promise<string | null>;
}

const CTRL_C = "\x03";
const CTRL_D = "\x04";
const BACKSPACES = ["\x7f", "\b"];

/** The person at the terminal of this process. */
export const personAtTerminal: Person = {
  note: (line) => process.stderr.write(line.endsWith("\n") ? line : `${line}\n`),
  askSecret: (prompt) => (process.stdin.isTTY ? typedSecretly(prompt) : Promise.resolve(null)),
  ask: async (question) => {
    if (!process.stdin.isTTY) return null;
    const { createInterface } = await import("node:readline/promises");
    const reader = createInterface({ input: process.stdin, output: process.stderr });
    try {
      return await reader.question(question);
    } finally {
      reader.close();
    }
  },
};

function typedSecretly(prompt: string): Promise<string | null> {
  const { stdin, stderr } = process;
  // Before the prompt: what is typed as soon as it appears is not shown either.
  stdin.setRawMode(true).setEncoding("utf8").resume();
  stderr.write(prompt);
  return new Promise((resolve) => {
    let typed = "";
    const done = (answer: string | null) => {
      stdin.off("data", listen);
      stdin.setRawMode(false).pause();
      stderr.write("\n");
      resolve(answer);
    };
    const listen = (characters: string) => {
      for (const character of characters) {
        if (character === "\r" || character === "\n" || character === CTRL_D) return done(typed);
        if (character === CTRL_C) {
          done(null);
          process.kill(process.pid, "SIGINT");
          return;
        }
        typed = BACKSPACES.includes(character) ? typed.slice(0, -1) : typed + character;
      }
    };
    stdin.on("data", listen);
  });
}

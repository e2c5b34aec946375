/** What is said, and how the program ends. */
export interface Saying {
  /** For the error output. */
  readonly text: string;
  readonly exitCode: number;
  /** What goes to the standard output instead. */
  readonly output?: string;
}

/** Words that are no verb by themselves, but begin some: `chassis policy`. */
export interface VerbGroup {
  /** What `… help` prints; made from the verbs when it is not said. */
  readonly help?: string;
  /** What `… help` and the words after it print. Default: `help`. */
  readonly helped?: (words: readonly string[]) => Saying;
  /** Exit code of `… help`. Default 0. */
  readonly helpExitCode?: number;
  /** Nothing follows. Default: not enough parameters, and the help. */
  readonly alone?: Saying;
  /** A word that none of its verbs has. Default: the word is invalid, and the help. */
  readonly unknown?: (word: string) => Saying;
}

/** Alone and with a wrong word it shows how it is used, and fails. */
export function alwaysHelps(help: string): VerbGroup {
  const saying: Saying = { text: help, exitCode: 1 };
  return { help, helpExitCode: 1, alone: saying, unknown: () => saying };
}

import type { Command, CommandSender } from "@/server/ipmi";
import { CompletionCodeError } from "@/server/ipmi";
import type { Calls } from "../calls";

/** Answers commands by name from a script, and remembers what was sent. */
export class ScriptedCalls implements Pick<Calls, "run" | "bulk" | "runIfSupported"> {
  readonly sent: { readonly name: string; readonly request: unknown }[] = [];
  /** A value is the decoded answer, a number the completion code of a refusal. */
  readonly answers = new Map<string, (request: unknown) => unknown>();

  readonly #sender: CommandSender = {
    send: async <Request, Response>(command: Command<Request, Response>, request: Request) => {
      this.sent.push({ name: command.name, request });
      const answer = this.answers.get(command.name)?.(request);
      if (typeof answer === "number")
        throw new CompletionCodeError(command.name, answer, "refused by the test");
      return answer as Response;
    },
  };

  run: Calls["run"] = (_, work) => work(this.#sender, {});

  bulk: Calls["bulk"] = (_, work) => work(this.#sender, {});

  runIfSupported: Calls["runIfSupported"] = async (_, work) => {
    try {
      return await work(this.#sender, {});
    } catch (error) {
      if (error instanceof CompletionCodeError) return null;
      throw error;
    }
  };
}

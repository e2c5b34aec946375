import type { Command, CommandSender, SendOptions } from "../commands/command";
import { DecodeError } from "../errors";

/**
 * Passes a reader's requests on, up to a number no honest BMC needs: one that hands out its data a byte at a time, for
 * ever anew, must not keep us busy without end. What comes after is a DecodeError, which ends any loop of the readers.
 */
export class CappedSender implements CommandSender {
  private left: number;

  constructor(
    private readonly sender: CommandSender,
    private readonly most: number,
  ) {
    this.left = most;
  }

  send<Request, Response>(
    command: Command<Request, Response>,
    request: Request,
    options?: SendOptions,
  ): Promise<Response> {
    if (this.left <= 0) {
      return Promise.reject(new DecodeError(command.name, 0, `no end after ${this.most} requests`));
    }
    this.left--;
    return this.sender.send(command, request, options);
  }
}

import type { Command, CommandSender, SendOptions } from "../../commands/command";
import { BridgeError, CompletionCodeError } from "../../errors";
import { ByteReader } from "../../wire/byte-reader";

/** Response data after completion code 00h, another completion code, or an error of the layers below. */
export type Answer = Uint8Array | number | Error;

interface Sent {
  readonly name: string;
  readonly data: Buffer;
  readonly lun: number;
}

/** A BMC made of one function a command, at the level of bytes: requests are encoded, answers decoded, for real. */
export class ScriptedBmc implements CommandSender {
  readonly sent: Sent[] = [];
  private readonly satellites = new Map<number, ScriptedBmc>();
  private readonly answers = new Map<string, (data: Buffer, lun: number) => Answer>();

  on(command: Command<never, unknown>, answer: (data: Buffer, lun: number) => Answer): this {
    this.answers.set(command.name, answer);
    return this;
  }

  /** Puts a controller behind this one; at all other addresses is nobody. */
  behind(address: number, satellite: ScriptedBmc): this {
    this.satellites.set(address, satellite);
    return this;
  }

  /** How many requests of a command there were. */
  count(command: Command<never, unknown>): number {
    return this.sent.filter(({ name }) => name === command.name).length;
  }

  async send<Request, Response>(
    command: Command<Request, Response>,
    request: Request,
    options: SendOptions = {},
  ): Promise<Response> {
    const { route, ...direct } = options;
    if (route !== undefined) {
      const satellite = this.satellites.get(route.address);
      if (satellite === undefined) throw new BridgeError(command.name, NOBODY_THERE, "nobody there");
      return satellite.send(command, request, direct);
    }
    const data = Buffer.from(command.encode(request));
    const lun = options.lun ?? 0;
    this.sent.push({ name: command.name, data, lun });
    const answer = this.answers.get(command.name)?.(data, lun) ?? INVALID_COMMAND;
    if (answer instanceof Error) throw answer;
    if (typeof answer === "number") throw new CompletionCodeError(command.name, answer, "refused");
    return command.decode(new ByteReader(answer, command.name), request);
  }
}

const INVALID_COMMAND = 0xc1;
const NOBODY_THERE = 0x83;

import { ByteReader } from "../../wire/byte-reader";
import type { Command } from "../command";

/** Bytes from hex digits; blanks are for the eye. */
export function hex(text: string): Buffer {
  return Buffer.from(text.replaceAll(" ", ""), "hex");
}

/** The request data of a command as hex digits. */
export function encoded<Request>(command: Command<Request, unknown>, request: Request): string {
  return Buffer.from(command.encode(request)).toString("hex");
}

/** What a command makes of response data, the completion code left out. */
export function decoded<Request, Response>(
  command: Command<Request, Response>,
  data: string | Uint8Array,
  request: Request,
): Response {
  return command.decode(new ByteReader(typeof data === "string" ? hex(data) : data, command.name), request);
}

/** How a command is numbered and how it may be retried. */
export function numbers(command: Command<never, unknown>): readonly unknown[] {
  return [command.netFn, command.command, command.privilege, command.class];
}

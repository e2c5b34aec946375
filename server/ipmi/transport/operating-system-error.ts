import { IpmiError } from "../errors";

/** What a socket error means for the person who asked: the datagram did not get there. */
export function noRouteError(cause: NodeJS.ErrnoException): IpmiError {
  const words =
    cause.code === "ECONNREFUSED"
      ? "the address answers, but nothing listens on the port"
      : "no route to the address";
  return new IpmiError("no-route", `${words} (${cause.code ?? "unknown error"})`, { cause });
}

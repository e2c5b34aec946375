import { formatHostAddress, parseHostAddress } from "@/lib/host-address";
import type { HostRow, HostStore } from "@/server/database/host-store";
import { ConflictError, type FieldError, InvalidError } from "../errors";

/** The address in its one spelling; throws InvalidError at the field. */
export function normalAddress(input: string): string {
  const parsed = parseHostAddress(input);
  if (parsed.ok) return parsed.address;
  throw new InvalidError(parsed.message, [{ field: "address", code: parsed.code, message: parsed.message }]);
}

/** Throws ConflictError naming every field that another host has already. */
export async function refuseDuplicates(
  store: Pick<HostStore, "findByName" | "findByAddress">,
  host: {
    readonly id: string | null;
    readonly name: string;
    readonly address: string;
    readonly port: number;
  },
): Promise<void> {
  const [named, addressed] = await Promise.all([
    store.findByName(host.name),
    store.findByAddress(host.address, host.port),
  ]);
  const fields: FieldError[] = [];
  if (named && named.id !== host.id) {
    const message = `The name ${host.name} belongs to another host. Choose another name.`;
    fields.push({ field: "name", code: "duplicate-name", message });
  }
  if (addressed && addressed.id !== host.id) {
    const where = formatHostAddress(host.address, host.port);
    const message = `${where} is the BMC of the host ${addressed.name} already. Check the address, or edit that host.`;
    fields.push({ field: "address", code: "duplicate-address", message });
  }
  const [first] = fields;
  if (first) throw new ConflictError(first.message, fields);
}

export interface NewReach {
  readonly address: string;
  readonly port: number;
  readonly password: string | undefined;
  readonly bmcKey: string | undefined;
}

/**
 * Stored secrets are for the address they were given for: a different one gets none of them by itself. Throws InvalidError at each
 * secret that must be given again.
 */
export function refuseStoredSecretsElsewhere(stored: HostRow, hasBmcKey: boolean, next: NewReach): void {
  if (next.address === stored.address && next.port === stored.port) return;
  const fields: FieldError[] = [];
  if (next.password === undefined) {
    const message =
      "The stored password was given for another address and is not sent to a new one. Type the password again.";
    fields.push({ field: "password", code: "password-needed-for-new-address", message });
  }
  if (hasBmcKey && next.bmcKey === undefined) {
    const message =
      "The stored BMC key was given for another address. Type it again, or leave it empty to remove it.";
    fields.push({ field: "bmcKey", code: "key-needed-for-new-address", message });
  }
  const [first] = fields;
  if (first) throw new InvalidError(first.message, fields);
}

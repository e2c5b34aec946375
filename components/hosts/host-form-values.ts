import type { z } from "zod";
import { type FieldProblems, fromZod } from "@/components/form/field-errors";
import { type ConnectionTestInput, type HostDetail, HostInput, HostUpdate } from "@/lib/contracts/host";
import { defaultIpmiSettings, type IpmiSettings } from "@/lib/contracts/ipmi-login";
import { parseHostAddress } from "@/lib/host-address";

/** The form's fields as they are typed. */
export interface HostFormValues {
  readonly name: string;
  readonly address: string;
  readonly port: string;
  readonly username: string;
  /** Empty when editing: keep the stored one. */
  readonly password: string;
  readonly bmcKey: string;
  readonly removeKey: boolean;
  readonly protected: boolean;
  readonly tags: readonly string[];
  readonly note: string;
  readonly acceptIdentity: boolean;
  readonly ipmi: IpmiSettings;
}

export type Checked<T> =
  | { readonly ok: true; readonly input: T }
  | { readonly ok: false; readonly problems: FieldProblems };

export function initialValues(host: HostDetail | null): HostFormValues {
  return {
    name: host?.name ?? "",
    address: host?.address ?? "",
    port: String(host?.port ?? 623),
    username: host?.username ?? "",
    password: "",
    bmcKey: "",
    removeKey: false,
    protected: host?.protected ?? false,
    tags: host?.tags ?? [],
    note: host?.note ?? "",
    acceptIdentity: false,
    ipmi: host?.ipmi ?? defaultIpmiSettings,
  };
}

function checkAddress(text: string): FieldProblems {
  const parsed = parseHostAddress(text);
  return parsed.ok ? {} : { address: { code: parsed.code, message: parsed.message } };
}

function check<S extends z.ZodType>(schema: S, input: unknown, others: FieldProblems): Checked<z.infer<S>> {
  const parsed = schema.safeParse(input);
  const problems = { ...others, ...(parsed.success ? {} : fromZod(parsed.error)) };
  if (parsed.success && Object.keys(problems).length === 0) return { ok: true, input: parsed.data };
  return { ok: false, problems };
}

/** An untouched port field is no port, which is not port 0. */
const portOf = (text: string) => (text.trim() === "" ? "none" : text);

/** The whole form as a new host. */
export function checkNewHost(values: HostFormValues): Checked<HostInput> {
  const { name, address, username, password, bmcKey, protected: isProtected, tags, note, ipmi } = values;
  const missing: FieldProblems = password === "" ? { password: { code: "required", message: "" } } : {};
  const input = {
    name,
    address,
    port: portOf(values.port),
    username,
    password,
    protected: isProtected,
    tags,
    note,
    ipmi,
  };
  return check(HostInput, bmcKey === "" ? input : { ...input, bmcKey }, {
    ...checkAddress(address),
    ...missing,
  });
}

function sameReach(values: HostFormValues, host: HostDetail): boolean {
  const parsed = parseHostAddress(values.address);
  return parsed.ok && parsed.address === host.address && Number(values.port) === host.port;
}

/** Stored secrets never go to another address by themselves: each must be typed again. */
function checkSecrets(values: HostFormValues, host: HostDetail): FieldProblems {
  if (sameReach(values, host)) return {};
  const needed = (code: string) => ({ code, message: "" });
  return {
    ...(values.password === "" ? { password: needed("password-needed-for-new-address") } : {}),
    ...(host.hasBmcKey && values.bmcKey === "" && !values.removeKey
      ? { bmcKey: needed("key-needed-for-new-address") }
      : {}),
  };
}

/** Password and key as typed; absent keeps the stored one. */
function typedSecrets({ password, bmcKey, removeKey }: HostFormValues) {
  return {
    ...(password === "" ? {} : { password }),
    ...(removeKey ? { bmcKey: "" } : bmcKey === "" ? {} : { bmcKey }),
  };
}

/** The whole form as a change of `host`. */
export function checkHostUpdate(values: HostFormValues, host: HostDetail): Checked<HostUpdate> {
  const { name, address, username, protected: isProtected, tags, note, acceptIdentity, ipmi } = values;
  const input = {
    ...{ name, address, port: portOf(values.port), username, protected: isProtected, tags, note, ipmi },
    ...typedSecrets(values),
    ...(acceptIdentity ? { acceptIdentity } : {}),
  };
  return check(HostUpdate, input, { ...checkAddress(address), ...checkSecrets(values, host) });
}

const Reach = HostInput.pick({
  address: true,
  port: true,
  username: true,
  password: true,
  bmcKey: true,
  ipmi: true,
});
const StoredReach = Reach.partial();

/** What a connection test needs of the form; the rest of it may still be empty. */
export function checkConnectionTest(
  values: HostFormValues,
  host: HostDetail | null,
): Checked<z.input<typeof ConnectionTestInput>> {
  const { address, username, password, ipmi } = values;
  const input = { address, port: portOf(values.port), username, ipmi, ...typedSecrets(values) };
  if (host) {
    const checked = check(StoredReach, input, { ...checkAddress(address), ...checkSecrets(values, host) });
    return checked.ok ? { ok: true, input: { ...checked.input, hostId: host.id } } : checked;
  }
  const missing: FieldProblems = password === "" ? { password: { code: "required", message: "" } } : {};
  return check(Reach, { ...input, password }, { ...checkAddress(address), ...missing });
}

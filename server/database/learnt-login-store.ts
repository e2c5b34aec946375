import { IpmiLogin, type LearntLogin } from "@/lib/contracts/ipmi-login";
import type { Connection } from "./connection";

/** Which boards behave alike. */
export interface Fingerprint {
  readonly manufacturerId: number;
  readonly productId: number;
  readonly firmware: string;
}

export interface LearntLoginStore {
  /** Null when no login on such a BMC has succeeded yet. */
  find(fingerprint: Fingerprint): Promise<IpmiLogin | null>;
  /** The last login counts. */
  save(fingerprint: Fingerprint, login: IpmiLogin & { readonly sentence: string }): Promise<void>;
  list(): Promise<LearntLogin[]>;
}

export function learntLoginStore(db: Connection): LearntLoginStore {
  const keyOf = ({ manufacturerId, productId, firmware }: Fingerprint) => ({
    manufacturerId,
    productId,
    firmware,
  });
  return {
    async find(fingerprint) {
      const where = { manufacturerId_productId_firmware: keyOf(fingerprint) };
      const row = await db.learntLogin.findUnique({ where });
      const login = IpmiLogin.safeParse(row?.login);
      return login.success ? login.data : null;
    },
    async save(fingerprint, { sentence, ...login }) {
      const key = keyOf(fingerprint);
      await db.learntLogin.upsert({
        where: { manufacturerId_productId_firmware: key },
        create: { ...key, login, sentence },
        update: { login, sentence },
      });
    },
    async list() {
      const rows = await db.learntLogin.findMany({
        orderBy: [{ manufacturerId: "asc" }, { productId: "asc" }, { firmware: "asc" }],
      });
      return rows.flatMap(({ learntAt, login, ...row }) => {
        const parsed = IpmiLogin.safeParse(login);
        return parsed.success ? [{ ...row, login: parsed.data, learntAt: learntAt.toISOString() }] : [];
      });
    },
  };
}

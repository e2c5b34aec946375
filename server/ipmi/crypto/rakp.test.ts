import { inspect } from "node:util";
import { expect, test } from "vitest";
import { type CipherSuiteId, cipherSuite } from "./cipher-suite";
import { Credentials } from "./credentials";
import { packetAuthCode } from "./packet-integrity";
import { deriveSessionKeys, rakp2Code, rakp3Code, rakp4Code, rakp4CodeByIntegrity } from "./rakp";

/** Computed with Python's hmac and hashlib from the formulas of IPMI 2.0 §13.28 to §13.32, not with this code. */
interface Vector {
  readonly name: string;
  readonly suite: CipherSuiteId;
  readonly bmcKey: string | null;
  readonly rakp2: string;
  readonly rakp3: string;
  readonly sik: string;
  readonly k1: string;
  readonly k2: string;
  readonly rakp4: string;
}

const facts = {
  consoleSessionId: 0xa4a3a2a0,
  bmcSessionId: 0x5a6dcda5,
  consoleNonce: Buffer.from("101112131415161718191a1b1c1d1e1f", "hex"),
  bmcNonce: Buffer.from("f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff", "hex"),
  bmcGuid: Buffer.from("44454c4c3500104b8031b7c04f333332", "hex"),
  role: 0x14,
  username: "operator",
};

/** What an AuthCode is computed over. */
const covered = Buffer.from([...Array(32).keys()]);

const suite17 = {
  suite: 17,
  rakp2: "8d60b9913a4abd984414fa52cc438a68d2f621a561c8193310c25df40d1c576d",
  rakp3: "d942f91e947a6551f8195755a0f59de6c0d4c11501265317857ff44f2c91c1ae",
} as const;
const suite3 = {
  suite: 3,
  rakp2: "7aacfff14a29106df1707a4e32f60a57798ba473",
  rakp3: "71c08da6478f156d6023a80c7525dd7380d7730d",
} as const;
const suite8 = {
  suite: 8,
  rakp2: "ecf897f94e9ef85574b374ce4fe00ebe",
  rakp3: "5d61c55ed3d212104ea280b8ddf6963a",
} as const;

const vectors: readonly Vector[] = [
  {
    name: "suite 17 without K_g",
    ...suite17,
    bmcKey: null,
    sik: "4aea5d6b9f26e3c7a3ac32b01ec6997247cdd54ec6535ed34ad3ccb058e24217",
    k1: "238f6e0aa59225c4ee52c799854202be170e36ce49739c25289a6f5c761b0e3e",
    k2: "e1230943d01d01858fcecf4afb149a19dcfcef62b5377d857e0aef00362e95c4",
    rakp4: "fa7b2056fee4697fab9db29954717881",
  },
  {
    name: "suite 17 with K_g",
    ...suite17,
    bmcKey: "rack 7, row B",
    sik: "f23d9fec5d81d76bd0c5766b6557f22b3d0d767647c3025e8f51623097624eae",
    k1: "f7eda2a0d2f5693e7b1fbd740cf93b8cf4ec797448bc0ba0fb1a3a5c0b4253cb",
    k2: "31c1f22effa60be03ae854b2d83f2f7e807cdbfa5025f95973dee77e9bc8a54e",
    rakp4: "b6390d8afabb381add5c4b0bae11b346",
  },
  {
    name: "suite 3 without K_g",
    ...suite3,
    bmcKey: null,
    sik: "ee40643c39e50479c483471e96d40610f39584ed",
    k1: "695dea0643de26c5a8b2963ee7286ff2a6cd1545",
    k2: "4ea00c6084f7b1e114e7bc2d082ffadc946171ca",
    rakp4: "7bcf399bf659a6bce4d03526",
  },
  {
    name: "suite 3 with K_g",
    ...suite3,
    bmcKey: "rack 7, row B",
    sik: "53af4a304dcb935e78c6a5d4389fddbcda9ab710",
    k1: "ce8bf0637f2566502b2351c6635b94293b5ba355",
    k2: "fef2eb09c2696ffd88525f61ab10e9969301a1ff",
    rakp4: "64244f659d7acc5650fc2f30",
  },
  {
    name: "suite 8 without K_g",
    ...suite8,
    bmcKey: null,
    sik: "09ad5dc0e9325995dfeed26c163632bb",
    k1: "690e24c3d493a55c132d68a6f07857df",
    k2: "f07d7c8925f4def8a192f19ec588ca10",
    rakp4: "0a5140bbb87538c88aaba33eadfe04b0",
  },
  {
    name: "suite 8 with K_g",
    ...suite8,
    bmcKey: "rack 7, row B",
    sik: "5d4d93e41021d472111dbb5c97a5f4a3",
    k1: "28f11575d9c9621ad7daed9744aad1b9",
    k2: "f2795c9e844009d730764f01ef609c38",
    rakp4: "c75fc7a14ca02aeb9d605fb449cf9d65",
  },
];

function credentialsOf(bmcKey: string | null): Credentials {
  const key = bmcKey === null ? null : Buffer.from(bmcKey);
  return new Credentials({ username: "operator", password: "correct horse", bmcKey: key });
}

test.each(vectors)("$name: codes, SIK, K1 and K2", (vector) => {
  const suite = cipherSuite(vector.suite);
  const credentials = credentialsOf(vector.bmcKey);
  const keys = deriveSessionKeys(suite, credentials, facts);
  expect(rakp2Code(suite, credentials, facts).toString("hex")).toBe(vector.rakp2);
  expect(rakp3Code(suite, credentials, facts).toString("hex")).toBe(vector.rakp3);
  expect(keys.sik().toString("hex")).toBe(vector.sik);
  expect(keys.k1().toString("hex")).toBe(vector.k1);
  expect(keys.k2().toString("hex")).toBe(vector.k2);
  expect(keys.aesKey().toString("hex")).toBe(vector.k2.slice(0, 32));
  expect(rakp4Code(suite, keys, facts).toString("hex")).toBe(vector.rakp4);
});

test.each<[CipherSuiteId, string]>([
  [2, "f3c6b15169efaeaf1a8a4002"],
  [3, "f3c6b15169efaeaf1a8a4002"],
  [7, "b20d2d7ddbe4bd0a143212603f3f9d6a"],
  [8, "b20d2d7ddbe4bd0a143212603f3f9d6a"],
  [11, "974b5a20d820a8c8119a02500f201aa3"],
  [12, "974b5a20d820a8c8119a02500f201aa3"],
  [16, "9547dda7ec026a7bab0df7d59cec002f"],
  [17, "9547dda7ec026a7bab0df7d59cec002f"],
  [0, ""],
  [1, ""],
  [6, ""],
  [15, ""],
])("suite %i: AuthCode of a packet", (id, code) => {
  const suite = cipherSuite(id);
  const keys = deriveSessionKeys(suite, credentialsOf(null), facts);
  expect(packetAuthCode(suite, keys, covered).toString("hex")).toBe(code);
});

test("AuthCodes of boards that take SIK for K1", () => {
  const code = (id: CipherSuiteId) => {
    const keys = deriveSessionKeys(cipherSuite(id), credentialsOf(null), facts);
    return packetAuthCode(cipherSuite(id), keys, covered, keys.sik()).toString("hex");
  };
  expect(code(3)).toBe("334c3fb4130716fd59c2099e");
  expect(code(17)).toBe("8795805d91c6439062800358a1889dd1");
});

test("RAKP 4's check by the integrity algorithm differs where that is MD5-128 only", () => {
  const check = (id: CipherSuiteId) => {
    const keys = deriveSessionKeys(cipherSuite(id), credentialsOf(null), facts);
    return rakp4CodeByIntegrity(cipherSuite(id), keys, facts).toString("hex");
  };
  expect(check(12)).toBe("bb12457dd26f1f774c1acb146d60f217");
  expect(check(8)).toBe("0a5140bbb87538c88aaba33eadfe04b0");
  expect(check(17)).toBe("fa7b2056fee4697fab9db29954717881");
});

test("a K_g of zeros is no K_g (IPMI 2.0 §13.31)", () => {
  const zero = new Credentials({ username: "operator", password: "correct horse", bmcKey: Buffer.alloc(20) });
  const keys = deriveSessionKeys(cipherSuite(17), zero, facts);
  expect(zero.hasBmcKey).toBe(false);
  expect(keys.sik().toString("hex")).toBe(vectors[0]?.sik);
});

test("a name of 16 and secrets of 20 bytes are taken, longer ones are not", () => {
  const longest = { username: "u".repeat(16), password: "p".repeat(20), bmcKey: Buffer.alloc(20, 1) };
  expect(new Credentials(longest).userKey()).toHaveLength(20);
  expect(() => new Credentials({ ...longest, username: "u".repeat(17) })).toThrow(RangeError);
  expect(() => new Credentials({ ...longest, password: "é".repeat(11) })).toThrow(RangeError);
  expect(() => new Credentials({ ...longest, bmcKey: Buffer.alloc(21, 1) })).toThrow(RangeError);
});

test("secrets show in no print, inspection, serialisation or copy", () => {
  const credentials = credentialsOf("rack 7, row B");
  const keys = deriveSessionKeys(cipherSuite(17), credentials, facts);
  const holder = { credentials, keys, nested: [credentials, keys] };
  const shown = [
    String(credentials),
    String(keys),
    JSON.stringify(holder),
    inspect(holder, { depth: 10, showHidden: true }),
    inspect({ ...credentials, ...keys }, { showHidden: true }),
  ].join("\n");
  const secrets = ["correct horse", "rack 7", keys.sik(), keys.k1(), keys.k2(), Buffer.from("correct horse")];
  for (const secret of secrets) {
    const forms =
      typeof secret === "string"
        ? [secret]
        : [
            secret.toString("hex"),
            secret.toString("base64"),
            [...secret].join(","),
            secret.toString("hex").replace(/..(?=.)/g, "$& "),
          ];
    for (const form of forms) expect(shown).not.toContain(form);
  }
  expect(shown).toContain("Credentials(operator)");
});

test("wiped keys are zeros", () => {
  const keys = deriveSessionKeys(cipherSuite(3), credentialsOf(null), facts);
  keys.wipe();
  for (const key of [keys.sik(), keys.k1(), keys.k2(), keys.aesKey()])
    expect(key.every((byte) => byte === 0)).toBe(true);
});

import { describe, expect, it } from "vitest";
import type { HostDetail } from "@/lib/contracts/host";
import { defaultIpmiSettings } from "@/lib/contracts/ipmi-login";
import { hostFixture } from "./host-fixture";
import { checkConnectionTest, checkHostUpdate, checkNewHost, initialValues } from "./host-form-values";

const stored: HostDetail = {
  ...hostFixture({ name: "db1", address: "192.0.2.7" }),
  username: "admin",
  hasBmcKey: true,
  ipmi: defaultIpmiSettings,
  login: null,
  loginSentence: null,
  createdAt: "2026-11-22T12:00:00.000Z",
  enrolledAt: null,
  guid: null,
  signs: null,
  firmware: null,
  ipmiVersion: null,
  cipherSuite: null,
  manufacturerId: null,
  productId: null,
  restartCause: null,
  powerOnHours: null,
  lastPowerEvent: null,
  chassisFaults: [],
  powerRestorePolicy: null,
  clockOffsetSeconds: null,
};
const filled = {
  ...initialValues(null),
  name: "db1",
  address: "bmc-db1",
  username: "admin",
  password: "secret",
};

describe("a new host", () => {
  it("is what was typed, without an empty key", () => {
    expect(checkNewHost(filled)).toEqual({
      ok: true,
      input: expect.objectContaining({ name: "db1", address: "bmc-db1", port: 623, password: "secret" }),
    });
    expect(checkNewHost(filled)).not.toHaveProperty("input.bmcKey");
  });

  it("is refused at every field that is wrong, at once", () => {
    const checked = checkNewHost({ ...filled, name: " ", address: "http://x", port: "", password: "" });
    expect(checked).toMatchObject({
      problems: {
        name: { code: "required" },
        address: { code: "address-has-scheme" },
        port: { code: "bad-port" },
        password: { code: "required" },
      },
    });
  });
});

describe("a changed host", () => {
  it("keeps stored secrets that were left empty", () => {
    const checked = checkHostUpdate({ ...initialValues(stored), note: "new" }, stored);
    expect(checked).toMatchObject({ ok: true, input: { note: "new" } });
    expect(checked).not.toHaveProperty("input.password");
    expect(checked).not.toHaveProperty("input.bmcKey");
  });

  it("removes the key only when told to", () => {
    expect(checkHostUpdate({ ...initialValues(stored), removeKey: true }, stored)).toMatchObject({
      input: { bmcKey: "" },
    });
  });

  it("wants both secrets again for another address", () => {
    expect(checkHostUpdate({ ...initialValues(stored), address: "192.0.2.8" }, stored)).toMatchObject({
      problems: {
        password: { code: "password-needed-for-new-address" },
        bmcKey: { code: "key-needed-for-new-address" },
      },
    });
  });
});

describe("a connection test", () => {
  it("needs no name", () => {
    expect(checkConnectionTest({ ...filled, name: "" }, null)).toMatchObject({
      ok: true,
      input: { address: "bmc-db1", password: "secret" },
    });
  });

  it("uses the stored secrets of a stored host", () => {
    expect(checkConnectionTest(initialValues(stored), stored)).toEqual({
      ok: true,
      input: {
        hostId: "db1",
        address: "192.0.2.7",
        port: 623,
        username: "admin",
        ipmi: defaultIpmiSettings,
      },
    });
  });
});

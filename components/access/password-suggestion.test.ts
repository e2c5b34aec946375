import { describe, expect, it } from "vitest";
import { LoginPassword } from "@/lib/contracts/access";
import { suggestPassword } from "./password-suggestion";

describe("a suggested password", () => {
  it("is accepted by the contract and differs each time", () => {
    const made = Array.from({ length: 50 }, () => suggestPassword());
    expect(new Set(made).size).toBe(50);
    for (const password of made) expect(LoginPassword.safeParse(password).success).toBe(true);
  });

  it("throws away bytes that would make some letters likelier", () => {
    let call = 0;
    const random = (bytes: Uint8Array<ArrayBuffer>) => bytes.fill(call++ === 0 ? 255 : 0);
    expect(suggestPassword(random)).toBe("aaaa-aaaa-aaaa-aaaa");
    expect(call).toBe(2);
  });
});

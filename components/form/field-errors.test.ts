import { describe, expect, it } from "vitest";
import { ApiError } from "@/lib/api-client";
import { HostInput } from "@/lib/contracts/host";
import { fromApi, fromZod } from "./field-errors";

describe("field problems", () => {
  it("names each refused field by the contract's code", () => {
    const parsed = HostInput.safeParse({
      name: "",
      address: "bmc",
      port: 70000,
      username: "admin",
      password: "a password of more than twenty",
      tags: ["ok", "!bad"],
    });
    expect(fromZod(parsed.error ?? expect.fail("accepted"))).toMatchObject({
      name: { code: "required" },
      port: { code: "bad-port" },
      password: { code: "password-too-long" },
      tags: { code: "bad-tag" },
    });
  });

  it("takes the engine's fields and nothing from an error without them", () => {
    const problem = {
      type: "about:blank" as const,
      title: "Conflict",
      status: 409,
      code: "conflict" as const,
      detail: "",
      requestId: "1",
      fields: [{ field: "tags.1", code: "bad-tag", message: "no" }],
    };
    expect(fromApi(new ApiError(409, problem))).toEqual({ tags: { code: "bad-tag", message: "no" } });
    expect(fromApi(new ApiError(0, null))).toEqual({});
  });
});

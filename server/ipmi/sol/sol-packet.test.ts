import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DecodeError } from "../errors";
import { acknowledgement, decodeSolPacket, encodeSolPacket, nextSequence, SolStatus } from "./sol-packet";

describe("SOL packet (IPMI 2.0 table 15-2)", () => {
  it("carries characters as captured on the wire", () => {
    const hello = {
      sequence: 1,
      ackedSequence: 0,
      acceptedCount: 0,
      operation: 0,
      data: Buffer.from("hello\r"),
    };
    expect(encodeSolPacket(hello).toString("hex")).toBe("0100000068656c6c6f0d");
    expect(decodeSolPacket(Buffer.from("0100000068656c6c6f0d", "hex"))).toEqual(hello);
  });

  it("acknowledges as captured on the wire", () => {
    expect(encodeSolPacket(acknowledgement(2, 32)).toString("hex")).toBe("00022000");
  });

  it("reads the status of the BMC", () => {
    const { operation } = decodeSolPacket(Buffer.from([0, 1, 0, 0x68]));
    const set = Object.entries(SolStatus).filter(([, bit]) => operation & bit);
    expect(set.map(([name]) => name)).toEqual(["Nack", "TransferUnavailable", "TransmitOverrun"]);
  });

  it("ignores reserved bits above the sequence numbers", () => {
    expect(decodeSolPacket(Buffer.from([0xf3, 0xf4, 0, 0]))).toMatchObject({ sequence: 3, ackedSequence: 4 });
  });

  it("decodes whatever comes, or says where it is too short", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        if (bytes.length < 4) expect(() => decodeSolPacket(bytes)).toThrow(DecodeError);
        else expect(decodeSolPacket(bytes).data.length).toBe(bytes.length - 4);
      }),
    );
  });

  it("numbers 1 to 15 and never 0", () => {
    expect(Array.from({ length: 15 }, (_, i) => nextSequence(i + 1))).toEqual([
      2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 1,
    ]);
  });
});

import { expect, test } from "vitest";
import { platformEventTrap } from "./pet";

test("a Platform Event Trap, byte for byte (PET 1.0, SNMPv1)", () => {
  const datagram = platformEventTrap(
    {
      generator: 0x20,
      lun: 0,
      sensorType: 1,
      sensorNumber: 3,
      entity: [7, 1],
      eventType: 1,
      asserted: true,
      data: [0x59, 0x60, 0x5a],
    },
    {
      community: "public",
      agent: Uint8Array.of(192, 0, 2, 20),
      guid: Buffer.from("00112233445566778899aabbccddeeff", "hex"),
      manufacturerId: 674,
      productId: 256,
      sequence: 5,
      at: Date.UTC(1998, 0, 1, 0, 0, 10),
      uptimeMs: 1000,
    },
  );
  expect(datagram.toString("hex")).toBe(
    // Message, version 0, community.
    "306a" +
      "020100" +
      "04067075626c6963" +
      // Trap: enterprise 1.3.6.1.4.1.3183.1.1, agent, enterprise specific, temperature threshold 9, 1 s up.
      "a45d" +
      "06092b06010401986f0101" +
      "4004c0000214" +
      "020106" +
      "0203010109" +
      "430164" +
      // One binding: .1, the platform event's 47 bytes.
      "303f303d" +
      "060a2b06010401986f010101" +
      "042f" +
      "00112233445566778899aabbccddeeff" +
      // Sequence 5, 10 s after 1998 began, no UTC offset, sources; critical.
      "00050000000affff2020" +
      "10" +
      // Controller, sensor, entity, event data, English, Dell, no OEM fields.
      "200307015960" +
      "5a0000000000" +
      "19000002a20100c1",
  );
});

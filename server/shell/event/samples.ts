import type { PlatformEventRequest } from "@/server/ipmi/commands/sensor-event/platform-event";

/** Events for trying out what happens then, as ipmitool makes them up. */
export const samples: readonly { readonly text: string; readonly event: PlatformEventRequest }[] = [
  {
    text: "Temperature - Upper Critical - Going High",
    event: sample({ sensorType: 0x01, sensorNumber: 0x30, eventType: 0x01, offset: 9 }),
  },
  {
    text: "Voltage Threshold - Lower Critical - Going Low",
    event: sample({ sensorType: 0x02, sensorNumber: 0x60, eventType: 0x01, offset: 2 }),
  },
  {
    text: "Memory - Correctable ECC",
    event: sample({ sensorType: 0x0c, sensorNumber: 0x53, eventType: 0x6f, offset: 0 }),
  },
];

function sample(of: {
  readonly sensorType: number;
  readonly sensorNumber: number;
  readonly eventType: number;
  readonly offset: number;
}): PlatformEventRequest {
  const { offset, ...sensor } = of;
  return { generatorId: null, revision: 0x04, asserted: true, data: [offset, 0xff, 0xff], ...sensor };
}

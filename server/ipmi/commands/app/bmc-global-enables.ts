/** Bits of the BMC's global enables (IPMI 2.0 §22.1). Bit 4 is reserved. */
export const GlobalEnable = {
  ReceiveMessageInterrupt: 0x01,
  EventMessageBufferFullInterrupt: 0x02,
  EventMessageBuffer: 0x04,
  SystemEventLogging: 0x08,
  Oem0: 0x20,
  Oem1: 0x40,
  Oem2: 0x80,
} as const;

/** What happens when power cannot be kept below the limit within the correction time (DCMI 1.5 table 6-17). */
export const PowerLimitAction = { None: 0x00, PowerOff: 0x01, LogOnly: 0x11 } as const;

export interface PowerLimit {
  /** PowerLimitAction; 02h–10h are the manufacturer's. */
  readonly exceptionAction: number;
  readonly watts: number;
  readonly correctionMs: number;
  /** Statistics sampling period. */
  readonly samplingSeconds: number;
}

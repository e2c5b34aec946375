/** Logs besides the SEL (IPMI 2.0 §31.12). */
export const AuxiliaryLog = { MachineCheckArchitecture: 0, Oem1: 1, Oem2: 2 } as const;
export type AuxiliaryLog = (typeof AuxiliaryLog)[keyof typeof AuxiliaryLog];

export interface ThermalLimit {
  /** Kept over power cycles. */
  readonly persistent: boolean;
  readonly powerOff: boolean;
  readonly logEvent: boolean;
  /** Degrees Celsius. */
  readonly limit: number;
  /** How long the temperature may be above the limit before the actions are taken. */
  readonly exceptionSeconds: number;
}

export interface ThermalEntity {
  readonly entity: number;
  readonly instance: number;
}

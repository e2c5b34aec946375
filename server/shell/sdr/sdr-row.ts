/** How the rows of a listing are to be printed. */
export interface RowStyle {
  readonly csv: boolean;
  readonly verbose: boolean;
  /** `sdr elist`: number, entity and states, too. */
  readonly extended: boolean;
}

/** One record of a listing: text as ipmitool prints it, and an object for programs. */
export interface SdrRow {
  text(style: RowStyle): string;
  toJSON(): object;
}

/** The variables ipmitool's users set, and where their files are. Handed in by whoever starts the program. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** What the program must be told by whoever starts it. */
export interface Start {
  readonly version: string;
  readonly environment: Environment;
}

export function passwordVariable(environment: Environment): string | null {
  return environment.IPMITOOL_PASSWORD ?? environment.IPMI_PASSWORD ?? null;
}

export function bmcKeyVariable(environment: Environment): string | null {
  return environment.IPMI_KGKEY ?? null;
}

/** Where what can be read again is kept; null when there is no place for it. */
export function cacheFolder({ XDG_CACHE_HOME, HOME }: Environment): string | null {
  if (XDG_CACHE_HOME) return `${XDG_CACHE_HOME}/lightsout`;
  return HOME ? `${HOME}/.cache/lightsout` : null;
}

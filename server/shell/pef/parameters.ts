import {
  decodePefParameter,
  getPefConfigurationParameters,
  type PefParameterValue,
  setPefConfigurationParameters,
} from "@/server/ipmi";
import type { VerbContext } from "../verb";

type Name = PefParameterValue["parameter"];
type ValueNamed<N extends Name> = Extract<PefParameterValue, { readonly parameter: N }>;

/** A PEF parameter; null when the BMC sends something else than that. */
export async function readPef<N extends Name>(
  { bmc, signal }: VerbContext,
  name: N,
  parameter: number,
  set = 0,
): Promise<ValueNamed<N> | null> {
  const { data } = await bmc.send(getPefConfigurationParameters, { parameter, set }, { signal });
  const value = decodePefParameter(parameter, data);
  return isNamed(value, name) ? value : null;
}

export function writePef({ bmc, signal }: VerbContext, value: PefParameterValue): Promise<void> {
  return bmc.send(setPefConfigurationParameters, value, { signal });
}

function isNamed<N extends Name>(value: PefParameterValue, name: N): value is ValueNamed<N> {
  return value.parameter === name;
}

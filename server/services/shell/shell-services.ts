import type { ShellAnswer, ShellRequest, ShellVerb } from "@/lib/contracts/ipmi-shell";
import type { ServiceContext } from "../context";
import { listVerbs } from "./list-verbs";
import { type LineWatch, type RunLineDeps, runLine } from "./run-line";

export interface ShellServices {
  verbs(ctx: ServiceContext): Promise<ShellVerb[]>;
  run(ctx: ServiceContext, hostId: string, request: ShellRequest, watch: LineWatch): Promise<ShellAnswer>;
}

export function createShellServices(deps: RunLineDeps): ShellServices {
  return {
    verbs: (ctx) => listVerbs(deps, ctx),
    run: (ctx, hostId, request, watch) => runLine(deps, ctx, hostId, request, watch),
  };
}

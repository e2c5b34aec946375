import { DoctorFix, DoctorReport } from "@/lib/contracts/console-doctor";
import { examineConsole, fixConsole } from "@/server/services/console-doctor/console-doctor";
import { type Api, type ApiServices, answers, IdParams } from "../api";
import { contextOf } from "../caller";

/** Why a console is empty, and what mends it. */
export function consoleDoctorRoutes(api: Api, { consoleDoctor }: ApiServices): void {
  const tags = ["console"];
  const params = IdParams;
  const response = answers(DoctorReport);

  api.get(
    "/hosts/:id/console/doctor",
    { config: { access: "console.read" }, schema: { tags, params, response } },
    async (request) => examineConsole(consoleDoctor, contextOf(request), request.params.id),
  );

  api.post(
    "/hosts/:id/console/doctor/fix",
    { config: { access: "console.manage" }, schema: { tags, params, body: DoctorFix, response } },
    async (request) => fixConsole(consoleDoctor, contextOf(request), request.params.id, request.body),
  );
}

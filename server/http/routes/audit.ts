import { type AuditEntry, AuditList, AuditQuery } from "@/lib/contracts/audit";
import { exportAudit, listAudit, listHostAudit } from "@/server/services/audit/list";
import { type Api, type ApiServices, answers, IdParams } from "../api";
import { contextOf } from "../caller";
import { type Column, ExportFormat, sendExport } from "../export";

const columns: Column<AuditEntry>[] = [
  { title: "id", cell: (e) => e.id },
  { title: "at", cell: (e) => e.at },
  { title: "finished", cell: (e) => e.finishedAt },
  { title: "actor", cell: (e) => e.actor },
  { title: "action", cell: (e) => e.action },
  { title: "host", cell: (e) => e.hostName },
  { title: "host id", cell: (e) => e.hostId },
  { title: "outcome", cell: (e) => e.outcome },
  { title: "from", cell: (e) => e.from },
  { title: "detail", cell: (e) => e.detail },
];

export function auditRoutes(api: Api, services: ApiServices): void {
  const { audit } = services.stores;
  const config = { access: "audit.read" } as const;
  const tags = ["audit"];

  api.get(
    "/audit",
    { config, schema: { tags, querystring: AuditQuery, response: answers(AuditList) } },
    async (request) => listAudit(audit, contextOf(request), request.query),
  );

  api.get(
    "/audit/export",
    { config, schema: { tags, querystring: AuditQuery.extend(ExportFormat.shape) } },
    async (request, reply) => {
      const { format, ...query } = request.query;
      const rows = exportAudit(audit, contextOf(request), query);
      return sendExport(reply, { name: "audit", format, columns, rows });
    },
  );

  api.get(
    "/hosts/:id/audit",
    {
      config: { access: "audit.host" },
      schema: { tags, params: IdParams, querystring: AuditQuery, response: answers(AuditList) },
    },
    async (request) => listHostAudit(audit, contextOf(request), request.params.id, request.query),
  );
}

import { BootState } from "@/lib/contracts/action";
import { EventList, EventQuery, type HostEvent } from "@/lib/contracts/event";
import { Inventory } from "@/lib/contracts/inventory";
import { type Sensor, SensorList } from "@/lib/contracts/sensor";
import { exportEvents, getBoot, getInventory, getSensors, listEvents } from "@/server/services/hosts/read";
import { type Api, type ApiServices, answers, IdParams } from "../api";
import { contextOf } from "../caller";
import { type Column, ExportFormat, sendExport } from "../export";

const sensorColumns: Column<Sensor>[] = [
  { title: "id", cell: (s) => s.id },
  { title: "name", cell: (s) => s.name },
  { title: "type", cell: (s) => s.type },
  { title: "entity", cell: (s) => s.entity },
  { title: "availability", cell: (s) => s.availability },
  { title: "value", cell: (s) => s.value },
  { title: "unit", cell: (s) => s.unit },
  { title: "text", cell: (s) => s.text },
  { title: "severity", cell: (s) => s.severity },
  { title: "state", cell: (s) => s.stateText },
  { title: "state of the BMC", cell: (s) => s.bmcStateText },
  { title: "raw", cell: (s) => s.raw },
  { title: "lower non-recoverable", cell: (s) => s.thresholds?.lowerNonRecoverable ?? null },
  { title: "lower critical", cell: (s) => s.thresholds?.lowerCritical ?? null },
  { title: "lower non-critical", cell: (s) => s.thresholds?.lowerNonCritical ?? null },
  { title: "upper non-critical", cell: (s) => s.thresholds?.upperNonCritical ?? null },
  { title: "upper critical", cell: (s) => s.thresholds?.upperCritical ?? null },
  { title: "upper non-recoverable", cell: (s) => s.thresholds?.upperNonRecoverable ?? null },
];

const eventColumns: Column<HostEvent>[] = [
  { title: "record", cell: (e) => e.recordId },
  { title: "time of the BMC", cell: (e) => e.timestamp },
  { title: "received", cell: (e) => e.receivedAt },
  { title: "severity", cell: (e) => e.severity },
  { title: "sensor", cell: (e) => e.sensor },
  { title: "type", cell: (e) => e.sensorType },
  { title: "direction", cell: (e) => e.direction },
  { title: "event", cell: (e) => e.text },
  { title: "archived", cell: (e) => e.archived },
  { title: "raw", cell: (e) => e.rawHex },
];

/** What is known of a host, from the database and from memory. */
export function hostDataRoutes(api: Api, services: ApiServices): void {
  const config = { access: "host.read" } as const;
  const tags = ["hosts"];
  const params = IdParams;

  api.get(
    "/hosts/:id/sensors",
    { config, schema: { tags, params, response: answers(SensorList) } },
    async (request) => getSensors(services, contextOf(request), request.params.id),
  );

  api.get(
    "/hosts/:id/sensors/export",
    { config, schema: { tags, params, querystring: ExportFormat } },
    async (request, reply) => {
      const { sensors } = await getSensors(services, contextOf(request), request.params.id);
      const { format } = request.query;
      return sendExport(reply, { name: "sensors", format, columns: sensorColumns, rows: sensors });
    },
  );

  api.get(
    "/hosts/:id/events",
    { config, schema: { tags, params, querystring: EventQuery, response: answers(EventList) } },
    async (request) => listEvents(services, contextOf(request), request.params.id, request.query),
  );

  api.get(
    "/hosts/:id/events/export",
    { config, schema: { tags, params, querystring: ExportFormat } },
    async (request, reply) => {
      const rows = await exportEvents(services, contextOf(request), request.params.id);
      const { format } = request.query;
      return sendExport(reply, { name: "events", format, columns: eventColumns, rows });
    },
  );

  api.get(
    "/hosts/:id/inventory",
    { config, schema: { tags, params, response: answers(Inventory) } },
    async (request) => getInventory(services, contextOf(request), request.params.id),
  );

  api.get(
    "/hosts/:id/boot",
    { config, schema: { tags, params, response: answers(BootState.nullable()) } },
    async (request) => getBoot(services, contextOf(request), request.params.id),
  );
}

import type { Action, BootState } from "@/lib/contracts/action";
import type { EventList, EventQuery, HostEvent } from "@/lib/contracts/event";
import type { HostDetail, HostSummary } from "@/lib/contracts/host";
import type { Inventory } from "@/lib/contracts/inventory";
import type { SensorList } from "@/lib/contracts/sensor";
import { phraseCatalogues } from "@/lib/i18n/phrases/catalogues";
import { wordingsOf } from "@/lib/i18n/phrases/wordings";
import { requirePermission } from "../access/require-permission";
import type { ServiceContext } from "../context";
import { NotFoundError } from "../errors";
import { pages } from "../pages";
import { findHost } from "./find-host";
import type { HostServices } from "./host-services";
import { hostDetail, hostSummary } from "./host-view";

/* Reading comes from the database and from memory: it never causes traffic to a BMC. */

export async function listHosts({ stores, live }: HostServices, ctx: ServiceContext): Promise<HostSummary[]> {
  requirePermission(ctx, "host.read");
  return (await stores.hosts.list()).map((row) => hostSummary(row, live.get(row.id)));
}

export async function getHost(
  { stores, live }: HostServices,
  ctx: ServiceContext,
  id: string,
): Promise<HostDetail> {
  requirePermission(ctx, "host.read");
  const row = await findHost(stores.hosts, id);
  const bmcKey = await stores.secrets.find(id, "bmc-key");
  return hostDetail(row, live.get(id), bmcKey !== null);
}

export async function getSensors(
  { stores, live }: HostServices,
  ctx: ServiceContext,
  id: string,
): Promise<SensorList> {
  requirePermission(ctx, "host.read");
  await findHost(stores.hosts, id);
  return live.sensors(id);
}

export async function getInventory(
  { stores, live }: HostServices,
  ctx: ServiceContext,
  id: string,
): Promise<Inventory> {
  requirePermission(ctx, "host.read");
  await findHost(stores.hosts, id);
  return live.inventory(id);
}

export async function getBoot(
  { stores, live }: HostServices,
  ctx: ServiceContext,
  id: string,
): Promise<BootState | null> {
  requirePermission(ctx, "host.read");
  await findHost(stores.hosts, id);
  return live.boot(id);
}

/** Of what is sought in another language, so many English wordings at the most. */
const MOST_WORDINGS = 40;

export async function listEvents(
  { stores, live }: HostServices,
  ctx: ServiceContext,
  id: string,
  query: EventQuery,
): Promise<EventList> {
  requirePermission(ctx, "host.read");
  await findHost(stores.hosts, id);
  const { search = "", language } = query;
  const wordings = language ? wordingsOf(phraseCatalogues[language], search, MOST_WORDINGS) : [];
  const page = await stores.events.list(id, query, wordings);
  return { ...page, status: live.eventLog(id) };
}

const EXPORT_PAGE = 1000;

/** All events of a host, archived ones too, newest first, a page at a time. */
export async function exportEvents(
  { stores }: HostServices,
  ctx: ServiceContext,
  id: string,
): Promise<AsyncIterable<HostEvent>> {
  requirePermission(ctx, "host.read");
  await findHost(stores.hosts, id);
  return pages(async (before) => {
    const page = await stores.events.list(id, { archived: "include", limit: EXPORT_PAGE, before });
    return { rows: page.events, next: page.next };
  });
}

const LISTED_ACTIONS = 20;

export async function listActions(
  { stores }: HostServices,
  ctx: ServiceContext,
  id: string,
): Promise<Action[]> {
  requirePermission(ctx, "host.read");
  await findHost(stores.hosts, id);
  return stores.actions.listForHost(id, LISTED_ACTIONS);
}

export async function getAction({ stores }: HostServices, ctx: ServiceContext, id: string): Promise<Action> {
  requirePermission(ctx, "host.read");
  const action = await stores.actions.find(id);
  if (!action) throw new NotFoundError("There is no such action.");
  return action;
}

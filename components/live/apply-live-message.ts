import type { QueryClient } from "@tanstack/react-query";
import type { Action } from "@/lib/contracts/action";
import type { HostDetail, HostSummary } from "@/lib/contracts/host";
import type { LiveMessage } from "@/lib/contracts/live";
import { queryKeys } from "@/lib/query-keys";

interface Hosts {
  hosts: HostSummary[];
}
interface Actions {
  actions: Action[];
}

/** The API's own limit of a host's action list. */
const ACTIONS_KEPT = 20;

/** The list with `host` in it, unless what it holds is as new (`version`). */
export function withHost(list: Hosts, host: HostSummary): Hosts {
  const index = list.hosts.findIndex((h) => h.id === host.id);
  const held = list.hosts[index];
  if (!held) return { hosts: [...list.hosts, host] };
  if (held.version >= host.version) return list;
  return { hosts: list.hosts.with(index, host) };
}

/** The list with `action` in its place, newest first. A finished action never goes back to running. */
export function withAction(list: Actions, action: Action): Actions {
  const held = list.actions.find((a) => a.id === action.id);
  if (held?.finished && !action.finished) return list;
  const others = list.actions.filter((a) => a.id !== action.id);
  const actions = [action, ...others].sort((a, b) => b.requestedAt.localeCompare(a.requestedAt));
  return { actions: actions.slice(0, ACTIONS_KEPT) };
}

/** Brings the browser's cache to what `message` says; asks for what it only announces. */
export function applyLiveMessage(client: QueryClient, message: LiveMessage): void {
  switch (message.type) {
    case "host": {
      const { host } = message;
      client.setQueryData<Hosts>(queryKeys.hosts, (list) => list && withHost(list, host));
      client.setQueryData<HostDetail>(queryKeys.host(host.id), (held) =>
        held && held.version < host.version ? { ...held, ...host } : held,
      );
      return;
    }
    case "host-removed":
      client.setQueryData<Hosts>(
        queryKeys.hosts,
        (list) => list && { hosts: list.hosts.filter((h) => h.id !== message.id) },
      );
      void client.invalidateQueries({ queryKey: queryKeys.host(message.id), exact: true });
      return;
    case "sensors":
      void client.invalidateQueries({ queryKey: queryKeys.sensors(message.hostId) });
      return;
    case "events":
      void client.invalidateQueries({ queryKey: queryKeys.events(message.hostId) });
      return;
    case "action": {
      const { action } = message;
      client.setQueryData<Action>(queryKeys.action(action.id), (held) =>
        held?.finished && !action.finished ? held : action,
      );
      client.setQueryData<Actions>(
        queryKeys.actions(action.hostId),
        (list) => list && withAction(list, action),
      );
      return;
    }
  }
}

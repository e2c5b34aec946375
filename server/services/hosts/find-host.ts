import type { HostRow, HostStore } from "@/server/database/host-store";
import { NotFoundError } from "../errors";

export async function findHost(store: Pick<HostStore, "find">, id: string): Promise<HostRow> {
  const row = await store.find(id);
  if (!row) throw new NotFoundError("There is no such host. It may have been removed.");
  return row;
}

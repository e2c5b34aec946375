import { adlinkBoards } from "./adlink-boards";
import { advantechBoards } from "./advantech-boards";
import { type BoardTable, boardTable } from "./board-table";
import { intelBoards } from "./intel-boards";
import { kontronBoards } from "./kontron-boards";
import { supermicroBoards } from "./supermicro-boards";

/** Boards by the IANA enterprise number of their makers, as far as ipmitool 1.8.19 names any. */
const tables: ReadonlyMap<number, BoardTable> = new Map([
  [193, boardTable("0054 Phantom")],
  [343, intelBoards],
  [4413, boardTable("165d BCM5725")],
  [10297, advantechBoards],
  [10876, supermicroBoards],
  [15000, kontronBoards],
  [24339, adlinkBoards],
  [
    49769,
    boardTable(`
  0001 VESNIN BMC | 000a TATLIN.UNIFIED Storage Controller BMC
  0014 VEGMAN Series BMC | 0015 TATLIN.ARCHIVE/xS BMC
`),
  ],
]);

/** A board as ipmitool names it in `mc info`; null when it names none. */
export function boardName(manufacturerId: number, productId: number): string | null {
  return tables.get(manufacturerId)?.name(productId) ?? null;
}

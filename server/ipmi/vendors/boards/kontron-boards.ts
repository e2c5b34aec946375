import { boardTable } from "./board-table";

/** Boards of Kontron by product id, as ipmitool names them. */
export const kontronBoards = boardTable(`
  07e9 AT8030 MMC | 0fa0 AM4000 AdvancedMC | 0fa1 AM4001 AdvancedMC | 0fa2 AM4002 AdvancedMC
  0faa AM4010 AdvancedMC | 138a AT8001 | 138b AT8010 | 138c AT8020 | 138e AT8030 IPMC | 138f AT8050 | 14b5 AT8400
  14b7 AT8901 | 157f AM4500/4520 AdvancedMC | 1580 AM4300 AdvancedMC | 1583 AM4301 AdvancedMC
  1584 AM4330 AdvancedMC | 1590 KTC5520/EATX | 1647 RTM8020 | 1648 RTM8030 | 1649 RTM8050 | 1770 CP6000
  1776 DT-64 | 177a CP6010 | 177b CP6011 | 177c CP6012 | 177e CP6014
`);

import { boardTable } from "./board-table";

/** Server boards of Intel by product id, as ipmitool names them. */
export const intelBoards = boardTable(`
  000c TSRLT2 | 001b TIGPR2U | 0022 TIGI2U | 0026 Bridgeport | 0028 S5000PAL | 0029 S5000PSL | 0100 Tiger4
  0103 McCarran | 0800 ZT5504 | 0808 MPCBL0001 | 0811 TIGW1U | 4311 NSI2U
`);

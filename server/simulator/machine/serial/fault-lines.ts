import type { Fault, FaultKind } from "../state/faults";

type Lines = (index: number) => readonly string[];

const nothing: Lines = () => [];
const drive = (index: number) => String.fromCharCode("a".charCodeAt(0) + (index % 16));

/** What a running kernel says when something breaks, and when it is well again. What only the BMC sees it does not mention. */
const lines: Readonly<Record<FaultKind, { readonly begun: Lines; readonly over: Lines }>> = {
  "fan-failure": { begun: nothing, over: nothing },
  "psu-lost": { begun: nothing, over: nothing },
  "psu-failed": { begun: nothing, over: nothing },
  "voltage-drop": { begun: nothing, over: nothing },
  intrusion: { begun: nothing, over: nothing },
  overheat: {
    begun: () => ["CPU0: Package temperature above threshold, cpu clock throttled (total events = 1)"],
    over: () => ["CPU0: Package temperature/speed normal"],
  },
  "memory-error": {
    begun: (index) => [
      "mce: [Hardware Error]: Machine check events logged",
      `EDAC MC0: 1 CE memory read error on CPU_SrcID#0_MC#0_Chan#1_DIMM#${index % 16} (channel:1 slot:${index % 16} syndrome:0x0)`,
    ],
    over: nothing,
  },
  "drive-failed": {
    begun: (index) => [
      `sd 0:2:${index}:0: [sd${drive(index)}] tag#12 FAILED Result: hostbyte=DID_BAD_TARGET driverbyte=DRIVER_OK`,
      `I/O error, dev sd${drive(index)}, sector 1953525 op 0x0:(READ) flags 0x80700 phys_seg 1 prio class 2`,
    ],
    over: (index) => [`sd 0:2:${index}:0: [sd${drive(index)}] Attached SCSI disk`],
  },
};

export function faultLines({ kind, index }: Fault, present: boolean): readonly string[] {
  return lines[kind][present ? "begun" : "over"](index);
}

import { activatePayload } from "../../../ipmi/commands/app/activate-payload";
import { getPayloadActivationStatus } from "../../../ipmi/commands/app/get-payload-activation-status";
import { NetFn } from "../../../ipmi/commands/command";
import { CompletionCode } from "../../../ipmi/message/completion-code";
import { SolStatus } from "../../../ipmi/sol/sol-packet";
import type { Personality } from "../../personality";
import { edited, onReply, refusing } from "../replies";

/** Offsets in a reply to Activate Payload (IPMI 2.0 table 24-2): sizes to and from the BMC, UDP port. */
const INBOUND_SIZE = 4;
const OUTBOUND_SIZE = 6;
const PORT = 8;
const UNREACHABLE_PORT = 50_623;
/** Offset of the instance capacity in a reply to Get Payload Activation Status. */
const CAPACITY = 0;

const getChannelPayloadSupport = { netFn: NetFn.App, command: 0x4e };

const activationEdited = (edit: (data: Buffer) => void) =>
  onReply(activatePayload, (reply) =>
    edited(reply, (data) => {
      edit(data);
      return data;
    }),
  );

const sizes = (size: number) =>
  activationEdited((data) => {
    data.writeUInt16LE(size, INBOUND_SIZE);
    data.writeUInt16LE(size, OUTBOUND_SIZE);
  });

/** Misbehaviour of serial over LAN (quirks C1–C21, T9). */
export const serialPersonalities: readonly Personality[] = [
  {
    name: "sol-port-swapped",
    quirks: ["C1"],
    seenOn: "Supermicro X8DTH-iF, Asus P5M2",
    summary: "Activate Payload names the UDP port with its bytes swapped.",
    reply: activationEdited((data) => data.subarray(PORT, PORT + 2).swap16()),
  },
  {
    name: "sol-port-of-its-own",
    quirks: ["T13"],
    seenOn: "any behind a forwarded port",
    summary: "Activate Payload names a UDP port that does not lead to the BMC from here.",
    reply: activationEdited((data) => data.writeUInt16LE(UNREACHABLE_PORT, PORT)),
  },
  {
    name: "sol-payload-size-zero",
    quirks: ["C2"],
    seenOn: "Asus, Intel, Quanta",
    summary: "Activate Payload says that payloads have 0 bytes.",
    reply: sizes(0),
  },
  {
    name: "sol-payload-size-huge",
    quirks: ["C2"],
    seenOn: "Sun x4100",
    summary: "Activate Payload says that payloads have 65 535 bytes.",
    reply: sizes(0xffff),
  },
  {
    name: "sol-payload-size-swapped",
    quirks: ["C2"],
    seenOn: "Supermicro X8",
    summary: "Activate Payload gives the payload sizes with their bytes swapped.",
    reply: activationEdited((data) => data.subarray(INBOUND_SIZE, PORT).swap16()),
  },
  {
    name: "no-channel-payload-support",
    quirks: ["C3"],
    seenOn: "Sun 4100, Intel Windmill",
    summary: "Get Channel Payload Support is not known.",
    reply: refusing(getChannelPayloadSupport, CompletionCode.InvalidCommand),
  },
  {
    name: "no-payload-activation-status",
    quirks: ["C4"],
    seenOn: "Supermicro X8SIL-F, Quanta S99Q",
    summary: "Get Payload Activation Status fails whatever is active.",
    reply: refusing(getPayloadActivationStatus, CompletionCode.Unspecified),
  },
  {
    name: "sol-capacity-zero",
    quirks: ["C5"],
    seenOn: "Dell M605, M610, M915",
    summary: "Says that no instance of SOL can be active, and activates one.",
    reply: onReply(getPayloadActivationStatus, (reply) =>
      edited(reply, (data) => {
        data[CAPACITY] = 0;
        return data;
      }),
    ),
  },
  {
    name: "sol-stays-active",
    quirks: ["C6"],
    seenOn: "Supermicro H8QME, Dell M6xx",
    summary: "Deactivate Payload succeeds, and SOL stays active on the session that has it.",
    traits: { solDeactivation: "claims" },
  },
  {
    name: "sol-denies-being-active",
    quirks: ["C6"],
    seenOn: "Xyratex, some OpenBMC",
    summary: "Deactivate Payload says that SOL is not active while it is, and nothing changes.",
    traits: { solDeactivation: "denies" },
  },
  {
    name: "sol-instances-confused",
    quirks: ["C7"],
    seenOn: "Supermicro X8DTG-D, Inventec",
    summary: "Deactivating any instance of SOL ends the one that is active.",
    traits: { solInstanceIgnored: true },
  },
  {
    name: "sol-stolen-silently",
    quirks: ["C8"],
    seenOn: "Supermicro, Dell R610 and R710, Inventec, Quanta",
    summary: "Who loses SOL to another session is not told.",
    traits: { solVictimHears: "nothing" },
  },
  {
    name: "sol-stump-when-stolen",
    quirks: ["T9"],
    seenOn: "one vendor, as pyghmi knows",
    summary: "Who loses SOL to another session gets two bytes that are no SOL packet.",
    traits: { solVictimHears: "stump" },
  },
  {
    name: "sol-silent-after-restart",
    quirks: ["C9"],
    seenOn: "Intel SR1520ML, X38ML; boards that switch the serial port over",
    summary: "After the host restarts SOL takes characters and brings none, until it is activated anew.",
    traits: { solLosesHostOnRestart: true },
  },
  {
    name: "sol-empty-packets-unacknowledged",
    quirks: ["C10", "C11"],
    seenOn: "some boards, as FreeIPMI warns",
    summary: "Packets without characters are not acknowledged.",
    traits: { solAcknowledgesEmpty: false },
  },
  {
    name: "sol-sequence-jumps",
    quirks: ["C12"],
    seenOn: "Tyan S4811",
    summary: "The BMC's packet numbers jump when the host restarts.",
    traits: { solSequenceJumps: true },
  },
  {
    name: "sol-strict-order",
    quirks: ["C13"],
    seenOn: "OpenBMC",
    summary:
      "Drops every packet but the next one, repeats too, and sends what was not acknowledged under a new number.",
    traits: { solRepeats: "dropped", solOrder: "strict", solAfterRetries: "renumber", solRetryMs: 100 },
  },
  {
    name: "sol-stuck-at-a-number",
    quirks: ["C14"],
    seenOn: "Intel Windmill, Quanta Winterfell, Wiwynn",
    summary: "Characters in the packet with the number 3 are never acknowledged, in the next one they are.",
    traits: { solStuckAt: 3 },
  },
  {
    name: "sol-counts-nothing",
    quirks: ["C15"],
    seenOn: "some Intel boards",
    summary: "Acknowledges 0 characters though it took all.",
    traits: { solCountsNothing: true },
  },
  {
    name: "sol-counts-more",
    seenOn: "boards that count their own overhead",
    summary: "Acknowledges more characters than it was sent.",
    traits: { solCountsMore: 9 },
  },
  {
    name: "sol-misnumbers-acknowledgements",
    quirks: ["C12"],
    seenOn: "several, as pyghmi knows",
    summary: "Every third acknowledgement names the number after the one it means.",
    traits: { solMisnumbersOneIn: 3 },
  },
  {
    name: "sol-retries-grow",
    quirks: ["C12"],
    seenOn: "several, as pyghmi knows",
    summary: "A retry takes along, under the same number, what the host printed since.",
    traits: { solRetriesGrow: true, solRetryMs: 150 },
  },
  {
    name: "sol-refuses-at-first",
    seenOn: "boards with a busy UART",
    summary: "Refuses characters four times before it takes them.",
    traits: { solRefusals: 4 },
  },
  {
    name: "sol-flags-always-set",
    seenOn: "boards that never clear them",
    summary: "Every packet says that characters were lost and that there was a break.",
    traits: { solOutputStatus: SolStatus.TransmitOverrun | SolStatus.BreakDetected },
  },
  {
    name: "sol-gives-up-at-once",
    seenOn: "boards whose retry count is set to 0",
    summary: "Characters from the host that are not acknowledged within a moment are dropped.",
    traits: { solRetries: 0, solRetryMs: 300 },
  },
  {
    name: "sol-takes-few",
    seenOn: "boards with small UART buffers",
    summary: "Takes at most 8 characters of a packet.",
    traits: { solAcceptsAtMost: 8 },
  },
  {
    name: "sol-unnumbered-output",
    quirks: ["C16"],
    seenOn: "broken BMCs, as OpenIPMI knows",
    summary: "Sends the host's characters under sequence number 0, which nobody can acknowledge.",
    traits: { solUnnumberedOutput: true },
  },
  {
    name: "sol-packets-too-long",
    quirks: ["C16"],
    seenOn: "broken BMCs, as OpenIPMI knows",
    summary: "Packets hold up to 600 of the host's characters, more than an acknowledgement can count.",
    traits: { solPayloadBytes: 600 },
  },
  {
    name: "sol-wants-deferred-alerts",
    quirks: ["C17"],
    seenOn: "Intel Windmill",
    summary: "Activates SOL only when serial alerts are deferred.",
    traits: { solAuxiliary: { mask: 0x0c, value: 0x04 } },
  },
  {
    name: "sol-wants-handshake-deasserted",
    quirks: ["C17"],
    seenOn: "Intel",
    summary: "Activates SOL only with CTS, DCD and DSR deasserted at the start.",
    traits: { solAuxiliary: { mask: 0x02, value: 0x02 } },
  },
  {
    name: "sol-wants-succeeding-alerts",
    quirks: ["C17"],
    seenOn: "Intel 82571",
    summary: "Activates SOL only when serial alerts are answered as if they had succeeded.",
    traits: { solAuxiliary: { mask: 0x0c, value: 0x08 } },
  },
  {
    name: "sol-refuses-encryption",
    quirks: ["C18"],
    seenOn: "Inventec",
    summary: "Does not activate SOL with encryption.",
    traits: { solEncryption: { refuses: 0x83 } },
  },
  {
    name: "sol-demands-encryption-oddly",
    quirks: ["C18"],
    seenOn: "Inventec",
    summary: "Wants encryption, and says so to who asks for it, too.",
    traits: { solEncryption: { refuses: 0x84 } },
  },
  {
    name: "sol-needs-administrator",
    quirks: ["C19"],
    seenOn: "MSI MS-91D2",
    summary: "SOL needs an administrator whatever its configuration says.",
    traits: { solPrivilege: 4 },
  },
  {
    name: "sol-ends-when-idle",
    quirks: ["C20"],
    seenOn: "several boards, by a vendor's parameter",
    summary: "SOL ends after a minute without characters.",
    traits: { solIdleMs: 60_000 },
  },
  {
    name: "sol-ignores-breaks",
    quirks: ["C21"],
    seenOn: "early Tyan",
    summary: "Acknowledges a break and makes none.",
    traits: { solBreaks: false },
  },
];

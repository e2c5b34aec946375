import { ByteReader } from "../../wire/byte-reader";
import { ByteWriter } from "../../wire/byte-writer";
import { type AlertPolicy, decodeAlertPolicy, encodeAlertPolicy } from "./alert-policy";
import { decodeEventFilter, type EventFilter, encodeEventFilter } from "./event-filter";
import { type PefAction, pefActions, pefActionsOf } from "./get-pef-capabilities";

/** PEF configuration parameters (IPMI 2.0 table 30-6). */
export const PefParameter = {
  SetInProgress: 0,
  Control: 1,
  ActionGlobalControl: 2,
  StartupDelay: 3,
  AlertStartupDelay: 4,
  FilterCount: 5,
  Filter: 6,
  FilterConfiguration: 7,
  PolicyCount: 8,
  Policy: 9,
  SystemGuid: 10,
  AlertStringCount: 11,
  AlertStringKey: 12,
  AlertString: 13,
} as const;

export interface PefControl {
  readonly enabled: boolean;
  /** Each action PEF takes is logged as an event. */
  readonly eventsForActions: boolean;
  /** Delays after start-up apply. */
  readonly startupDelay: boolean;
  readonly alertStartupDelay: boolean;
}

/** One parameter with its value. */
export type PefParameterValue =
  | { readonly parameter: "set-in-progress"; readonly state: "complete" | "in-progress" | "commit" }
  | { readonly parameter: "control"; readonly control: PefControl }
  | { readonly parameter: "action-global-control"; readonly actions: readonly PefAction[] }
  | { readonly parameter: "startup-delay"; readonly seconds: number }
  | { readonly parameter: "alert-startup-delay"; readonly seconds: number }
  | { readonly parameter: "filter-count"; readonly count: number }
  | { readonly parameter: "filter"; readonly number: number; readonly filter: EventFilter }
  | { readonly parameter: "filter-configuration"; readonly number: number; readonly enabled: boolean }
  | { readonly parameter: "policy-count"; readonly count: number }
  | { readonly parameter: "policy"; readonly number: number; readonly policy: AlertPolicy }
  /** The GUID in traps; null: the one of Get System GUID. Wire order, 32 hex digits. */
  | { readonly parameter: "system-guid"; readonly guid: string | null }
  | { readonly parameter: "alert-string-count"; readonly count: number }
  | {
      readonly parameter: "alert-string-key";
      readonly string: number;
      readonly filter: number;
      readonly stringSet: number;
    }
  | {
      readonly parameter: "alert-string";
      readonly string: number;
      readonly block: number;
      readonly bytes: Buffer;
    }
  | { readonly parameter: "raw"; readonly number: number; readonly bytes: Buffer };

const setStates = ["complete", "in-progress", "commit"] as const;

/** What the data of a parameter mean; parameters nobody defined, and reserved values, come back as bytes. */
export function decodePefParameter(parameter: number, bytes: Buffer): PefParameterValue {
  const data = new ByteReader(bytes, `PEF parameter ${parameter}`);
  switch (parameter) {
    case PefParameter.SetInProgress: {
      const state = setStates[data.u8() & 0x03];
      if (state !== undefined) return { parameter: "set-in-progress", state };
      break;
    }
    case PefParameter.Control:
      return { parameter: "control", control: controlOf(data.u8()) };
    case PefParameter.ActionGlobalControl:
      return { parameter: "action-global-control", actions: pefActionsOf(data.u8()) };
    case PefParameter.StartupDelay:
      return { parameter: "startup-delay", seconds: data.u8() };
    case PefParameter.AlertStartupDelay:
      return { parameter: "alert-startup-delay", seconds: data.u8() };
    case PefParameter.FilterCount:
      return { parameter: "filter-count", count: data.u8() & 0x7f };
    case PefParameter.Filter:
      return { parameter: "filter", number: data.u8() & 0x7f, filter: decodeEventFilter(data) };
    case PefParameter.FilterConfiguration:
      return {
        parameter: "filter-configuration",
        number: data.u8() & 0x7f,
        enabled: (data.u8() & 0x80) !== 0,
      };
    case PefParameter.PolicyCount:
      return { parameter: "policy-count", count: data.u8() & 0x7f };
    case PefParameter.Policy:
      return { parameter: "policy", number: data.u8() & 0x7f, policy: decodeAlertPolicy(data) };
    case PefParameter.SystemGuid: {
      const used = (data.u8() & 0x01) !== 0;
      return { parameter: "system-guid", guid: used ? data.take(16).toString("hex") : null };
    }
    case PefParameter.AlertStringCount:
      return { parameter: "alert-string-count", count: data.u8() & 0x7f };
    case PefParameter.AlertStringKey:
      return {
        parameter: "alert-string-key",
        string: data.u8() & 0x7f,
        filter: data.u8() & 0x7f,
        stringSet: data.u8() & 0x7f,
      };
    case PefParameter.AlertString:
      return { parameter: "alert-string", string: data.u8() & 0x7f, block: data.u8(), bytes: data.rest() };
  }
  return { parameter: "raw", number: parameter, bytes };
}

/** Parameter number and data as Set PEF Configuration Parameters wants them. */
export function encodePefParameter(value: PefParameterValue): Uint8Array {
  const out = new ByteWriter();
  switch (value.parameter) {
    case "set-in-progress":
      return out.u8(PefParameter.SetInProgress).u8(setStates.indexOf(value.state)).toBuffer();
    case "control":
      return out.u8(PefParameter.Control).u8(controlBits(value.control)).toBuffer();
    case "action-global-control":
      return out.u8(PefParameter.ActionGlobalControl).u8(actionBits(value.actions)).toBuffer();
    case "startup-delay":
      return out.u8(PefParameter.StartupDelay).u8(value.seconds).toBuffer();
    case "alert-startup-delay":
      return out.u8(PefParameter.AlertStartupDelay).u8(value.seconds).toBuffer();
    case "filter-count":
      return out.u8(PefParameter.FilterCount).u8(value.count).toBuffer();
    case "filter":
      return encodeEventFilter(value.filter, out.u8(PefParameter.Filter).u8(value.number)).toBuffer();
    case "filter-configuration":
      return out
        .u8(PefParameter.FilterConfiguration)
        .u8(value.number)
        .u8(value.enabled ? 0x80 : 0)
        .toBuffer();
    case "policy-count":
      return out.u8(PefParameter.PolicyCount).u8(value.count).toBuffer();
    case "policy":
      return out.u8(PefParameter.Policy).u8(value.number).bytes(encodeAlertPolicy(value.policy)).toBuffer();
    case "system-guid":
      return encodeGuid(out.u8(PefParameter.SystemGuid), value.guid).toBuffer();
    case "alert-string-count":
      return out.u8(PefParameter.AlertStringCount).u8(value.count).toBuffer();
    case "alert-string-key":
      return out
        .u8(PefParameter.AlertStringKey)
        .u8(value.string)
        .u8(value.filter)
        .u8(value.stringSet)
        .toBuffer();
    case "alert-string":
      return out.u8(PefParameter.AlertString).u8(value.string).u8(value.block).bytes(value.bytes).toBuffer();
    case "raw":
      return out.u8(value.number).bytes(value.bytes).toBuffer();
  }
}

function controlOf(bits: number): PefControl {
  return {
    enabled: (bits & 0x01) !== 0,
    eventsForActions: (bits & 0x02) !== 0,
    startupDelay: (bits & 0x04) !== 0,
    alertStartupDelay: (bits & 0x08) !== 0,
  };
}

function controlBits(control: PefControl): number {
  return (
    (control.enabled ? 0x01 : 0) |
    (control.eventsForActions ? 0x02 : 0) |
    (control.startupDelay ? 0x04 : 0) |
    (control.alertStartupDelay ? 0x08 : 0)
  );
}

function actionBits(actions: readonly PefAction[]): number {
  return actions.reduce((bits, action) => bits | (1 << pefActions.indexOf(action)), 0);
}

function encodeGuid(out: ByteWriter, guid: string | null): ByteWriter {
  return guid === null ? out.u8(0).zeros(16) : out.u8(1).bytes(Buffer.from(guid, "hex"));
}

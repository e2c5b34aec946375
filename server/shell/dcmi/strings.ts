import { type Command, Privilege } from "@/server/ipmi";
import { getAssetTag } from "@/server/ipmi/commands/dcmi/get-asset-tag";
import { getManagementControllerIdString } from "@/server/ipmi/commands/dcmi/get-management-controller-id-string";
import { setAssetTag } from "@/server/ipmi/commands/dcmi/set-asset-tag";
import { setManagementControllerIdString } from "@/server/ipmi/commands/dcmi/set-management-controller-id-string";
import {
  DCMI_STRING_PART,
  type StringPart,
  type StringPartRequest,
  type StringPartSetting,
} from "@/server/ipmi/commands/dcmi/string-part";
import { defineVerb, UsageError, type Verb } from "../verb";
import { dcmiAnswer } from "./dcmi-failure";
import { dcmiHelp } from "./help";

const LONGEST = 64;

interface Reading {
  readonly word: string;
  readonly command: Command<StringPartRequest, StringPart>;
  /** How many bytes the first request, which is about the length, asks for. */
  readonly probe: number;
  readonly label: string;
  readonly complaint: string;
  readonly summary: string;
}

function readVerb({ word, command, probe, label, complaint, summary }: Reading): Verb {
  return defineVerb<void, { readonly text: string; readonly zeros: number }>({
    path: ["dcmi", word],
    usage: "",
    summary,
    privilege: Privilege.User,
    class: "read",
    parse: () => undefined,
    run: async ({ bmc, signal }) => {
      const said = { last: complaint, output: "" };
      const part = (offset: number, length: number) =>
        dcmiAnswer(bmc.send(command, { offset, length }, { signal }), said);
      const { totalLength } = await part(0, probe);
      let text = "";
      for (let offset = 0; offset < totalLength; offset += DCMI_STRING_PART) {
        const { bytes } = await part(offset, Math.min(DCMI_STRING_PART, totalLength - offset));
        text += bytes.toString("latin1");
      }
      const content = text.replace(/\0+$/, "");
      return { text: printable(content), zeros: text.length - content.length };
    },
    // ipmitool counts the zeros at the end as part of the string.
    text: ({ text, zeros }) => `\n ${label}: ${text}${"\0".repeat(zeros)}\n\n`,
  });
}

/** A string of the BMC, nothing in it that moves a cursor. */
function printable(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, "?");
}

interface Writing {
  readonly word: string;
  readonly command: Command<StringPartSetting, number | null>;
  readonly terminated: boolean;
  readonly label: string;
  readonly complaint: string;
  readonly summary: string;
  readonly privilege: Privilege;
}

function writeVerb({ word, command, terminated, label, complaint, summary, privilege }: Writing): Verb {
  return defineVerb<{ readonly text: string }, void>({
    path: ["dcmi", word],
    usage: "<string>",
    summary,
    privilege,
    class: "idempotent",
    parse: ([text]) => {
      if (text === undefined) throw new UsageError(dcmiHelp);
      if (Buffer.byteLength(text, "latin1") + (terminated ? 1 : 0) > LONGEST) {
        throw new UsageError(`\nValue is too long.\n${complaint}`);
      }
      return { text };
    },
    run: async ({ bmc, signal }, { text }) => {
      const all = Buffer.from(terminated ? `${text}\0` : text, "latin1");
      for (let offset = 0; offset < all.length; offset += DCMI_STRING_PART) {
        const bytes = all.subarray(offset, offset + DCMI_STRING_PART);
        const output = `\n ${label}: ${text.slice(0, offset)}`;
        await dcmiAnswer(bmc.send(command, { offset, bytes }, { signal }), { last: complaint, output });
      }
    },
    text: (_data, _view, { text }) => `\n ${label}: ${text}${terminated ? "\0" : ""}\n\n`,
  });
}

export const strings: readonly Verb[] = [
  readVerb({
    word: "asset_tag",
    command: getAssetTag,
    probe: 0,
    label: "Asset tag",
    complaint: "Error getting asset tag!",
    summary: "The asset tag",
  }),
  writeVerb({
    word: "set_asset_tag",
    command: setAssetTag,
    terminated: false,
    label: "Set Asset Tag",
    complaint: "\nError setting asset tag!",
    summary: "Change the asset tag",
    privilege: Privilege.Operator,
  }),
  readVerb({
    word: "get_mc_id_string",
    command: getManagementControllerIdString,
    probe: 1,
    label: "Get Management Controller Identifier String",
    complaint: "Error getting management controller identifier string!",
    summary: "What the controller calls itself",
  }),
  writeVerb({
    word: "set_mc_id_string",
    command: setManagementControllerIdString,
    terminated: true,
    label: "Set Management Controller Identifier String Command",
    complaint: "Error setting management controller identifier string!",
    summary: "Change what the controller calls itself",
    privilege: Privilege.Administrator,
  }),
];

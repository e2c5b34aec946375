import { CompletionCode } from "../../../ipmi/message/completion-code";
import { ANY_LENGTH, at, handlers, refuse } from "../handler";
import { ParameterSpace } from "../parameters";
import { namedChannel } from "./users";

/** 115.2 kbit/s (IPMI 2.0 table 26-5, parameter 5). */
const BIT_RATE = 0x0a;

/** SOL configuration parameters (IPMI 2.0 table 26-5). */
const solParameters = new ParameterSpace("sol", [
  { number: 1, bytes: 1, initial: [0x01] },
  // Encryption and authentication forced, operator.
  { number: 2, bytes: 1, initial: [0xc3] },
  // 50 ms of characters, or 100 of them.
  { number: 3, bytes: 2, initial: [10, 100] },
  // 7 retries, 500 ms apart.
  { number: 4, bytes: 2, initial: [7, 50] },
  { number: 5, bytes: 1, initial: [BIT_RATE] },
  { number: 6, bytes: 1, initial: [BIT_RATE] },
  { number: 7, bytes: 1, access: "read-only", initial: ({ profile }) => [profile.lanChannel] },
  { number: 8, bytes: 2, access: "read-only", initial: [0x6f, 0x02] },
]);

/** Set and Get SOL Configuration Parameters (IPMI 2.0 §26.2, §26.3). */
export const solConfigurationCommands = handlers(0x0c, [
  [
    0x21,
    [3, ANY_LENGTH],
    (call) =>
      namedChannel(call, at(call.data, 0)) === null
        ? refuse(CompletionCode.InvalidField)
        : solParameters.set(call.bmc, at(call.data, 1), call.data.subarray(2)),
  ],
  [
    0x22,
    4,
    (call) => {
      const [channel, number, set, block] = [
        at(call.data, 0),
        at(call.data, 1),
        at(call.data, 2),
        at(call.data, 3),
      ];
      if (namedChannel(call, channel) === null) return refuse(CompletionCode.InvalidField);
      return solParameters.get(call.bmc, number, set, block, (channel & 0x80) !== 0);
    },
  ],
]);

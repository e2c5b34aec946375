import { CompletionCode } from "../../../ipmi/message/completion-code";
import { ANY_LENGTH, at, type Call, handlers, ok, refuse, u16 } from "../handler";

/** Largest part of a reply; longer reads are cut, which their count tells. */
const MOST_BYTES = 64;

/** FRU inventory device commands (IPMI 2.0 §34). */
export const fruCommands = handlers(
  0x0a,
  [
    [0x10, 1, (call) => withFru(call, (image) => ok([...u16(image.length), 0x00]))],
    [0x11, 4, (call) => withFru(call, (image) => read(image, call.data))],
    [0x12, [4, ANY_LENGTH], (call) => withFru(call, (image) => write(call, image))],
  ],
  { satellite: true },
);

function withFru(call: Call, run: (image: Uint8Array) => ReturnType<typeof ok>) {
  const { bmc, controller, data } = call;
  const fru = controller.frus.find(({ fruId }) => fruId === at(data, 0));
  if (fru === undefined) return refuse(CompletionCode.NotPresent);
  return run(bmc.settings.get(keyOf(call)) ?? bmc.fruImage(fru));
}

function keyOf({ controller, data }: Call): string {
  return `fru/${controller.address}/${at(data, 0)}`;
}

function read(image: Uint8Array, data: Buffer) {
  const offset = data.readUInt16LE(1);
  if (offset >= image.length) return refuse(CompletionCode.ParameterOutOfRange);
  const part = image.subarray(offset, offset + Math.min(MOST_BYTES, at(data, 3)));
  return ok([part.length, ...part]);
}

function write(call: Call, image: Uint8Array) {
  const offset = call.data.readUInt16LE(1);
  const bytes = call.data.subarray(3);
  if (offset + bytes.length > image.length) return refuse(CompletionCode.ParameterOutOfRange);
  const written = Uint8Array.from(image);
  written.set(bytes, offset);
  call.bmc.settings.set(keyOf(call), written);
  return ok([bytes.length]);
}

const PER_LINE = 16;

/** Bytes as ipmitool's `raw` prints them: ` 20 03 …`, sixteen a line. */
export function hexDump(data: Uint8Array): string {
  let text = "";
  data.forEach((byte, index) => {
    if (index > 0 && index % PER_LINE === 0) text += "\n";
    text += ` ${byte.toString(16).padStart(2, "0")}`;
  });
  return `${text}\n`;
}

/** Saves text as a file of the person's. The name is ours: nothing a host sends can name a file. */
export function downloadText(text: string, fileName: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: "text/plain;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = fileName;
  link.click();
  URL.revokeObjectURL(url);
}

/** `rack 1/node-7`, 20:31 → `rack_1_node-7-console-2026-11-22T20-31-05.txt` */
export function scrollbackName(hostName: string, at: Date): string {
  const safe = hostName.replace(/[^\p{L}\p{N}._-]+/gu, "_").replace(/^\.+/, "") || "host";
  return `${safe}-console-${at.toISOString().slice(0, 19).replaceAll(":", "-")}.txt`;
}

/** Puts text on the clipboard; false when the browser does not allow it. Works over plain http, where `navigator.clipboard` is missing. */
export async function copyText(text: string): Promise<boolean> {
  if (window.isSecureContext) {
    return navigator.clipboard.writeText(text).then(
      () => true,
      () => false,
    );
  }
  const onCopy = (event: ClipboardEvent) => {
    event.clipboardData?.setData("text/plain", text);
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  document.addEventListener("copy", onCopy, { capture: true, once: true });
  const copied = document.execCommand("copy");
  document.removeEventListener("copy", onCopy, { capture: true });
  return copied;
}

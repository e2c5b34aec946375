/** `root@host:~# `, `[admin@host ~]$ `, `host% `, `sh-5.2# `, `C:\\>`, `PS C:\\> `: what shells print when they wait. */
const prompts: readonly RegExp[] = [
  /[\w.)\]~/:@-]\s?[#$%]\s?$/,
  /^\s*[#$%]\s$/,
  /^(PS )?[A-Za-z]:\\[^>]*>\s?$/,
  /^(SAC|MELT|Shell|fs\d+:\\?[^>]*)>\s?$/i,
];

/** … and what looks alike but asks for something else. */
const questions = /(login|password|passphrase|username)\s*:\s*$/i;

/** True when the text left of the cursor looks like a shell that somebody is logged in to. */
export function looksLikeShell(lineBeforeCursor: string): boolean {
  return !questions.test(lineBeforeCursor) && prompts.some((prompt) => prompt.test(lineBeforeCursor));
}

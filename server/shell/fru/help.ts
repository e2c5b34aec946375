export const fruHelp = "FRU Commands:  print read write upgEkey edit internaluse get";

export const readUsage = `fru read <fru id> <fru file>
Note: FRU ID and file(incl. full path) must be specified.
Example: ipmitool fru read 0 /root/fru.bin`;

export const writeUsage = `fru write <fru id> <fru file>
Note: FRU ID and file(incl. full path) must be specified.
Example: ipmitool fru write 0 /root/fru.bin`;

export const editUsage = `fru edit <fruid> field <section> <index> <string> - edit FRU string
fru edit <fruid> oem iana <record> <format> <args> - limited OEM support`;

export const internalUseUsage = `fru internaluse <fru id> info             - get internal use area size
fru internaluse <fru id> print            - print internal use area in hex
fru internaluse <fru id> read  <fru file> - read internal use area to file
fru internaluse <fru id> write <fru file> - write internal use area from file`;

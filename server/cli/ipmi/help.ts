import { commandList } from "@/server/shell/registry";

export const VERSION_LINE = "lightsout ipmi, after ipmitool version 1.8.19";

/** What -h prints. */
export function optionsHelp(): string {
  return `${VERSION_LINE}

usage: lightsout ipmi [options...] <command>

       -h             This help
       -V             Show version information
       -v             Verbose (can use multiple times)
       -c             Display output in comma separated format
       -I intf        lanplus (RMCP+) or lan (IPMI 1.5) [default: what the BMC speaks]
       -H hostname    Remote host: a name or an address, node[01-20], 10.0.[1-4].[1-250],
                      several with commas, @file or a path with a slash in it
       -p port        Remote RMCP port [default=623]
       -U username    Remote session username
       -f file        Read remote session password from file
       -S sdr         Use local file for remote SDR cache
       -4             Use only IPv4
       -6             Use only IPv6
       -a             Prompt for remote password
       -Y             Prompt for the Kg key for IPMIv2 authentication
       -e char        Set SOL escape character
       -C ciphersuite Cipher suites to be used by lanplus interface [default=17,3]
       -k key         Use Kg key for IPMIv2 authentication
       -y hex_key     Use hexadecimal-encoded Kg key for IPMIv2 authentication
       -L level       Remote session privilege level [default=ADMINISTRATOR]
       -A authtype    Force use of auth type NONE, PASSWORD, MD2, MD5 (IPMI 1.5)
       -P password    Remote session password
       -E             Read password from IPMI_PASSWORD environment variable
       -K             Read kgkey from IPMI_KGKEY environment variable
       -b channel     Set destination channel for bridged request
       -t address     Bridge request to remote target address
       -B channel     Set transit channel for bridged request (dual bridge)
       -T address     Set transit address for bridge request (dual bridge)
       -l lun         Set destination lun for raw commands
       -o oemtype     Setup for OEM (use 'list' to see available OEM types)
       -W flags       Workarounds by FreeIPMI's names, with commas
       -N seconds     Specify timeout for one try
       -R retry       Set the number of tries
       -Z             Display all dates in UTC
       --json         One JSON object a host and line
       --fanout N     Hosts at the same time [default=64]
       --consolidate  Hosts that answer the same share a heading
       --yes          Do what cannot be undone on many hosts without asking

${commandList()}`;
}

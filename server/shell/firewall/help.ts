export const firewallHelp = `Firmware Firewall Commands:
\tinfo [channel H] [lun L]
\tinfo [channel H] [lun L [netfn N [command C [subfn S]]]]
\tenable [channel H] [lun L [netfn N [command C [subfn S]]]]
\tdisable [channel H] [lun L [netfn N [command C [subfn S]]]] [force])
\treset [channel H]
\t\twhere H is a Channel, L is a LUN, N is a NetFn,
\t\tC is a Command and S is a Sub-Function`;

export const infoHelp = `info [channel H]
\tList all of the firewall information for all LUNs, NetFns
\tand Commands, This is a long list and is not very human readable.
info [channel H] lun L
\tThis also prints a long list that is not very human readable.
info [channel H] lun L netfn N
\tThis prints out information for a single LUN/NetFn pair.
\tThat is not really very usable, but at least it is short.
info [channel H] lun L netfn N command C
\tThis is the one you want -- it prints out detailed human
\treadable information.  It shows the support, configurable, and
\tenabled bits for the Command C on LUN/NetFn pair L,N and the
\tsame information about each of its Sub-functions.`;

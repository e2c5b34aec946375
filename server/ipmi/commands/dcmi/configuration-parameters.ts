/** DCMI configuration parameters (DCMI 1.5 table 6-10): all about finding an address by DHCP. */
export const DcmiParameter = {
  ActivateDhcp: 1,
  DiscoveryConfiguration: 2,
  DhcpTiming1: 3,
  DhcpTiming2: 4,
  DhcpTiming3: 5,
} as const;

/** How an IPMI 1.5 session authenticates each message (IPMI 1.5 §6.11.4, table 18-1). */
export type AuthenticationType = "none" | "md2" | "md5" | "password";

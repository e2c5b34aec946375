import { defineVendor } from "./vendor";

/** System x and ThinkSystem with IMM or XCC, from the years at IBM on. */
export const lenovo = defineVendor({
  name: "Lenovo",
  ids: [19046],
  users: {
    warnings: [
      "A name of sixteen FFh bytes locks everybody out of an IMM: names are blanked with zeros instead.",
    ],
  },
});

export const ibm = defineVendor({
  name: "IBM",
  ids: [2, 20301],
  products: { 14: "System x3755", 20566: "System x3455" },
  users: lenovo.users,
});

import { Privilege } from "@/server/ipmi";
import { defineVerb, UsageError } from "../verb";
import { indexNamed, type Listing, rowsAt } from "./listing";
import { neededSdr } from "./needed-sdr";

/** Verbose whatever -v says, as ipmitool's is. */
export const get = defineVerb<{ readonly names: readonly string[] }, Listing>({
  path: ["sdr", "get"],
  usage: "<Sensor_ID> ...",
  summary: "All about the first record of each name",
  privilege: Privilege.User,
  class: "read",
  parse(names) {
    if (names.length === 0) throw new UsageError("No Sensor ID supplied");
    return { names };
  },
  async run(context, { names }) {
    const repository = await neededSdr(context);
    const found = names.map((name) => indexNamed(repository, name));
    for (const [position, index] of found.entries()) {
      if (index < 0) context.note(`Unable to find sensor id '${names[position]}'`);
    }
    const indexes = found.filter((index) => index >= 0);
    return { rows: await rowsAt(context, repository, indexes, !context.csv) };
  },
  text: ({ rows }, { csv }) => rows.map((row) => row.text({ csv, verbose: true, extended: false })).join(""),
});

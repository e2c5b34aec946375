import { describe, expect, it } from "vitest";
import type { ServiceContext } from "../context";
import { TooManyError } from "../errors";
import type { RecordingDeps } from "./console-services";
import { searchConsoles } from "./search-consoles";
import { SearchDesk } from "./search-desk";

const ctx: ServiceContext = {
  actor: { kind: "user", id: "u", email: "vera@example.org", role: "viewer" },
  from: "",
  requestId: "r",
};
const search = {
  pattern: "panic",
  regex: false,
  caseSensitive: false,
  hosts: [],
  tags: [],
  limit: 10,
};

/** A fleet of no hosts: what is tried is who may search when. */
function desk() {
  const deps = {
    audit: { record: async () => {} },
    stores: { hosts: { list: async () => [] } },
    consoles: { searches: new SearchDesk(), recordings: { searchable: async () => [] } },
  } as unknown as RecordingDeps;
  const begin = (signal = new AbortController().signal) => searchConsoles(deps, ctx, search, signal);
  return { begin };
}

describe("the place of a search", () => {
  it("is one a person, until its lines were read", async () => {
    const { begin } = desk();
    const lines = await begin();
    await expect(begin()).rejects.toThrow(TooManyError);
    for await (const line of lines) expect(line).toMatchObject({ kind: "end", matches: 0 });
    await begin();
  });

  it("is free again when whoever asked is gone before the first line was read", async () => {
    const { begin } = desk();
    const gone = new AbortController();
    await begin(gone.signal);
    gone.abort();
    await begin();
  });

  it("is not the next search's when it is given back twice", async () => {
    const searches = new SearchDesk();
    const giveBack = searches.take("vera");
    giveBack();
    searches.take("vera");
    giveBack();
    expect(() => searches.take("vera")).toThrow(TooManyError);
  });
});

import { afterAll, beforeAll, expect, test } from "vitest";
import { addUser, startTestApi, type TestApi, TestBrowser } from "./testing/test-api";

let api: TestApi;

beforeAll(async () => {
  api = await startTestApi();
  await addUser(api, "root@example.org", "administrator");
  await addUser(api, "op@example.org", "operator");
});
afterAll(() => api.stop());

test("a line's output comes before its answer, a JSON object a line", async () => {
  const root = await new TestBrowser(api).login("root@example.org");
  const response = await root.send("POST", "/hosts/h1/ipmi-shell", { line: "sel list" });
  expect(response.headers["content-type"]).toContain("application/x-ndjson");
  expect(
    response.body
      .trimEnd()
      .split("\n")
      .map((line: string) => JSON.parse(line)),
  ).toEqual([
    { kind: "output", text: "   1 | …\n" },
    { kind: "confirm", verb: "mc reset cold" },
  ]);
});

test("a refusal has a status of its own", async () => {
  const operator = await new TestBrowser(api).login("op@example.org");
  const response = await operator.send("POST", "/hosts/h1/ipmi-shell", { line: "sel list" });
  expect(response.statusCode).toBe(403);
  expect(response.json()).toMatchObject({ code: "forbidden" });
});

import { afterEach, beforeEach, expect, test } from "vitest";
import { beginSetup } from "@/server/services/setup/begin-setup";
import { PASSWORD, startTestApi, type TestApi, TestBrowser } from "./testing/test-api";

let api: TestApi;
beforeEach(async () => {
  api = await startTestApi();
});
afterEach(() => api.stop());

const ada = { email: "Ada@example.org", name: "Ada", password: PASSWORD };

test("the setup link makes the first administrator, logs in, and is gone", async () => {
  const token = await beginSetup(api.services, null);
  const browser = new TestBrowser(api);
  expect((await browser.send("GET", "/me")).json()).toMatchObject({ user: null, setup: true });
  expect((await browser.send("POST", "/setup", { ...ada, token: "guess" })).statusCode).toBe(403);
  const response = await browser.send("POST", "/setup", { ...ada, token });
  expect(response.json()).toMatchObject({ user: { role: "administrator" }, setup: false });
  expect((await browser.send("GET", "/users")).json().users).toHaveLength(1);
  const again = await new TestBrowser(api).send("POST", "/setup", { ...ada, email: "b@example.org", token });
  expect(again.statusCode).toBe(404);
  expect(await beginSetup(api.services, null)).toBeNull();
});

test("of ten who race with the link one becomes administrator", async () => {
  const token = await beginSetup(api.services, null);
  const answers = await Promise.all(
    Array.from({ length: 10 }, (_, i) =>
      new TestBrowser(api).send("POST", "/setup", { ...ada, email: `a${i}@example.org`, token }),
    ),
  );
  expect(answers.filter((answer) => answer.statusCode === 200)).toHaveLength(1);
  expect(await api.services.stores.users.list()).toHaveLength(1);
});

test("settings can name the first administrator instead", async () => {
  expect(await beginSetup(api.services, { ...ada, email: "ada@example.org" })).toBeNull();
  expect(api.services.setup.isOpen).toBe(false);
  await new TestBrowser(api).login("ada@example.org");
  expect(await beginSetup(api.services, { ...ada, email: "other@example.org" })).toBeNull();
  expect(await api.services.stores.users.list()).toHaveLength(1);
});

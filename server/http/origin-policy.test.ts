import { expect, test } from "vitest";
import { OriginPolicy } from "./origin-policy";

const policy = new OriginPolicy([new URL("https://console.example.net")]);

test.each([
  ["https://console.example.net", "console.example.net"],
  ["https://console.example.net", "10.0.0.5:8080"],
  ["http://127.0.0.1:8080", "127.0.0.1:8080"],
  ["http://localhost:8080", "localhost:8080"],
  ["http://[::1]:8080", "[::1]:8080"],
  ["http://10.0.0.5", "10.0.0.5"],
])("allows %s on a server reached as %s", (origin, host) => {
  expect(policy.allows(origin, host)).toBe(true);
});

test.each([
  [undefined, "127.0.0.1:8080"],
  ["", "127.0.0.1:8080"],
  ["null", "127.0.0.1:8080"],
  ["http://127.0.0.1:8081", "127.0.0.1:8080"],
  ["http://10.0.0.6:8080", "10.0.0.5:8080"],
  ["http://rebound.evil.test:8080", "rebound.evil.test:8080"],
  ["http://localhost.evil.test:8080", "localhost.evil.test:8080"],
  ["http://console.example.net", "console.example.net"],
  ["https://console.example.net:444", "console.example.net"],
  ["https://console.example.net.evil.test", "console.example.net"],
  ["https://127.0.0.1:8080", "127.0.0.1:8080"],
  ["http://127.0.0.1:8080/", "127.0.0.1:8080"],
  ["http://user@127.0.0.1:8080", "127.0.0.1:8080"],
  ["http://127.0.0.1:8080", undefined],
])("refuses %s on a server reached as %s", (origin, host) => {
  expect(policy.allows(origin, host)).toBe(false);
});

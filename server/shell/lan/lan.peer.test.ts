import { afterAll, beforeAll, describe, test } from "vitest";
import { ComparedBmc } from "../testing/compare";

let bmc: ComparedBmc;

beforeAll(async () => {
  bmc = await ComparedBmc.start("127.2.47.12");
});
afterAll(() => bmc.stop());

describe("reads print what ipmitool prints", () => {
  test.each([
    "lan print",
    "lan print 1",
    "lan print 3",
    "lan print 0",
    "lan print 99",
    "lan print x",
    "lan print 1 2",
    "lan alert print",
    "lan alert print 1",
    "lan alert print 1 1",
    "lan alert print 2",
    "lan alert print 1 x",
    "lan stats get",
    "lan stats get 1",
    "lan stats get 2",
  ])("%s", (line) => bmc.expectSameAsIpmitool(line.split(" ")));
});

describe("writes print what ipmitool prints", () => {
  test.each([
    "lan set 1 netmask 255.0.0.0",
    "lan set 1 ipsrc static",
    "lan set 1 defgw ipaddr 127.0.0.1",
    "lan set 1 bakgw macaddr 2:0:0:0:0:1",
    "lan set 1 vlan id off",
    "lan set 1 vlan priority 3",
    "lan set 1 access on",
    "lan set 1 alert on",
    "lan set 1 cipher_privs aaaXaaaXaaaXaaa",
    "lan set 1 user",
    "lan set 1 password secret",
    "lan print 1",
  ])("%s", (line) => bmc.expectSameAsIpmitool(line.split(" ")));
});

describe("words that make no sense end as in ipmitool", () => {
  test.each([
    "lan set",
    "lan set 1",
    "lan set 1 help",
    "lan set x ipaddr 1.2.3.4",
    "lan set 3 ipaddr 1.2.3.4",
    "lan set 1 nonsense",
    "lan set 1 ipaddr 1.2.3",
    "lan set 1 ipaddr 1.2.3.256",
    "lan set 1 ipaddr",
    "lan set 1 defgw",
    "lan set 1 ipsrc nowhere",
    "lan set 1 access maybe",
    "lan set 1 cipher_privs aaa",
    "lan set 1 bad_pass_thresh 1 2 3 4",
    "lan set 1 arp",
    "lan set 1 arp generate maybe",
    "lan set 1 snmp",
    "lan alert set 1 1",
    "lan alert set 1 9 ack on",
  ])("%s", (line) => bmc.expectSameAsIpmitool(line.split(" "), { complaints: true }));
});

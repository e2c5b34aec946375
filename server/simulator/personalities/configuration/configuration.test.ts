import { describe, expect, test } from "vitest";
import { setUserPassword } from "../../../ipmi/commands/app/set-user-password";
import type { Personality } from "../../personality";
import { personalityBench } from "../testing/personality-bench";
import { runLine } from "../testing/run-line";
import { configurationPersonalities } from ".";

/** A board that misbehaves, and the lines of a person before it. */
function board(...names: string[]) {
  const bench = personalityBench(configurationPersonalities, ...names);
  return { ...bench, line: (words: string) => runLine(bench, words) };
}

const fine = { exitCode: 0, complaint: "" };

describe("users", () => {
  test("first-user-not-disabled: who looks sees that he is still there", async () => {
    const seen = async (...names: string[]) => {
      const { line } = board(...names);
      await line("user enable 1");
      await line("user disable 1");
      return JSON.stringify((await line("channel getaccess 1 1")).data);
    };
    expect(await seen()).toContain('"enabled":false');
    expect(await seen("first-user-not-disabled")).toContain('"enabled":true');
  });

  test("enabling-needs-a-password: it comes along", async () => {
    const { line } = board("enabling-needs-a-password");
    await line("user set name 3 guest");
    expect(await line("user enable 3")).toMatchObject(fine);
    expect(await line("user disable 3")).toMatchObject(fine);
  });

  test("enabling-again-refused: who is enabled already is no error, who is not is", async () => {
    const { line } = board("enabling-again-refused");
    expect(await line("user enable 2")).toMatchObject(fine);
    await line("user set name 3 guest");
    expect(await line("user enable 3")).toMatchObject(fine);
    expect(await line("user enable 3")).toMatchObject(fine);
  });

  test("users-without-name-refused: they are listed, and a name makes one of them a user", async () => {
    const { line } = board("users-without-name-refused");
    const listed = await line("user list 1");
    expect(listed).toMatchObject(fine);
    expect(listed.output).toContain("admin");
    expect(await line("user priv 3 3 1")).toMatchObject({ exitCode: 1 });
    expect(await line("user set name 3 guest")).toMatchObject(fine);
    expect(await line("user priv 3 3 1")).toMatchObject(fine);
    expect((await line("user list 1")).output).toMatch(/^3 +guest +.*OPERATOR$/m);
  });

  test("passwords-by-policy: refused once, and the password is in no word of it", async () => {
    let asked = 0;
    const witness: Personality = {
      name: "witness",
      seenOn: "nowhere",
      summary: "Counts.",
      instead: ({ netFn, command }) => {
        if (netFn === setUserPassword.netFn && command === setUserPassword.command) asked++;
        return null;
      },
    };
    const bench = personalityBench(
      [witness, ...configurationPersonalities],
      "witness",
      "passwords-by-policy",
    );
    const said = await runLine(bench, "user set password 2 trustno1");
    expect(said).toMatchObject({ exitCode: 1, failure: { completionCode: 0x8f } });
    expect(said.complaint + said.output).not.toContain("trustno1");
    expect(asked).toBe(1);
  });
});

describe("LAN settings", () => {
  const setGateway = "lan set 1 defgw ipaddr 192.0.2.1";
  const gateway = /Default Gateway IP +: 192\.0\.2\.1$/m;

  test.each(["lan-lock-unknown", "lan-settings-refused-for-a-while", "lan-settings-shown-late"])(
    "%s: written and read back",
    async (name) => {
      const { line } = board(name);
      expect((await line("lan print 1")).output).not.toMatch(gateway);
      expect(await line(setGateway)).toMatchObject(fine);
      expect((await line("lan print 1")).output).toMatch(gateway);
    },
  );

  test("lan-settings-ignored: that is not called a success", async () => {
    const { line } = board("lan-settings-ignored");
    expect(await line(setGateway)).toMatchObject({
      exitCode: 1,
      complaint: expect.stringContaining("does not match"),
    });
  });

  test("addresses-fixed-under-dhcp: refused in words, and taken once the source is static", async () => {
    const { line } = board("addresses-fixed-under-dhcp");
    expect(await line(setGateway)).toMatchObject({
      exitCode: 1,
      complaint: expect.stringMatching(/Default Gateway|defaultGateway/i),
    });
    expect(await line("lan set 1 ipsrc static")).toMatchObject(fine);
    expect(await line(setGateway)).toMatchObject(fine);
  });

  test("optional-lan-settings-empty: the others are printed as ever", async () => {
    const usual = (await board().line("lan print 1")).output.split("\n");
    const read = await board("optional-lan-settings-empty").line("lan print 1");
    expect(read).toMatchObject(fine);
    const lines = read.output.split("\n");
    for (const name of ["IP Address  ", "Subnet Mask", "MAC Address", "Default Gateway IP"]) {
      expect(lines).toContain(usual.find((one) => one.startsWith(name)));
    }
  });
});

import { attacks } from "./host-attacks";

/** Repeatable, and quick: xorshift32. */
export class Dice {
  constructor(private state: number) {}

  below(limit: number): number {
    this.state ^= this.state << 13;
    this.state ^= this.state >>> 17;
    this.state ^= this.state << 5;
    return (this.state >>> 0) % limit;
  }

  of<T>(choices: readonly T[], otherwise: T): T {
    return choices[this.below(choices.length)] ?? otherwise;
  }
}

const introducers = [
  "\x1b[",
  "\x1b[",
  "\x1b[?",
  "\x1b[>",
  "\x1b[=",
  "\x1b]",
  "\x1bP",
  "\x1b_",
  "\x1b^",
  "\x1bX",
  "\x1b",
  "\x1bP$",
  "\x1bP+",
];
const c1 = ["\x9b", "\x9d", "\x90", "\x9f", "\x9e", "\x98", "\x85", "\x9c"];
const endings = ["\x1b\\", "\x07", "\x9c", "\x18", "\x1a", "\x1b", "", "\n", "\x1b[0m"];
const telling = [
  "1000",
  "1003",
  "1004",
  "1006",
  "1016",
  "2031",
  "2048",
  "2026",
  "25",
  "1049",
  "6",
  "5",
  "18",
  "21",
  "52;c;?",
  "10;?",
  "4;1;?",
  "0;owned",
  "8;;x",
  "104",
  "$q",
  "+q",
  "1:2",
  ";;",
  "?",
];
const finals = "cnptqhlmRSuxyzwZ$ '\"!>=?@AHJKr";

/** One stream of a host gone mad: pieces of control sequences, well made or not, in either form, amid text and noise. */
export function madStream(dice: Dice): Uint8Array {
  let text = "";
  for (let pieces = 1 + dice.below(2); pieces > 0; pieces--) {
    switch (dice.below(8)) {
      case 0:
        text += dice.of(attacks, ["", ""])[1];
        break;
      case 1:
        text += dice.of(c1, "") + dice.of(telling, "") + finals.charAt(dice.below(finals.length));
        break;
      case 2:
        text += String.fromCharCode(dice.below(256), dice.below(256), dice.below(256));
        break;
      case 3:
        text += "login: ";
        break;
      default:
        text += dice.of(introducers, "") + dice.of(telling, "");
        if (dice.below(3) === 0) text += `;${dice.of(telling, "")}`;
        if (dice.below(4) > 0) text += finals.charAt(dice.below(finals.length));
    }
  }
  text += dice.of(endings, "");
  return Buffer.from(text, dice.below(2) === 0 ? "latin1" : "utf8");
}

import enCommon from "./messages/en/common.json";
import zhCommon from "./messages/zh/common.json";

/** One file a domain word and language; a missing Chinese key is a type error. */
const en = { common: enCommon };
const zh: typeof en = { common: zhCommon };

export type Messages = typeof en;
export const messages = { en, zh };

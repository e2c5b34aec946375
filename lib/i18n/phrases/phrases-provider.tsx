"use client";

import { createContext, type ReactNode, useContext, useMemo } from "react";
import { PhraseBook, type PhraseCatalogue } from "./phrase-book";

const Phrases = createContext<(text: string) => string>((text) => text);

/** Gives the pages below the engine's texts in the reader's language; an empty catalogue leaves them in English. */
export function PhrasesProvider({
  catalogue,
  children,
}: {
  catalogue: PhraseCatalogue;
  children: ReactNode;
}) {
  const translate = useMemo(() => {
    const book = new PhraseBook(catalogue);
    return (text: string) => book.translate(text);
  }, [catalogue]);
  return <Phrases.Provider value={translate}>{children}</Phrases.Provider>;
}

/** A text of the engine (a sensor's state, an event, why something failed) in the reader's language. */
export function usePhrase(): (text: string) => string {
  return useContext(Phrases);
}

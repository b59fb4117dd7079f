/**
 * Spanish catalogue: the phrases of the JSON files beside this one, by their English text.
 */
import { readdirSync, readFileSync } from 'node:fs'
import type { Phrase } from '../translator.ts'

const HERE = new URL('.', import.meta.url)

/** All phrases: file by file, in the order of their names. Read on each call, since English needs none. */
export function spanishPhrases(): readonly Phrase[] {
  return readdirSync(HERE)
    .filter((name) => name.endsWith('.json'))
    .toSorted()
    .flatMap((name) =>
      Object.entries(
        JSON.parse(readFileSync(new URL(name, HERE), 'utf8')) as Readonly<Record<string, string>>,
      ),
    )
}

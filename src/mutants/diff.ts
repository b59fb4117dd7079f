/**
 * Diff of a mutant: the changed lines of its source, as in a unified diff.
 */
import { mutatedText, type GeneratedMutant } from './generated-mutant.ts'

/** Lines with `-` and `+`, under a heading with the place. @param text the source of the mutant */
export function diffText(mutant: GeneratedMutant, text: string): string {
  const before = text.split('\n')
  const after = mutatedText(mutant, text).split('\n')
  const shorter = Math.min(before.length, after.length)
  let head = 0
  while (head < shorter && before[head] === after[head]) head++
  let tail = 0
  while (tail < shorter - head && before.at(-1 - tail) === after.at(-1 - tail)) tail++
  const lines = (all: readonly string[], sign: string): readonly string[] =>
    all.slice(head, all.length - tail).map((line) => `${sign} ${line}`)
  const place = `${mutant.source}:${mutant.line}:${mutant.column}`
  return [`@@ ${place} ${mutant.operator} @@`, ...lines(before, '-'), ...lines(after, '+')].join('\n')
}

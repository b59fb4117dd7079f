/**
 * SMT: a lemma as a question to a solver, in SMT-LIB: are there non-negative integers that satisfy its
 * assumptions and divisions, and not its conclusion? `unsat`, none, proves the lemma.
 */
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import { expression, relation, smtOf, smtOfRelation } from './expression.ts'
import type { Lemma } from './lemma.ts'

/** Work that the solver may spend on one lemma, in its own units: not time, so that the answer repeats. */
export const RESOURCES = 5_000_000

/** The question: satisfiable only by integers that contradict the lemma. */
export function question({ symbols, quotients, given, concludes }: Lemma): string {
  const integers = Object.keys(symbols).flatMap((name) => [
    `(declare-const ${name} Int)`,
    asserted(`(>= ${name} 0)`),
  ])
  const divisions = Object.entries(quotients).flatMap(([q, [above, below]]) => {
    const [n, d] = [above, below].map((text) => smtOf(expression(text)))
    return [`(> ${d} 0)`, `(<= (* ${q} ${d}) ${n})`, `(< ${n} (* (+ ${q} 1) ${d}))`].map(asserted)
  })
  const assumed = given.map((text) => asserted(smtOfRelation(relation(text))))
  const conclusions = concludes.map((text) => smtOfRelation(relation(text)))
  return [...integers, ...divisions, ...assumed, asserted(`(not (and ${conclusions.join(' ')}))`)].join('\n')
}

/** SHA-256 of the question and the limit, in hex: another lemma, or another limit, has another. */
export function hashOf(lemma: Lemma): string {
  return bytesToHex(sha256(new TextEncoder().encode(`${question(lemma)}\n${RESOURCES}`)))
}

function asserted(formula: string): string {
  return `(assert ${formula})`
}

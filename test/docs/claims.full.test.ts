/** `docs/claims.md` is what a run writes; `UPDATE=1` writes it, and the counts of the README. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { CLAIMS } from '../../src/claims/claims.ts'
import { findInconsistencies } from '../../src/claims/inconsistencies.ts'
import { claimsPage } from '../../src/cli/claims/page.ts'
import { isConfirmed, ledger } from '../../src/claims/ledger.ts'
import { page } from '../../src/claims/page.ts'
import { UNREPAIRED } from '../../src/claims/unrepaired.ts'
import { summary } from '../../src/claims/text.ts'
import { projectRoot } from '../../src/evm/compile/root.ts'
import { englishOnly } from '../cli/claims/english.ts'

test('the page of claims equals the page of a run, whose counterexamples the contracts confirm', async () => {
  const entries = await ledger(CLAIMS, { seed: 1n })
  expect(isConfirmed(entries)).toBe(true)
  // What fails or needs an assumption is repaired, or it is said why no contract can.
  const open = entries.flatMap(({ claim, readings }) =>
    readings
      .filter(({ verdict, repaired }) => /^(fails|holds if)/.test(verdict.is) && repaired === undefined)
      .map(({ reading }) => `${claim.number} ${reading.name}`),
  )
  expect(open.toSorted()).toEqual(Object.keys(UNREPAIRED).toSorted())
  const file = join(projectRoot, 'docs', 'claims.md')
  const inconsistencies = findInconsistencies(1n)
  expect(inconsistencies.filter(({ found }) => found === undefined)).toEqual([])
  const text = page(entries, 'npm run claims -- --seed 1 --out DIR', inconsistencies)
  const html = claimsPage(entries, '', inconsistencies)
  // Every action of a counterexample has a Spanish sentence of its own, and so has every computed sentence.
  expect(html).not.toMatch(/<span lang="es">[^<]* llama a (?!addLiquidity recibe)/)
  expect(englishOnly(html)).toEqual([])
  if (process.env['UPDATE'] === '1') {
    writeFileSync(file, text)
    const readme = join(projectRoot, 'README.md')
    const counts = /^\d+ of 45 statements, .*$/m
    writeFileSync(readme, readFileSync(readme, 'utf8').replace(counts, summary(entries)))
  }
  expect(readFileSync(file, 'utf8'), 'run npm run docs:claims if claims.md is meant to change').toBe(text)
}, 900_000)

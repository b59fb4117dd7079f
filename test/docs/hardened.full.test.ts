/** `docs/hardened.md` is what a comparison writes, and every comparison is as expected; `UPDATE=1` writes it. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { compareHardened } from '../../src/claims/hardened.ts'
import { hardenedPage } from '../../src/claims/hardened-text.ts'
import { projectRoot } from '../../src/evm/compile/root.ts'

test('the page of the hardened system equals that of a run, in which all is as expected', async () => {
  const rows = await compareHardened({ seed: 1n, paths: 3 })
  expect(rows.filter(({ verdict }) => verdict !== 'as expected')).toEqual([])
  const file = join(projectRoot, 'docs', 'hardened.md')
  const command = 'npm run claims -- --compare-hardened --seed 1 --paths 3 --out DIR'
  const text = hardenedPage(rows, command)
  if (process.env['UPDATE'] === '1') writeFileSync(file, text)
  expect(readFileSync(file, 'utf8'), 'run npm run docs:hardened if hardened.md is meant to change').toBe(text)
}, 900_000)

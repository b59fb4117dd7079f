/**
 * The same hash everywhere: a sample of scenarios in all engines that are there, and the page of all of them
 * against Node.js.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { browserEngine } from '../../scripts/hashes/browser.ts'
import { ALL, type Asked, type Engine } from '../../scripts/hashes/engine.ts'
import { isInstalled, programEngine, PROGRAMS } from '../../scripts/hashes/program.ts'
import { differences, DIGITS, listed, PAGE } from '../../scripts/hashes/table.ts'
import { projectRoot } from '../../src/evm/compile/root.ts'
import { bundledLibrary } from '../../src/explorer/bundle.ts'
import { resultHash } from '../../src/report/hash.ts'
import { scenarios } from '../../src/scenarios/index.ts'
import { runScenario } from '../../src/sim/run.ts'
import { BROWSERS, type BrowserName } from '../report/browser/browser.ts'

/** The hash by the sources, in this process. */
const hashOf = ({ name, days }: Asked): string =>
  resultHash(
    runScenario(
      scenarios.find((each) => each.name === name)!,
      { seed: 1n, days },
    ),
  )

const SAMPLE: readonly Asked[] = [
  { name: 'baseline', days: 30 },
  { name: 'bank-run', days: 5 },
  { name: 'market-arbitrage', days: 5 },
]

describe('a sample of scenarios has the hashes of this process', { timeout: 240_000 }, async () => {
  const library = await bundledLibrary()
  const expected = SAMPLE.map((each) => ({ ...each, hash: hashOf(each), seconds: expect.any(Number) }))
  const hashesOf = async (engine: Engine) => (await engine.hashes(library, SAMPLE)).hashed

  test.for(PROGRAMS.filter(isInstalled))('in $name', async (program) => {
    expect(await hashesOf(programEngine(program))).toEqual(expected)
  })

  for (const name of Object.keys(BROWSERS) as BrowserName[])
    test.skipIf(BROWSERS[name] === undefined)(`in ${name}`, async () => {
      expect(await hashesOf(browserEngine(name))).toEqual(expected)
    })
})

/** Minutes of computing between them; the sample of other scenarios shows that the page is current. */
const LONG = ['catch-up', 'split-policy']

test('the page has the hashes of all scenarios', { timeout: 240_000 }, () => {
  const page = listed(readFileSync(join(projectRoot, PAGE), 'utf8'))
  expect(page.map(({ name, days }) => ({ name, days }))).toEqual(ALL)
  const computed = page
    .filter(({ name }) => !LONG.includes(name))
    .map((each) => ({ ...each, digits: hashOf(each).slice(0, DIGITS) }))
  expect(page.filter(({ name }) => !LONG.includes(name))).toEqual(computed)
})

test('a different hash is named with its engine', () => {
  const each = { name: 'baseline', days: 1, hash: 'a', seconds: 1 }
  const column = (name: string, hash: string) => ({ name, version: '1', hashed: [{ ...each, hash }] })
  expect(differences([column('V8', 'a'), column('SpiderMonkey', 'a')])).toEqual([])
  expect(differences([column('V8', 'a'), column('SpiderMonkey', 'b')])).toEqual([
    'baseline: V8 has a, SpiderMonkey has b',
  ])
})

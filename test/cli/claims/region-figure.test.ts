/** Charts of regions on the claims page: those that were mapped, with the words of both languages. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { CLAIMS } from '../../../src/claims/claims.ts'
import type { Entry } from '../../../src/claims/ledger.ts'
import { page } from '../../../src/claims/page.ts'
import { REGIONS } from '../../../src/claims/regions.ts'
import { computedTexts } from '../../../src/cli/claims/computed.ts'
import { claimsPage } from '../../../src/cli/claims/page.ts'
import { keptRegions, regionFigure } from '../../../src/cli/claims/region-figure.ts'
import { projectRoot } from '../../../src/evm/compile/root.ts'
import { directory } from '../harness.ts'
import { englishOnly } from './english.ts'

const { seed, mapped } = keptRegions()

test.each(mapped)('claim $region.claim has its chart in both languages', (each) => {
  const { html } = regionFigure(each, seed, computedTexts())
  const { x, y } = each.region
  expect(html.match(/<rect /g)).toHaveLength(1 + x.values.length * y.values.length)
  for (const language of ['en', 'es'])
    expect(html).toMatch(new RegExp(`<text [^>]*lang="${language}">${x.parameter}.* →</text>`))
  expect(html).toContain('con la semilla 1')
  expect(englishOnly(html)).toEqual([])
})

describe('regions are kept', () => {
  test('for all that the code has', () => {
    expect(mapped.map(({ region }) => region)).toEqual(REGIONS)
  })

  test('not without their file, and not on other axes', () => {
    expect(keptRegions(join(directory(), 'regions.json')).mapped).toEqual([])
    const file = join(directory(), 'regions.json')
    const text = readFileSync(join(projectRoot, 'docs', 'regions.json'), 'utf8')
    writeFileSync(file, text.replaceAll('"y": "0.045"', '"y": "0.05"'))
    expect(keptRegions(file).mapped.map(({ region }) => region.claim)).toEqual(
      REGIONS.map(({ claim }) => claim).filter((claim) => claim !== 14),
    )
  })
})

describe('links', () => {
  const claim = CLAIMS.find(({ number }) => number === 41)!
  const reading = claim.readings[0]!
  const verdict = { is: 'fails', study: true, paths: 1, text: 'Yes.', repeat: 'npm run simulate' } as const
  const entries: readonly Entry[] = [{ claim, readings: [{ reading, verdict, stories: [] }] }]

  test('lead to the documents where they are', () => {
    expect(claimsPage(entries, '')).toContain('<a href="../docs/regions.md#claim-41">')
    expect(page(entries, '')).toContain('[Where it holds](../docs/regions.md#claim-41), by')
  })

  test('are plain text where they are not', () => {
    expect(claimsPage(entries, '', [], () => undefined)).not.toContain('regions.md')
    expect(page(entries, '', [], () => undefined)).toContain('\n\nWhere it holds, by')
    expect(page(entries, '', [], () => undefined)).not.toMatch(/\]\((?!#)/)
  })
})

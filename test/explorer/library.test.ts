/** The module for browsers: complete without imports, with the results of the sources. */
import { describe, expect, test } from 'vitest'
import { bundledLibrary } from '../../src/explorer/bundle.ts'
import * as sources from '../../src/explorer/library.ts'

const text = await bundledLibrary()
const library = (await import(
  `data:text/javascript;base64,${Buffer.from(text).toString('base64')}`
)) as typeof sources

describe('the library', () => {
  test('imports nothing, and is smaller than 500 kB', () => {
    expect(/\bfrom\s*["']|\bimport\s*["'(]|\brequire\(/.exec(text)?.[0]).toBeUndefined()
    expect(text.length).toBeLessThan(500_000)
  })

  test('exports what the sources export', () => {
    expect(Object.keys(library).toSorted()).toEqual(Object.keys(sources).toSorted())
  })

  test('gives the hashes of the sources', () => {
    const hashes = [library, sources].map(({ resultHash, pathHash, runScenario, scenarios }) => {
      const result = runScenario(
        scenarios.find(({ name }) => name === 'baseline')!,
        { seed: 7n, days: 3 },
      )
      return [resultHash(result), pathHash(result)]
    })
    expect(hashes[0]).toEqual(hashes[1])
    expect(hashes[0]![0]).toMatch(/^[0-9a-f]{64}$/)
  })
})

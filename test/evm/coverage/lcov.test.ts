/** LCOV tracefiles: what is written can be read back, with consistent totals. */
import { expect, test } from 'vitest'
import { lcov, reached } from '../../../src/evm/coverage/lcov.ts'
import type { SourceCoverage } from '../../../src/evm/coverage/source-coverage.ts'
import { parseLcov } from './parse-lcov.ts'

const source: SourceCoverage = {
  unit: 'contracts/A.sol',
  text: '',
  functions: [
    { name: 'A.f', line: 3, hits: 7 },
    { name: 'A.g', line: 9, hits: 0 },
  ],
  lines: [
    { line: 4, hits: 7 },
    { line: 5, hits: 0 },
    { line: 10, hits: 0 },
  ],
  branches: [
    { line: 4, kind: 'if', condition: 'x == 0', whenTrue: 0, whenFalse: 7 },
    { line: 4, kind: 'or', condition: 'a', whenTrue: 2, whenFalse: 5 },
    { line: 10, kind: 'require', condition: 'y', whenTrue: 0, whenFalse: 0 },
  ],
}

test('a tracefile reads back as the coverage that it was written from', () => {
  const [one, other] = parseLcov(lcov([source, { ...source, unit: 'contracts/B.sol' }]))
  expect(one).toEqual({
    file: 'contracts/A.sol',
    functions: [
      ['A.f', 3, 7],
      ['A.g', 9, 0],
    ],
    lines: [
      [4, 7],
      [5, 0],
      [10, 0],
    ],
    branches: [
      [4, 0, 0, 0],
      [4, 0, 1, 7],
      [4, 1, 0, 2],
      [4, 1, 1, 5],
      [10, 2, 0, undefined],
      [10, 2, 1, undefined],
    ],
    totals: { FNF: 2, FNH: 1, BRF: 6, BRH: 3, LF: 3, LH: 1 },
  })
  expect(other!.file).toBe('contracts/B.sol')
})

test('a branch reached in both ways counts two outcomes', () => {
  expect(source.branches.map(reached)).toEqual([1, 2, 0])
})

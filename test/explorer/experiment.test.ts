/** Links: what the page shows and the fragment of its address are the same thing in two forms. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  FIRST,
  fragmentOf,
  MOST_PATHS,
  stateOf,
  VIEWS,
  type Experiment,
  type State,
} from '../../src/explorer/experiment.ts'

const name = fc.stringMatching(/^[a-zA-Z]\w{0,12}$/)

const experiment: fc.Arbitrary<Experiment> = fc
  .record(
    {
      scenario: fc.stringMatching(/^[a-z][a-z-]{0,20}$/),
      seed: fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }).map(String),
      path: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
      days: fc.integer({ min: 0, max: 36_500 }),
      set: fc.dictionary(name, fc.string({ maxLength: 12, unit: 'grapheme' })),
    },
    { requiredKeys: ['scenario', 'seed', 'path', 'set'] },
  )
  // A dictionary without a prototype is not equal to one that was written down.
  .map((each) => ({ ...each, set: { ...each.set } }))

const state: fc.Arbitrary<State> = fc.record(
  {
    experiment,
    paths: fc.integer({ min: 0, max: MOST_PATHS }),
    view: fc.constantFrom(...VIEWS),
    base: experiment,
    sweep: fc.array(fc.record({ name, values: fc.stringMatching(/^[-\w.,:]{1,12}$/) }), { maxLength: 2 }),
    action: fc.integer({ min: 0, max: 100_000 }),
    filter: fc.record(
      { person: name, contract: name, reverted: fc.constant(true) },
      { requiredKeys: ['person'] },
    ),
  },
  { requiredKeys: ['experiment', 'paths', 'view', 'sweep'] },
)

describe('a link', () => {
  test('gives back the state that it was made of', () => {
    fc.assert(
      fc.property(state, (each) => {
        expect(stateOf(fragmentOf(each))).toEqual({ state: each, problems: [] })
      }),
      { numRuns: 500 },
    )
  })

  test('of the first state is the scenario alone', () => {
    expect(fragmentOf(FIRST)).toBe('#baseline')
    expect(stateOf('')).toEqual({ state: FIRST, problems: [] })
  })

  test('of settings is readable', () => {
    const { state: read } = stateOf('#halving&seed=7&days=90&set=vaultShare=40&paths=20')
    expect(read).toEqual({
      ...FIRST,
      experiment: { scenario: 'halving', seed: '7', path: 0, days: 90, set: { vaultShare: '40' } },
      paths: 20,
    })
  })

  test('opens whatever is wrong in it, and says what', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        const { state: read, problems } = stateOf(`#baseline&${text}`)
        expect(BigInt(read.experiment.seed)).toBeLessThan(2n ** 64n)
        for (const each of problems) expect(each).toMatch(/expected .*, got "/s)
      }),
      { numRuns: 500 },
    )
    expect(stateOf('#baseline&seed=x&days=1e9&view=no&sweep=a b').problems).toEqual([
      'The link’s seed was left out: expected a whole number from 0 to 2^64 - 1, got "x".',
      'The link’s days was left out: expected a whole number from 0 to 36500, got "1e9".',
      'The link’s view was left out: expected a part of a link of this page, got "view=no".',
      'The link’s sweep was left out: expected NAME=FROM..TO:COUNT or NAME=VALUE,VALUE, got "a b".',
    ])
  })

  test('keeps the settings of a prototype apart', () => {
    const { state: read } = stateOf('#baseline&set=__proto__=1&set=toString=2')
    expect(Object.keys(read.experiment.set)).toContain('toString')
    expect(({} as Record<string, unknown>)['1']).toBeUndefined()
  })
})

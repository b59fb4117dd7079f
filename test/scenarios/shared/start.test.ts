/** Start of a run: what belongs to July 2023 alone is left out of every other, and what is kept is said. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import bankRun from '../../../src/scenarios/bank-run/index.ts'
import baseline from '../../../src/scenarios/baseline/index.ts'
import { startOf } from '../../../src/scenarios/shared/start.ts'
import smallHolder from '../../../src/scenarios/small-holder/index.ts'
import { ConflictingSettings } from '../../../src/sim/definition/parameter.ts'
import { withTables, type BoundScenario } from '../../../src/sim/definition/scenario.ts'
import { parseHistory } from '../../../src/sim/process/history-csv.ts'
import { runScenario } from '../../../src/sim/run.ts'

const { history } = parseHistory(
  readFileSync(new URL('../../../docs/examples/history.csv', import.meta.url), 'utf8'),
)
const REPLAY = { environment: 'replay', history: 'history.csv' }
const replaying = withTables(baseline, new Map([['history.csv', history]]))

/** What `npm run calibrate` writes for the start of a world. */
const CALIBRATED = {
  startDate: '2024-01-17',
  startHeight: '826291',
  startDifficulty: '51.8',
  btcPrice: '42000',
}

const at = (set: Readonly<Record<string, string>>): BoundScenario => baseline.at(set).bound
const leftOut = (bound: BoundScenario): readonly string[] =>
  bound.unjudged(365).map(({ statement, reason }) => `${statement}: ${reason}`)

describe('the default start', () => {
  it('leaves nothing out and needs no notes, whatever the price of BTC', () => {
    for (const set of [{}, { btcPrice: '60000' }, { startDifficulty: '80' }, { startHeight: '798900' }]) {
      expect(at(set).notes).toEqual([])
      expect(leftOut(at(set))).toEqual([])
      expect(at(set).question).toContain('from July 2023 on')
    }
  })
})

describe('a calibrated world', () => {
  it('starts on its date, in the question, the daily table and the launch metrics', () => {
    const result = runScenario(baseline, { seed: 1n, days: 1, set: CALIBRATED })
    expect(result.question).toBe('What does a holder earn, and where is the floor, from 17 January 2024 on?')
    const date = result.tables[0]!.columns.find(({ name }) => name === 'date')!
    expect(date.cells).toEqual(['2024-01-17'])
    expect(Object.keys(result.metrics).filter((name) => name.startsWith('launch'))).toEqual([])
    expect(result.findings.map(({ statement }) => statement).join()).not.toMatch(/July 2023|launch|halving/)
  })

  it('leaves out the four hypotheses about July 2023, with the reason', () => {
    const said = leftOut(at(CALIBRATED))
    expect(said).toHaveLength(4)
    for (const each of said) expect(each).toMatch(/: about July 2023; this run is from 17 January 2024 on$/)
    expect(said.join()).toContain('halving at block 840,000')
  })

  it('says which defaults of July 2023 it keeps, and how to set them', () => {
    const [start, kept] = at(CALIBRATED).notes
    expect(start).toContain('Starts on 17 January 2024')
    expect(kept).toMatch(/^Warning: hashRate 223446 TH\/s, gasPrice 3 gwei are of July 2023\./)
    expect(kept).toContain('--set hashRate=… --set gasPrice=…')
    expect(at({ ...CALIBRATED, hashRate: '223446', gasPrice: '1' }).notes).toHaveLength(1)
  })

  it('by its first block alone is another start, too', () => {
    const bound = at({ startHeight: '826291' })
    expect(bound.question).toContain('from block 826,291 on')
    expect(leftOut(bound)).toHaveLength(4)
  })
})

describe('a replayed history', () => {
  it('from another day starts there, and brings price and network', () => {
    const set = { ...REPLAY, historyFrom: '2023-08-01' }
    const result = runScenario(replaying, { seed: 1n, days: 1, set })
    expect(result.question).toContain('from 1 August 2023 on')
    expect(result.tables[0]!.columns.find(({ name }) => name === 'date')!.cells).toEqual(['2023-08-01'])
    expect(replaying.at(set).bound.notes.join()).toMatch(/Warning: hashRate 223446 TH\/s is of July 2023/)
  })

  it('from the default day is the default start', () => {
    expect(replaying.at(REPLAY).bound.notes).toEqual([])
  })

  it('contradicts another startDate', () => {
    expect(() => replaying.at({ ...REPLAY, startDate: '2024-01-17' })).toThrow(ConflictingSettings)
    const both = { ...REPLAY, startDate: '2024-01-17', historyFrom: '2024-01-17' }
    expect(() => replaying.at(both)).not.toThrow()
  })
})

it('a scenario without a parameter for the network says that it keeps that of July 2023', () => {
  const { notes } = bankRun.at({ startDate: '2024-01-17' }).bound
  expect(notes.join('\n')).toContain('Height and difficulty of Bitcoin are those of July 2023')
  expect(startOf({}).isOther).toBe(false)
})

describe('days that a hypothesis needs', () => {
  it('are said of half a year, which 100 days do not judge', () => {
    const { findings } = runScenario(smallHolder, { seed: 1n, days: 91, variants: false })
    expect(findings.map(({ statement }) => statement).join()).not.toContain('never claim in half a year')
    const reasons = new Map(
      smallHolder
        .at({})
        .bound.unjudged(100)
        .map(({ statement, reason }) => [statement, reason]),
    )
    const half = 'Wallets of 10 to 1,000 AMT never claim in half a year; those of 10,000 and 100,000 do'
    expect(reasons.get(half)).toBe('needs 182 days, this run has 100')
    expect(smallHolder.at({}).bound.unjudged(182)).toEqual([])
  })
})

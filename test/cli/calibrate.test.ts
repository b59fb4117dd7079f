/** Command `calibrate`: its options, its files, and messages for wrong input. */
import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { calibrate } from '../../src/cli/commands/calibrate.ts'
import { simulate } from '../../src/cli/commands/simulate.ts'
import { lab } from '../../src/cli/lab.ts'
import { contents, directory, run, type CommandOutput } from './harness.ts'

const EXAMPLE = readFileSync(new URL('../../docs/examples/history.csv', import.meta.url), 'utf8')
const SHORT = EXAMPLE.split('\n').slice(0, 242).join('\n')

/** Runs the command in a directory that has `history.csv`. */
function asked(cwd: string, ...argv: string[]): Promise<CommandOutput> {
  return run(calibrate(lab), argv, { cwd })
}

function having(text: string): string {
  const cwd = directory()
  writeFileSync(join(cwd, 'history.csv'), text)
  return cwd
}

describe('a calibration', () => {
  test('prints the fits, the network, levels and parameters', async () => {
    const { code, out } = await asked(having(SHORT), 'history.csv')
    expect(code).toBe(0)
    for (const title of [
      'Models of the BTC price',
      'Estimates',
      'Network',
      'Levels',
      'Parameters of baseline',
    ])
      expect(out).toContain(title)
  })

  test('writes a scenario file that runs', async () => {
    const cwd = having(SHORT)
    expect((await asked(cwd, 'history.csv', '--out', 'my-world.yaml')).code).toBe(0)
    expect(readdirSync(cwd).toSorted()).toEqual(['history.csv', 'my-world.yaml'])
    const { code, out } = await run(simulate(lab), ['my-world.yaml', '--days', '2', '--json'], { cwd })
    expect(code).toBe(0)
    expect(JSON.parse(out)).toMatchObject({
      scenario: 'baseline',
      question: 'What does a holder earn, and where is the floor, from 29 March 2022 on?',
      days: 2,
    })
    // What is about July 2023 is neither judged nor shown.
    const { findings, notJudged, metrics } = JSON.parse(out) as {
      findings: readonly { statement: string }[]
      notJudged: readonly { statement: string }[]
      metrics: Record<string, unknown>
    }
    expect(JSON.stringify(findings)).not.toMatch(/July 2023|At launch|halving/)
    expect(JSON.stringify(notJudged)).toMatch(/At launch.*floor of July 2023.*halving at block 840,000/)
    expect(metrics).not.toHaveProperty('launchPriceUsd')
  })

  test('of few days says how many each fit needs and has, in days, on the terminal and in the file', async () => {
    const few = EXAMPLE.split('\n').slice(0, 10).join('\n')
    const cwd = having(few)
    const { out } = await asked(cwd, 'history.csv', '--out', 'w.yaml')
    const said = [
      'Not fitted: btc_usd: needs 30 days with a price after one the day before, has 8',
      'Not fitted: difficulty: needs 85 days, has 9',
      'Warning: gas_gwei: 9 days are few. Median and spread need 30 to be more than chance.',
    ]
    const [terminal, file] = [out.replaceAll(/\s+/g, ' '), readFileSync(join(cwd, 'w.yaml'), 'utf8')]
    for (const each of said) {
      expect(terminal).toContain(each)
      expect(file).toContain(`# ${each}`)
    }
    expect((await run(simulate(lab), ['w.yaml', '--days', '1', '--paths', '0'], { cwd })).code).toBe(0)
  })

  test('says what a year of prices and a response would need', async () => {
    const { out } = await asked(having(SHORT), 'history.csv', '--json')
    const { warnings } = JSON.parse(out) as { warnings: readonly string[] }
    expect(warnings).toEqual([
      'btc_usd: 240 days are few. Growth, jumps and regimes need 365 to be more than chance.',
      'difficulty: its response to the reward is not fitted. It needs 505 days with prices, the file ' +
        'has 241.',
    ])
    expect(out).not.toContain('NaN')
    const whole = JSON.parse((await asked(having(EXAMPLE), 'history.csv', '--json')).out) as {
      warnings: readonly string[]
      world: { set: Record<string, string> }
    }
    expect(whole.warnings).toEqual([])
    expect(whole.world.set['networkProgress']).toBe('22')
  })

  test.each(['gbm', 'merton', 'regimes'])('writes the model %s when asked for it', async (model) => {
    const cwd = having(SHORT)
    const { out } = await asked(cwd, 'history.csv', '--model', model, '--out', 'w.yaml', '--json')
    expect(JSON.parse(out)).toMatchObject({ world: { set: { btcModel: model } } })
    expect(readFileSync(join(cwd, 'w.yaml'), 'utf8')).toContain(`  btcModel: ${model} #`)
    expect((await run(simulate(lab), ['w.yaml', '--days', '1'], { cwd })).code).toBe(0)
  })

  test('writes choices at which the fitted values have their effect', async () => {
    const set = async (text: string, ...argv: string[]) => {
      const { out } = await asked(having(text), 'history.csv', '--json', ...argv)
      return (JSON.parse(out) as { world: { set: Record<string, string> } }).world.set
    }
    // The variance of a fit includes its jumps, and fees are fitted in BTC.
    for (const model of ['merton', 'regimes'])
      expect(await set(SHORT, '--model', model)).toMatchObject({ btcVariance: 'own', feesModel: 'constant' })
    const gbm = await set(SHORT, '--model', 'gbm')
    expect(gbm).not.toHaveProperty('btcVariance')
    expect(gbm).not.toHaveProperty('networkModel')
  })

  test('of falling difficulty writes a network that falls, and runs', async () => {
    const days = Array.from({ length: 120 }, (_, day) => {
      const date = new Date(Date.UTC(2023, 6, 12 + day)).toISOString().slice(0, 10)
      return `${date},${5e13 * 0.999 ** day}`
    })
    const cwd = having(['date,difficulty', ...days, ''].join('\n'))
    const { out } = await asked(cwd, 'history.csv', '--out', 'w.yaml', '--json')
    const { set } = (JSON.parse(out) as { world: { set: Record<string, string> } }).world
    expect(set).toMatchObject({ networkModel: 'exogenous' })
    expect(Number(set['difficultyGrowth'])).toBeLessThan(-25)
    expect((await run(simulate(lab), ['w.yaml', '--days', '1'], { cwd })).code).toBe(0)
  })

  test('writes a report with all data beside it, and replaces it', async () => {
    const cwd = having(SHORT)
    const files = ['bnb-usd', 'difficulty', 'fees-btc', 'gas-gwei', 'regimes', 'returns'].flatMap((name) => [
      `${name}.csv`,
      `${name}.parquet`,
    ])
    for (let time = 1; time <= 2; time++) {
      expect((await asked(cwd, 'history.csv', '--report', 'report')).code).toBe(0)
      expect([...contents(join(cwd, 'report')).keys()].toSorted()).toEqual(
        [...files, 'card.json', 'columns.json', 'manifest.json', 'report.html', 'result.json'].toSorted(),
      )
    }
    const { out } = await asked(cwd, 'history.csv', '--json')
    expect(readFileSync(join(cwd, 'report', 'result.json'), 'utf8')).toBe(out)
  })

  test('compares the response of the scenario’s network with the data’s', async () => {
    const cwd = having(EXAMPLE)
    const { out } = await asked(cwd, 'history.csv', '--json', '--out', 'w.yaml', '--report', 'report')
    const { network, world } = JSON.parse(out) as {
      network: { response: { reward: { after168: object } }; model: Record<string, unknown> }
      world: { set: Record<string, string>; notes: string[] }
    }
    // The example's difficulty is no responsive network: no elasticity has as much response within 168 days.
    expect(network.model).toMatchObject({
      parameter: 'networkElasticity',
      outcome: 'outside',
      value: null,
      scenario: 1,
      range: [0, 10],
      responses: { after168: { data: network.response.reward.after168, atFitted: null } },
    })
    expect(world.set).not.toHaveProperty('networkElasticity')
    const note = world.notes.find((each) =>
      each.startsWith('networkElasticity keeps its default of 1: outside'),
    )
    expect(readFileSync(join(cwd, 'w.yaml'), 'utf8')).toContain(`# ${note!}`)
    const page = readFileSync(join(cwd, 'report', 'report.html'), 'utf8')
    expect(page).toContain('Response of the simulated network')
    expect(readdirSync(join(cwd, 'report'))).toContain('elasticity.csv')
  })

  test('uses the days between --since and --until', async () => {
    const { out } = await asked(
      having(SHORT),
      'history.csv',
      '--since',
      '2021-09-01',
      '--until',
      '2022-01-31',
      '--json',
    )
    expect(JSON.parse(out)).toMatchObject({ from: '2021-09-01', to: '2022-01-31', days: 153 })
  })

  test('of difficulty alone has no price model', async () => {
    const rows = SHORT.split('\n').map((row) => [row.split(',')[0], row.split(',')[2]].join(','))
    const { code, out } = await asked(having(rows.join('\n')), 'history.csv', '--json')
    expect(code).toBe(0)
    expect(JSON.parse(out)).toMatchObject({
      price: null,
      missing: ['btc_usd', 'fees_btc', 'gas_gwei', 'bnb_usd'],
    })
  })

  test('reports gaps, duplicates and unknown columns', async () => {
    const lines = SHORT.split('\n')
    const text = [
      `${lines[0]},mood`,
      ...lines.slice(1).flatMap((line, i) => {
        const row = `${line},good`
        return i === 5 ? [] : i === 7 ? [row, row] : [row]
      }),
    ].join('\n')
    const { code, out } = await asked(having(text), 'history.csv')
    expect(code).toBe(0)
    expect(out).toContain('Columns that are not used: mood.')
    expect(out).toContain('1 day without a row in 1 gap: 2021-08-06.')
    expect(out).toContain('1 repeated row ignored: line 9 (2021-08-08).')
  })

  test('gives the same bytes again', async () => {
    const cwd = having(SHORT)
    const one = await asked(cwd, 'history.csv', '--json')
    expect(await asked(cwd, 'history.csv', '--json')).toEqual(one)
  })

  test('--help names the options and exit codes', async () => {
    const { code, out } = await asked(directory(), '--help')
    expect(code).toBe(0)
    expect(out).toContain('--until DATE')
    expect(out).toContain('Exit codes')
  })
})

describe('wrong input ends with code 2 and writes nothing', () => {
  test('every wrong line with its place', async () => {
    const cwd = having('date,btc_usd\n2023-07-12,x\n2023-07-40,5\n2023-07-14\n')
    const { code, err } = await asked(cwd, 'history.csv', '--out', 'w.yaml')
    expect(code).toBe(2)
    expect(err.split('\n').slice(0, 3)).toEqual([
      'history.csv:2:12: expected a decimal above 0 for btc_usd, or nothing; got "x"',
      'history.csv:3:1: expected a date YYYY-MM-DD, from 1970 on; got "2023-07-40"',
      'history.csv:4:11: expected 2 fields as in the header; got "1"',
    ])
    expect(readdirSync(cwd)).toEqual(['history.csv'])
  })

  test('at most twenty wrong lines in full', async () => {
    const rows = Array.from({ length: 30 }, () => 'x,1')
    const { err } = await asked(having(['date,btc_usd', ...rows].join('\n')), 'history.csv')
    expect(err).toContain('and 10 more.')
  })

  test.each([
    ['no file', [], 'one CSV file'],
    ['two files', ['history.csv', 'other.csv'], 'one CSV file'],
    ['a missing file', ['nowhere.csv'], 'ENOENT'],
    ['an unknown model', ['history.csv', '--model', 'garch'], 'one of gbm, merton, regimes'],
    ['an unknown scenario', ['history.csv', '--scenario', 'nowhere'], 'the name of a scenario'],
    ['no date', ['history.csv', '--until', 'today'], 'a date YYYY-MM-DD for --until'],
    ['an empty period', ['history.csv', '--since', '2022-02-01', '--until', '2022-01-01'], 'days between'],
    ['a period outside the file', ['history.csv', '--since', '2030-01-01'], '2021-08-01 to 2022-03-29'],
    ['no YAML file', ['history.csv', '--out', 'world.txt'], '.yaml or .yml'],
    ['a share that is no number', ['history.csv', '--fees-share', 'two'], 'a percentage from 0 to 1000'],
    ['an unknown option', ['history.csv', '--outt', 'w.yaml'], '--out'],
    ['too few days for a model', ['history.csv', '--until', '2021-08-05', '--model', 'gbm'], 'enough prices'],
    ['a report over other files', ['history.csv', '--report', '.'], 'a directory'],
  ])('%s', async (_what, argv, expected) => {
    const cwd = having(SHORT)
    writeFileSync(join(cwd, 'report.html'), 'mine')
    const { code, err } = await asked(cwd, ...argv)
    expect(code).toBe(2)
    expect(err).toContain(expected)
    expect(readdirSync(cwd).toSorted()).toEqual(['history.csv', 'report.html'])
  })
})

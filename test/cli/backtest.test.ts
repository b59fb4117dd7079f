/** Command `backtest`: its options, its files, and messages for wrong input. */
import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { backtest } from '../../src/cli/commands/backtest.ts'
import { lab } from '../../src/cli/lab.ts'
import { contents, directory, run, type CommandOutput } from './harness.ts'

const EXAMPLE = readFileSync(new URL('../../docs/examples/history.csv', import.meta.url), 'utf8')
const TEST = [
  '--from',
  '2023-07-12',
  '--to',
  '2023-10-11',
  '--horizons',
  '10,30',
  '--paths',
  '40',
  '--step',
  '30',
]

/** A directory with the synthetic file as `history.csv`. */
function having(files: Readonly<Record<string, string>> = {}): string {
  const cwd = directory()
  for (const [name, text] of Object.entries({ 'history.csv': EXAMPLE, ...files }))
    writeFileSync(join(cwd, name), text)
  return cwd
}

function asked(cwd: string, ...argv: string[]): Promise<CommandOutput> {
  return run(backtest(lab), argv, { cwd })
}

describe('a backtest', () => {
  test('tells whether what came was inside, with its assumptions', async () => {
    const { code, out } = await asked(having(), 'history.csv', ...TEST)
    expect(code).toBe(0)
    expect(out).toContain('Was what came inside the fan of the first day?')
    expect(out).toContain('Fees are assumed to be 1.8% of the subsidy')
    expect(out).toContain('223,446 TH/s')
    expect(out).toContain('Days without a payout')
  })

  test('writes a report, and the same bytes again', async () => {
    const cwd = having()
    for (const name of ['one', 'two'])
      expect((await asked(cwd, 'history.csv', ...TEST, '--report', name)).code).toBe(0)
    const [one, two] = [contents(join(cwd, 'one')), contents(join(cwd, 'two'))]
    expect(two).toEqual(one)
    expect([...one.keys()].toSorted()).toEqual([
      'btc.csv',
      'card.json',
      'columns.json',
      'difficulty-growth.csv',
      'difficulty-response.csv',
      'hashprice-growth.csv',
      'hashprice-response.csv',
      'manifest.json',
      'payout-growth.csv',
      'payout-response.csv',
      'pit.csv',
      'pit.parquet',
      'report.html',
      'result.json',
    ])
  })

  test('scores baseline against AMT prices', async () => {
    const amt = 'date,amt_btc\n2023-07-11,0.0000108\n2023-07-14,0.0000108\n2023-07-16,0.000011\n'
    const cwd = having({ 'amt.csv': amt })
    const { out } = await asked(
      cwd,
      'history.csv',
      ...TEST.with(3, '2023-07-21').with(5, '5'),
      '--amt-prices',
      'amt.csv',
      '--json',
    )
    expect(JSON.parse(out)).toMatchObject({ amt: { unit: 'BTC/AMT', prices: 2, paths: 20 } })
  })

  test('--help names the options and exit codes', async () => {
    const { code, out } = await asked(directory(), '--help')
    expect(code).toBe(0)
    expect(out).toContain('--horizons DAYS,…')
    expect(out).toContain('0  done, whatever the scores')
  })
})

describe('wrong input ends with code 2 and writes nothing', () => {
  const files = {
    'wrong.csv': 'date,amt_btc\n2023-07-14,x\n2023-07-13\n',
    'late.csv': 'date,amt_usd\n2030-01-01,1\n',
  }
  test.each([
    ['no file', ['--from', '2023-07-12', '--to', '2023-10-11'], 'one CSV file'],
    ['no first day', ['history.csv', '--to', '2023-10-11'], 'a date for --from'],
    ['no date', ['history.csv', ...TEST.with(1, '12.7.2023')], 'a date YYYY-MM-DD for --from'],
    ['a test outside the file', ['history.csv', ...TEST.with(3, '2025-01-01')], '2021-08-01 to 2024-01-17'],
    [
      'a test that ends before it starts',
      ['history.csv', ...TEST.with(3, '2023-07-01')],
      '--from before --to',
    ],
    ['a test shorter than its horizon', ['history.csv', ...TEST.with(3, '2023-07-15')], 'at least 10 days'],
    ['falling horizons', ['history.csv', ...TEST.with(5, '30,10')], 'ascending'],
    ['a horizon that is no number', ['history.csv', ...TEST.with(5, 'year')], 'an integer from 1'],
    ['too few paths', ['history.csv', ...TEST.with(7, '5')], 'from 20 to 100000'],
    [
      'too few days before',
      ['history.csv', ...TEST.with(1, '2021-08-15')],
      'enough days with btc_usd before',
    ],
    [
      'wrong AMT prices',
      ['history.csv', ...TEST, '--amt-prices', 'wrong.csv'],
      'wrong.csv:2: expected a price above 0; got "x"\nwrong.csv:3:',
    ],
    [
      'AMT prices outside the test',
      ['history.csv', ...TEST, '--amt-prices', 'late.csv'],
      'AMT prices between',
    ],
    ['an unknown model', ['history.csv', ...TEST, '--model', 'garch'], 'one of gbm'],
  ])('%s', async (_what, argv, expected) => {
    const cwd = having(files)
    const { code, err } = await asked(cwd, ...argv)
    expect(code).toBe(2)
    expect(err).toContain(expected)
    expect(readdirSync(cwd).toSorted()).toEqual(['history.csv', 'late.csv', 'wrong.csv'])
  })
})

import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'

import { simulate } from '../../src/cli/commands/simulate.ts'
import { study } from '../../src/cli/commands/study.ts'
import { lab } from '../../src/cli/lab.ts'
import { readRequest, type Run } from '../../src/cli/request.ts'
import { readRows } from '../../src/cli/study/row-file.ts'
import { resultHash, sha256 } from '../../src/report/hash.ts'
import { scenarios } from '../../src/scenarios/index.ts'
import { directory, run, type CommandOutput } from './harness.ts'

const CSV = `date,usd
2022-01-01,47700
2022-01-02,47300.5
2022-01-03,46400
2022-01-04,45900
`
const DIGEST = sha256(CSV).slice(0, 12)

/** A directory with a price file `prices/btc.csv`. */
function place(csv: string = CSV): string {
  const cwd = directory()
  mkdirSync(join(cwd, 'prices'))
  writeFileSync(join(cwd, 'prices', 'btc.csv'), csv)
  return cwd
}

const bear = (cwd: string, ...argv: readonly string[]): Promise<CommandOutput> =>
  run(simulate(lab), ['bear-market', '--set', 'arbitrage=none', ...argv], { cwd })

const REPLAY = ['--set', 'btcModel=replay', '--set', 'btcPrices=prices/btc.csv']

const asked = (cwd: string, ...argv: readonly string[]): Run =>
  (readRequest(argv, scenarios, cwd) as { readonly run: Run }).run

describe('prices from a file', () => {
  test('are the BTC price of the run, which records the file and its digest', async () => {
    const cwd = place()
    const output = await bear(cwd, ...REPLAY, '--days', '3')
    expect(output).toMatchObject({ code: 0, err: '' })
    const [head, ...rows] = readFileSync(join(cwd, 'out/bear-market/daily.csv'), 'utf8').trim().split('\n')
    const column = head!.split(',').indexOf('btcPrice')
    expect(rows.map((row) => row.split(',')[column])).toEqual(['47700.00', '47300.50', '46400.00'])
    const manifest = JSON.parse(readFileSync(join(cwd, 'out/bear-market/manifest.json'), 'utf8')) as {
      readonly parameters: Readonly<Record<string, string>>
      readonly command: string
    }
    expect(manifest.parameters['btcPrices']).toBe(`prices/btc.csv#${DIGEST}`)
    expect(manifest.command).toContain(`--set btcPrices=prices/btc.csv#${DIGEST}`)
  })

  test('are the same with the recorded digest; a changed file is an error', async () => {
    const cwd = place()
    const named = ['--set', 'btcModel=replay', '--set', `btcPrices=prices/btc.csv#${DIGEST}`]
    expect(asked(cwd, 'baseline', ...named).set).toEqual(asked(cwd, 'baseline', ...REPLAY).set)
    writeFileSync(join(cwd, 'prices', 'btc.csv'), CSV.replace('47700', '47701'))
    const output = await bear(cwd, ...named, '--days', '3')
    expect(output).toMatchObject({ code: 2, out: '' })
    expect(output.err).toContain(DIGEST)
    expect(readdirSync(cwd)).toEqual(['prices'])
  })

  test.each([
    ['a missing file', CSV, 'prices/none.csv', 'prices/none.csv (ENOENT)'],
    ['a directory', CSV, 'prices', 'prices (EISDIR)'],
    ['a table without the columns', 'a,b\n1,2\n', 'prices/btc.csv', 'prices/btc.csv:1:1'],
    ['a missing day', CSV.replace('01-03', '01-04'), 'prices/btc.csv', 'prices/btc.csv:4:1'],
    ['a negative price', CSV.replace('46400', '-1'), 'prices/btc.csv', 'prices/btc.csv:4:12'],
    ['an empty file', '', 'prices/btc.csv', 'prices/btc.csv:1:1'],
  ])('%s is an error with its position, and nothing runs', async (_what, csv, file, message) => {
    const cwd = place(csv)
    const output = await bear(cwd, '--set', 'btcModel=bootstrap', '--set', `btcPrices=${file}`)
    expect(output).toMatchObject({ code: 2, out: '' })
    expect(output.err).toContain(message)
    expect(readdirSync(cwd)).toEqual(['prices'])
  })

  test.each([
    ['no prices for the model', ['--set', 'btcModel=replay']],
    ['no model for the prices', ['--set', 'btcPrices=prices/btc.csv']],
    ['one price to draw returns from', ['--set', 'btcModel=bootstrap', '--set', 'btcPrices=prices/one.csv']],
    ['more days than prices', [...REPLAY, '--days', '5']],
  ])('%s is wrong input, exit code 2', async (_what, argv) => {
    const cwd = place()
    writeFileSync(join(cwd, 'prices', 'one.csv'), 'date,usd\n2022-01-01,5\n')
    const output = await bear(cwd, ...argv)
    expect(output).toMatchObject({ code: 2, out: '' })
    expect(output.err).toMatch(/expected .* got /s)
  })
})

describe('prices in a scenario file', () => {
  const yaml = (file: string): string =>
    `scenario: bear-market\nset:\n  btcModel: replay\n  btcPrices: ${file}\n`

  test('are relative to it, whatever the working directory', () => {
    const cwd = place()
    writeFileSync(join(cwd, 'prices', 'mine.yaml'), yaml('btc.csv'))
    expect(asked(cwd, 'prices/mine.yaml').set).toEqual({
      btcModel: 'replay',
      btcPrices: `prices/btc.csv#${DIGEST}`,
    })
    expect(asked(join(cwd, 'prices'), 'mine.yaml').set['btcPrices']).toBe(`btc.csv#${DIGEST}`)
  })

  test('are an error with positions in the scenario file and in the table when invalid', async () => {
    const cwd = place(CSV.replace('46400', 'x'))
    writeFileSync(join(cwd, 'mine.yaml'), yaml('prices/btc.csv'))
    const output = await run(simulate(lab), ['mine.yaml'], { cwd })
    expect(output.code).toBe(2)
    expect(output.err).toContain('mine.yaml:4:14 set.btcPrices: expected a price above 0')
    expect(output.err).toContain('at prices/btc.csv:4:12')
  })
})

describe('prices in a study', () => {
  const ask = (cwd: string, ...argv: readonly string[]): Promise<CommandOutput> =>
    run(study(lab, new URL('../../src/cli/lab.ts', import.meta.url).href), ['bear-market', ...argv], { cwd })

  test('are read by every worker, and each path equals the one of simulate', async () => {
    const cwd = place()
    const settings = ['--set', 'btcModel=bootstrap', '--set', 'btcPrices=prices/btc.csv', '--days', '2']
    const output = await ask(cwd, ...settings, '--runs', '2', '--shard-size', '2', '--out', 'study')
    expect(output.code).toBe(0)
    const [file] = readdirSync(join(cwd, 'study', 'shards')).filter((name) => name.endsWith('.parquet'))
    const { rows } = await readRows(readFileSync(join(cwd, 'study', 'shards', file!)))
    const { scenario, set } = asked(cwd, 'bear-market', ...settings)
    const alone = [0, 1].map((path) =>
      resultHash(lab.run(scenario, { seed: 1n, path, days: 2, set, variants: false })),
    )
    expect(rows.map((row) => row.resultHash)).toEqual(alone)
  })

  test('cannot be swept', async () => {
    const output = await ask(place(), '--sweep', 'btcPrices=a.csv,b.csv')
    expect(output).toMatchObject({ code: 2, out: '' })
    expect(output.err).toContain('not a file')
  })
})

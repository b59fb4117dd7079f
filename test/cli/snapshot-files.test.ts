/** Chain snapshots on the command line: opening, errors of every wrong line, digest and scenario files. */
import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { simulate } from '../../src/cli/commands/simulate.ts'
import { lab } from '../../src/cli/lab.ts'
import { contents, directory, run, type CommandOutput } from './harness.ts'

const EXAMPLES = fileURLToPath(new URL('../../docs/examples/', import.meta.url))
const NAMES = ['opening.csv', 'opening-holders.csv', 'opening-labels.csv'] as const
type Name = (typeof NAMES)[number]

/** A directory with the example, each file changed by its edit. */
function place(edits: Partial<Record<Name, (text: string) => string>> = {}): string {
  const cwd = directory()
  for (const name of NAMES) {
    cpSync(join(EXAMPLES, name), join(cwd, name))
    const edit = edits[name]
    if (edit !== undefined) writeFileSync(join(cwd, name), edit(readFileSync(join(cwd, name), 'utf8')))
  }
  return cwd
}

const opened = (cwd: string, ...more: readonly string[]): Promise<CommandOutput> =>
  openedBy('opening.csv', cwd, ...more)

const openedBy = (name: string, cwd: string, ...more: readonly string[]): Promise<CommandOutput> =>
  run(simulate(lab), ['baseline', '--set', `opening=${name}`, '--days', '1', '--paths', '0', ...more], {
    cwd,
  })

describe('a run', () => {
  test('opens from the files, records their digest, and equals the contracts', async () => {
    const cwd = place()
    const { code, out } = await opened(cwd, '--out', 'report', '--verify')
    expect(code).toBe(0)
    expect(out).toMatch(/actions replayed on the EVM, 0 divergences/)
    const files = contents(join(cwd, 'report'))
    expect(files.get('opening.csv')).toContain('\nliqAMT of the locker,7035.623456789012345678,')
    expect(files.get('manifest.json')).toMatch(/opening=opening.csv#[0-9a-f]{12}/)
  })

  test('names file, block and date, and what it keeps of July 2023: terminal, page and --json', async () => {
    const cwd = place()
    const { out } = await opened(cwd, '--set', 'btcPrice=48000', '--out', 'report')
    const page = contents(join(cwd, 'report')).get('report.html')!
    const json = await opened(cwd, '--set', 'btcPrice=48000', '--json')
    const { notes } = JSON.parse(json.out) as { notes: readonly string[] }
    for (const text of [out, page.slice(page.indexOf('<header>'), page.indexOf('</header>')), notes.join()]) {
      expect(text).toMatch(/chain snapshot opening.csv#[0-9a-f]{12}: block 36,000,000 of 12 February 2024/)
      expect(text).toMatch(/Warning: hashRate 223446 TH\/s, startHeight .* of July 2023/)
      expect(text).not.toContain('btcPrice 30400')
    }
    for (const text of [out, page]) {
      expect(text).toContain('from 12 February 2024 on?')
      expect(text).not.toContain('from July 2023 on?')
      expect(text).toContain('about July 2023; this run is from 12 February 2024 on')
    }
  })

  test('by a scenario file finds the snapshot beside that file', async () => {
    const cwd = place()
    writeFileSync(join(cwd, 'mine.yaml'), 'scenario: baseline\ndays: 1\nset:\n  opening: opening.csv\n')
    expect((await run(simulate(lab), ['mine.yaml', '--paths', '0'], { cwd })).code).toBe(0)
  })

  test('whose holders have changed since is rejected by the digest', async () => {
    const cwd = place()
    const { err } = await openedBy('opening.csv#000000000000', cwd)
    const digest = /got ([0-9a-f]{12})…/.exec(err)![1]!
    expect((await openedBy(`opening.csv#${digest}`, cwd)).code).toBe(0)
    const holders = join(cwd, 'opening-holders.csv')
    writeFileSync(holders, readFileSync(holders, 'utf8').replace('"1,234.', '"1,233.'))
    const { code, err: changed } = await openedBy(`opening.csv#${digest}`, cwd)
    expect(code).toBe(2)
    expect(changed).toContain('The file has changed since that run.')
  })
})

describe('wrong files end with code 2 and a line for each wrong line:', () => {
  const cases: readonly [string, Parameters<typeof place>[0], readonly RegExp[]][] = [
    [
      'amounts',
      { 'opening.csv': (text) => text.replace('2024-02-12', '12.02.2024').replace('33.4', '-33.4') },
      [
        /^opening.csv:2: expected a date .*; got "12.02.2024"$/m,
        /^opening.csv:5: expected an amount .*"-33/m,
      ],
    ],
    [
      'holders and labels',
      {
        'opening-holders.csv': (text) => text.replace('"No"', '"No","x"').replace('0x', '0y'),
        'opening-labels.csv': (text) => text.replace(',rcl,', ',vault,'),
      },
      [
        /^opening-holders.csv:2: expected 3 fields as in the header; got "4"$/m,
        /^opening-labels.csv:3: expected one of the labels project, pair, rcl, .*; got "vault"$/m,
      ],
    ],
    [
      'contradictions',
      { 'opening.csv': (text) => text.replace('25850.5', '26850.5').replace('"55,600,000.', '"50,600,000.') },
      [
        /^opening.csv:4: expected a supply of at least the 54483579\.\d+ AMT of holders and pool; got/m,
        /^opening.csv:8: expected an LP supply .* the root of the reserves' product; got "26850/m,
      ],
    ],
    [
      'a missing file',
      { 'opening.csv': (text) => text.replace('opening-labels.csv', 'no.csv') },
      [/readable CSV file of labels of addresses; got no.csv \(ENOENT\)/],
    ],
  ]
  test.each(cases)('%s', async (_what, edits, expected) => {
    const cwd = place(edits)
    const { code, err } = await opened(cwd)
    expect(code).toBe(2)
    for (const line of expected) expect(err).toMatch(line)
    expect(err).toContain('See docs/how-to/open-from-the-chain.md.')
    expect([...contents(cwd).keys()].toSorted()).toEqual(NAMES.toSorted())
  })

  test('in a scenario file, each at the position of the parameter', async () => {
    const cwd = place({ 'opening.csv': (text) => text.replace('2024-02-12', 'x').replace('33.4', '-33.4') })
    writeFileSync(join(cwd, 'mine.yaml'), 'scenario: baseline\nset:\n  opening: opening.csv\n')
    const { code, err } = await run(simulate(lab), ['mine.yaml'], { cwd })
    expect(code).toBe(2)
    expect(err).toMatch(/^mine.yaml:3:12 set.opening: expected a date .* at opening.csv:2, got x$/m)
    expect(err).toMatch(/^mine.yaml:3:12 set.opening: expected an amount .* at opening.csv:5, got -33/m)
  })

  test('more than twenty are counted', async () => {
    const edit = (text: string): string => text.replaceAll('"No"', 'No"')
    const { err } = await opened(place({ 'opening-holders.csv': edit }))
    expect(err.split('\n').filter((line) => line.startsWith('opening-holders.csv:'))).toHaveLength(20)
    expect(err).toContain('and 51 more.')
  })
})

test.each([
  ['backing=30', 'expected opening or backing, not both: opening brings its own value of backing'],
  ['traders=5', 'opening or traders, not both'],
])('a setting that the snapshot takes the place of ends with code 2: %s', async (set, expected) => {
  const { code, err } = await opened(place(), '--set', set)
  expect(code).toBe(2)
  expect(err).toContain(expected)
})

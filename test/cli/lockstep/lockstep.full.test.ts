/** The lockstep command: files, exit codes, boundaries and messages. */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { lockstep } from '../../../src/cli/commands/lockstep.ts'
import { EXIT } from '../../../src/cli/io.ts'
import { CAMPAIGNS } from '../../../src/report/dictionary/tables/studies.ts'
import { parseLcov } from '../../evm/coverage/parse-lcov.ts'
import { contents, directory, run, type CommandOutput } from '../harness.ts'

const moduleOf = (file: string): string => new URL(file, import.meta.url).href
const SOUND = moduleOf('../../../src/cli/lockstep/setup.ts')
const MUTANT = moduleOf('./mutant-setup.ts')
const UNOPTIMISED_MUTANT = moduleOf('./unoptimised-mutant-setup.ts')

interface Campaign {
  readonly batches: { readonly done: number; readonly of: number }
  readonly sequences: number
  readonly actions: number
  readonly stopped: string | null
  readonly command: string
  readonly failure: {
    readonly batch: number
    readonly sequence: number
    readonly files: readonly string[]
  } | null
  readonly sources: { readonly sequences: number; readonly groups: Record<string, unknown> } | null
}

interface Finished extends CommandOutput {
  readonly cwd: string
  readonly campaign: Campaign
  readonly files: ReadonlyMap<string, string>
}

/** Runs a campaign in a directory of its own. */
async function campaign(
  setup: string,
  argv: string,
  { now, cwd = directory() }: { readonly now?: (() => number) | undefined; readonly cwd?: string } = {},
): Promise<Finished> {
  const output = await run(lockstep(setup, now), [...argv.split(' '), '--out', 'results'], { cwd })
  const files = contents(join(cwd, 'results'))
  const manifest = readFileSync(join(cwd, 'results', 'campaign.json'), 'utf8')
  return { ...output, cwd, files, campaign: JSON.parse(manifest) as Campaign }
}

/** A clock of which every reading is a minute after the one before. */
function minutely(): () => number {
  let minutes = 0
  return () => 60_000 * minutes++
}

const PARTS = '--batch-size 20 --seed 7 --coverage 10'
const SMALL = `--runs 40 ${PARTS}`

/** A campaign that is stopped after its first batch, resumed with another seed, and resumed. */
const resumed = once(async () => {
  const cwd = mkdtempSync(join(tmpdir(), 'amt-lab-'))
  try {
    const stopped = await campaign(SOUND, `--runs 1000 --minutes 0.5 --workers 1 ${PARTS}`, {
      now: minutely(),
      cwd,
    })
    const wrong = `--resume ${SMALL.replace('--seed 7', '--seed 8')} --out results`
    const other = await run(lockstep(SOUND), wrong.split(' '), { cwd })
    return { stopped, other, rest: await campaign(SOUND, `--resume --workers 2 ${SMALL}`, { cwd }) }
  } finally {
    rmSync(cwd, { recursive: true })
  }
})

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined
  return () => (made ??= make())
}

describe('a small campaign', () => {
  let one: Finished
  let two: Finished
  const places = [1, 2].map(() => mkdtempSync(join(tmpdir(), 'amt-lab-')))
  beforeAll(async () => {
    const earlier = join(places[1]!, 'results')
    mkdirSync(earlier)
    for (const name of ['stale.csv', 'mine.txt']) writeFileSync(join(earlier, name), 'mine')
    const manifest = { format: 'amt-lab campaign 1', files: ['stale.csv'] }
    writeFileSync(join(earlier, 'campaign.json'), JSON.stringify(manifest))
    one = await campaign(SOUND, `${SMALL} --workers 1`, { cwd: places[0]! })
    two = await campaign(SOUND, `${SMALL} --workers 2 --json`, { cwd: places[1]! })
  }, 300_000)
  afterAll(() => {
    for (const place of places) rmSync(place, { recursive: true })
  })

  test('gives the same bytes with one worker and with two', () => {
    expect([...one.files.keys()].toSorted()).toEqual([
      'campaign.json',
      'card.json',
      'columns.json',
      'coverage.html',
      'functions.csv',
      'lcov.info',
      'sources.csv',
      'states.csv',
      'uncovered.csv',
    ])
    const { 'mine.txt': _mine, ...results } = Object.fromEntries(two.files)
    expect(results).toEqual(Object.fromEntries(one.files))
    expect([one.code, two.code]).toEqual([EXIT.holds, EXIT.holds])
  })

  test('has the columns that the data dictionary declares', () => {
    const { tables } = JSON.parse(one.files.get('columns.json')!) as {
      tables: { name: string; columns: { name: string }[] }[]
    }
    const named = tables.map(({ name, columns }) => [name, columns.map((column) => column.name)])
    expect(named.toSorted()).toEqual(
      CAMPAIGNS.map(({ table, columns }) => [table, Object.keys(columns)]).toSorted(),
    )
  })

  test('runs every sequence, and measures the sources in every tenth', () => {
    expect(one.campaign).toMatchObject({
      batches: { done: 2, of: 2 },
      sequences: 40,
      stopped: null,
      failure: null,
    })
    expect(one.campaign.sources).toMatchObject({ sequences: 4 })
    expect(one.campaign.command).toBe('npm run lockstep -- --runs 40 --seed 7 --batch-size 20')
  })

  test('prints one screen without --json, and one line of JSON with it', () => {
    expect(one.out.split('\n').length).toBeLessThanOrEqual(25)
    expect(one.out).toMatch(/^Model and contracts agree/)
    expect(one.out).toContain('40 in 2 of 2 batches, seed 7')
    expect(one.out).toContain('Repeat: npm run lockstep -- --runs 40 --seed 7 --batch-size 20')
    expect(two.out.trimEnd().split('\n')).toHaveLength(1)
    const { cpuSeconds, actionsPerCpuSecond, ...rest } = JSON.parse(two.out) as Record<string, number>
    expect(cpuSeconds).toBeGreaterThan(0)
    expect(actionsPerCpuSecond).toBeGreaterThan(0)
    expect(two.campaign).toMatchObject(rest)
  })

  test('tells its progress in lines when stderr is no terminal', () => {
    expect(one.err).toMatch(
      /^lockstep: batch 1 of 2: 20 sequences, .*\nlockstep: batch 2 of 2: 40 sequences, .*\n$/,
    )
  })

  test('writes a tracefile whose totals are those of its records', () => {
    const sections = parseLcov(one.files.get('lcov.info')!)
    const vault = sections.find(({ file }) => file === 'contracts/BurnVault.sol')!
    expect(vault.lines.every(([, hits]) => hits >= 0)).toBe(true)
    for (const { functions, lines, branches, totals } of sections)
      expect(totals).toEqual({
        FNF: functions.length,
        FNH: functions.filter(([, , hits]) => hits > 0).length,
        LF: lines.length,
        LH: lines.filter(([, hits]) => hits > 0).length,
        BRF: branches.length,
        BRH: branches.filter(([, , , taken]) => (taken ?? 0) > 0).length,
      })
    // A deployment in each address order.
    expect(vault.functions).toContainEqual(['BurnVault.constructor', 27, 2])
  })

  test('writes a page without scripts, under a policy that allows nothing but its style', () => {
    const page = one.files.get('coverage.html')!
    expect(page).toContain(`content="default-src &#39;none&#39;; style-src &#39;unsafe-inline&#39;;`)
    expect(page).not.toMatch(/<script|<link|<img|<[^>]* src=|href="[^#]/)
    expect(page).toContain('<section id="contracts-Master-sol">')
    expect(page).toContain('prefers-color-scheme: dark')
    expect(page).toMatch(/never true<\/span>/)
  })

  test('removes the files of the campaign before it in the directory, and no others', () => {
    expect(existsSync(join(places[1]!, 'results', 'stale.csv'))).toBe(false)
    expect(readFileSync(join(places[1]!, 'results', 'mine.txt'), 'utf8')).toBe('mine')
  })

  test('--minutes stops it at the end of a batch, which it names; the other batch runs alone', async () => {
    const argv = '--batch-size 20 --seed 7 --coverage 0 --workers 1'
    const { stopped } = await resumed()
    expect(stopped.campaign).toMatchObject({ stopped: 'time', batches: { done: 1, of: 50 }, sequences: 20 })
    expect(stopped.out).toContain(
      'Stopped after batch 1 of 50: time is up; repeat with --runs 20, or go on with --resume.',
    )
    expect(stopped.code).toBe(EXIT.holds)
    const second = await campaign(SOUND, `--batch 2 ${argv}`)
    expect(second.campaign.command).toBe(
      'npm run lockstep -- --batch 2 --seed 7 --batch-size 20 --coverage 0',
    )
    const rows = ({ files }: Finished): number[] =>
      files
        .get('functions.csv')!
        .split('\n')
        .slice(1, -1)
        .map((row) => Number(/^[^,]*,[^,]*,(\d+)/.exec(row)![1]))
    const [both, first, other] = [rows(one), rows(stopped), rows(second)]
    // An unexpected outcome has a row only where it is reached.
    if (both.length === first.length && both.length === other.length)
      expect(first.map((count, index) => count + other[index]!)).toEqual(both)
    const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0)
    expect(sum(first) + sum(other)).toBe(sum(both))
    expect(second.campaign.actions + stopped.campaign.actions).toBe(one.campaign.actions)
  }, 300_000)

  test('--resume goes on after the last batch, to the same bytes, and leaves nothing to resume', async () => {
    const { stopped, other, rest } = await resumed()
    expect(stopped.files.has('campaign-progress.bin')).toBe(true)
    expect([other.code, other.out]).toEqual([EXIT.wrongInput, ''])
    expect(other.err).toContain('expected an unfinished campaign of the same sources, seed')
    expect(rest.err).toMatch(/^lockstep: batch 2 of 2: 40 sequences, .*\n$/)
    expect(rest.code).toBe(EXIT.holds)
    expect(Object.fromEntries(rest.files)).toEqual(Object.fromEntries(one.files))
  }, 300_000)
})

test('a mutant makes it exit 1, with the first failing sequence for any number of workers', async () => {
  const argv = '--runs 20 --batch-size 2 --seed 7 --coverage 0'
  const [one, two] = [
    await campaign(MUTANT, `${argv} --workers 1`),
    await campaign(MUTANT, `${argv} --workers 2`),
  ]
  expect([one.code, two.code]).toEqual([EXIT.broken, EXIT.broken])
  expect(two.files).toEqual(one.files)
  const { failure, batches } = one.campaign
  expect(failure!.batch).toBe(batches.done)
  expect(failure!.files).toEqual(
    expect.arrayContaining(['failure/story.txt', 'failure/regression.test.ts', 'failure/trace.itf.json']),
  )
  for (const file of failure!.files) expect(one.files.get(file)!.length).toBeGreaterThan(0)
  expect(one.files.get('failure/regression.test.ts')).toContain(
    `// Found by: npm run lockstep -- --batch ${failure!.batch}`,
  )
  expect(one.out).toMatch(/^FAILED\n {2}sequence \d+ of batch \d+: /)
}, 300_000)

test('a difference of the unoptimised contracts alone is a failure, too', async () => {
  const { code, campaign: result } = await campaign(
    UNOPTIMISED_MUTANT,
    '--runs 8 --batch-size 8 --seed 7 --coverage 1 --workers 1',
  )
  expect(code).toBe(EXIT.broken)
  expect(result.failure).not.toBe(null)
}, 300_000)

describe('invalid input is an error that says what to write, and runs nothing', () => {
  test.each([
    ['--runs 0', 'an integer from 1 to 10000000 for --runs'],
    ['--seed -1', '--seed'],
    ['--seed 4294967296', 'an integer from 0 to 4294967295 for --seed'],
    ['--workers two', 'an integer from 1 to 256 for --workers'],
    ['--minutes 0', 'minutes above 0 and up to 10080 for --minutes'],
    ['--minutes soon', 'Example: --minutes 5.'],
    ['--batch 2 --runs 5', '--batch without --runs'],
    ['--batch 2 --minutes 5', '--batch without --minutes'],
    ['--batch 2 --resume', '--batch without --resume'],
    ['--resume --out gone', 'an unfinished campaign for --resume'],
    ['--run 5', 'Did you mean "--runs"?'],
    ['baseline', 'options only'],
  ])('%s', async (argv, message) => {
    const cwd = directory()
    const { code, err, out } = await run(lockstep(SOUND), argv.split(' '), { cwd })
    expect(code).toBe(EXIT.wrongInput)
    expect(err).toContain(message)
    expect(out).toBe('')
    expect(contents(cwd).size).toBe(0)
  })

  test('a directory in which a file of other origin would be overwritten', async () => {
    const cwd = directory()
    writeFileSync(join(cwd, 'states.csv'), 'mine')
    const { code, err } = await run(lockstep(SOUND), ['--out', '.'], { cwd })
    expect(code).toBe(EXIT.wrongInput)
    expect(err).toContain('states.csv would be overwritten')
    expect(readFileSync(join(cwd, 'states.csv'), 'utf8')).toBe('mine')
  })

  test('a directory that is not writable', async () => {
    const { code, err } = await run(lockstep(SOUND), ['--out', '/dev/null/results'], { cwd: directory() })
    expect(code).toBe(EXIT.wrongInput)
    expect(err).toContain('a writable directory for --out')
  })
})

test('--help names every option and exits 0', async () => {
  const { code, out } = await run(lockstep(SOUND), ['--help'], { cwd: directory() })
  expect(code).toBe(EXIT.holds)
  const page = readFileSync(new URL('../../../docs/reference/cli.md', import.meta.url), 'utf8')
  for (const [option] of out.matchAll(/--[a-z-]+/g)) if (option !== '--') expect(page).toContain(option)
})

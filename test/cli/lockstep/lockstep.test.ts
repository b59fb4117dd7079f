/** The lockstep command: files, exit codes, boundaries and messages. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { lockstep } from '../../../src/cli/commands/lockstep.ts'
import { EXIT } from '../../../src/cli/io.ts'
import { parseLcov } from '../../evm/coverage/parse-lcov.ts'
import { contents, directory, run, type CommandOutput } from '../harness.ts'

const moduleOf = (file: string): string => new URL(file, import.meta.url).href
const SOUND = moduleOf('../../../src/cli/lockstep/setup.ts')
const MUTANT = moduleOf('./mutant-setup.ts')
const UNOPTIMISED_MUTANT = moduleOf('./unoptimised-mutant-setup.ts')

interface Campaign {
  readonly batches: { readonly done: number; readonly of: number }
  readonly sequences: number
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
  { now, cwd = directory() }: { readonly now?: () => number; readonly cwd?: string } = {},
): Promise<Finished> {
  const output = await run(lockstep(setup, now), [...argv.split(' '), '--out', 'results'], { cwd })
  const files = contents(join(cwd, 'results'))
  return { ...output, cwd, files, campaign: JSON.parse(files.get('campaign.json')!) as Campaign }
}

/** A clock of which every reading is a minute after the one before. */
function minutely(): () => number {
  let minutes = 0
  return () => 60_000 * minutes++
}

const SMALL = '--runs 40 --batch-size 20 --seed 7 --coverage 10'

describe('a small campaign', () => {
  let one: Finished
  let two: Finished
  beforeAll(async () => {
    one = await campaign(SOUND, `${SMALL} --workers 1`)
    two = await campaign(SOUND, `${SMALL} --workers 2 --json`)
  }, 300_000)

  test('gives the same bytes with one worker and with two', () => {
    expect([...two.files.keys()].toSorted()).toEqual([
      'campaign.json',
      'coverage.html',
      'functions.csv',
      'lcov.info',
      'sources.csv',
      'states.csv',
      'uncovered.csv',
    ])
    expect(two.files).toEqual(one.files)
    expect([one.code, two.code]).toEqual([EXIT.holds, EXIT.holds])
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
    expect(page).not.toMatch(/<script|<link|<img|src=|https?:/)
    expect(page).toContain('<section id="contracts-Master-sol">')
    expect(page).toContain('prefers-color-scheme: dark')
    expect(page).toMatch(/never true<\/span>/)
  })

  test('removes the files of the campaign before it in the directory, and no others', async () => {
    const { cwd } = one
    const next = await campaign(SOUND, '--runs 2 --batch-size 2 --coverage 0 --workers 1', { cwd })
    expect([...next.files.keys()].toSorted()).toEqual(['campaign.json', 'functions.csv', 'states.csv'])
  }, 120_000)
})

test('a batch runs alone as it does in its campaign', async () => {
  const both = await campaign(SOUND, '--runs 12 --batch-size 6 --coverage 0 --workers 1')
  const first = await campaign(SOUND, '--runs 6 --batch-size 6 --coverage 0 --workers 1')
  const second = await campaign(SOUND, '--batch 2 --batch-size 6 --coverage 0 --workers 1')
  const rows = ({ files }: Finished): number[] =>
    files
      .get('functions.csv')!
      .split('\n')
      .slice(1, -1)
      .map((row) => Number(/^[^,]*,[^,]*,(\d+)/.exec(row)![1]))
  const [sum, one, other] = [rows(both), rows(first), rows(second)]
  expect(sum).toEqual(one.map((count, index) => count + other[index]!))
  expect(other).not.toEqual(one)
  expect(second.campaign.command).toBe(
    'npm run lockstep -- --batch 2 --seed 20230712 --batch-size 6 --coverage 0',
  )
}, 300_000)

test('--minutes stops at the end of a batch and names it; the shorter campaign gives the same results', async () => {
  const argv = '--batch-size 3 --coverage 0 --workers 1'
  const stopped = await campaign(SOUND, `--runs 3000 --minutes 4 ${argv}`, { now: minutely() })
  const { batches, sequences } = stopped.campaign
  expect(stopped.campaign.stopped).toBe('time')
  expect(batches.of).toBe(1000)
  expect(batches.done).toBeLessThan(5)
  expect(sequences).toBe(3 * batches.done)
  expect(stopped.out).toContain(
    `Stopped after batch ${batches.done} of 1000: time is up; repeat with --runs ${sequences}.`,
  )
  expect(stopped.code).toBe(EXIT.holds)
  const repeated = await campaign(SOUND, `--runs ${sequences} ${argv}`)
  expect(repeated.files.get('functions.csv')).toBe(stopped.files.get('functions.csv'))
}, 300_000)

test('a mutant makes it exit 1, with the first failing sequence for any number of workers', async () => {
  const argv = '--runs 60 --batch-size 5 --seed 7 --coverage 0'
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
    '--runs 20 --batch-size 20 --seed 7 --coverage 1 --workers 1',
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

import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { mutants } from '../../../src/cli/commands/mutants.ts'
import { WorkerFailed } from '../../../src/cli/mutants/pool.ts'
import { directory, run } from '../harness.ts'

/** Mutants of the burn vault: of what it pays, which any sequence kills, and of what it checks. */
const SELECTION = [
  '--side',
  'contracts',
  '--contract',
  'BurnVault',
  '--operator',
  'arithmetic',
  '--operator',
  'revert-deletion',
]
const LOCKSTEP_ONLY = [...SELECTION, '--no-suites', '--budget', '12']

const command = mutants(() => [])

/** Nothing on stderr but lines of progress, the last of which says that all are judged. */
const PROGRESS = /^(mutants: \d+ of \d+ judged\n)*mutants: (\d+) of \2 judged\n$/

describe('npm run mutants', () => {
  it('gives the same bytes after an interruption, and for another number of workers', async () => {
    const cwd = directory()
    const whole = await run(command, [...LOCKSTEP_ONLY, '--workers', '2', '--out', 'a'], { cwd })
    expect(whole.err).toMatch(PROGRESS)
    const journal = readFileSync(join(cwd, 'a', 'journal.jsonl'), 'utf8')
    const lines = journal.split('\n').length - 1
    expect(lines).toBeGreaterThan(2)
    const results = readFileSync(join(cwd, 'a', 'results.json'), 'utf8')

    // Stopped in the middle of the third line.
    const [one, two, three] = journal.split('\n')
    writeFileSync(join(cwd, 'a', 'journal.jsonl'), `${one}\n${two}\n${three!.slice(0, 40)}`)
    const again = await run(command, [...LOCKSTEP_ONLY, '--workers', '1', '--resume', '--out', 'a'], { cwd })
    expect(again.err).toContain(`mutants: 2 of ${lines} were judged before\n`)
    // The contracts have no bundle, and the suites are left out.
    expect(again.out).toContain('\nstages lockstep; corpus')
    expect(again.out).toContain('the directed suites on real files did not run')
    expect(readFileSync(join(cwd, 'a', 'results.json'), 'utf8')).toBe(results)
    const resumed = readFileSync(join(cwd, 'a', 'journal.jsonl'), 'utf8')
    expect(resumed.startsWith(`${one}\n${two}\n`)).toBe(true)
  })

  it('says when it is interrupted what is kept, and how to go on', async () => {
    const cwd = directory()
    let interrupt = (): string => 'no handler'
    const failed = command([...LOCKSTEP_ONLY, '--workers', '1', '--out', 'a'], {
      cwd,
      terminal: false,
      out: () => {},
      err: () => {},
      onStop: () => () => {},
      onInterrupt: (message) => {
        interrupt = message
        return () => {}
      },
    })
    const journal = join(cwd, 'a', 'journal.jsonl')
    while (!existsSync(journal)) await new Promise((resolve) => setTimeout(resolve, 20))
    expect(interrupt()).toMatch(
      /^interrupted; \d+ of \d+ mutants are judged and kept in a\. Run the same command with --resume to go on\.$/,
    )
    // The process ends here; its workers are gone already.
    await expect(failed).rejects.toThrow(WorkerFailed)
  })

  it('kills a mutant of the burn vault, and reports what survives with its diff', async () => {
    const cwd = directory()
    const { code, out, err } = await run(command, [...LOCKSTEP_ONLY, '--json', '--out', 'a'], { cwd })
    const { score, results } = JSON.parse(out) as {
      readonly score: { readonly killed: number; readonly survived: number }
      readonly results: readonly { readonly id: string; readonly before: string; readonly status: string }[]
    }
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(score.killed).toBeGreaterThan(0)
    const payout = results.filter(({ before }) => before.includes('supply'))
    expect(payout.map(({ status }) => status)).toContain('killed')
    const report = readFileSync(join(cwd, 'a', 'report.md'), 'utf8')
    for (const { id, status } of results) expect(report.includes(`### ${id}`)).toBe(status === 'survived')
  })

  it('writes nothing where --out is a file', async () => {
    const cwd = directory()
    writeFileSync(join(cwd, 'a'), 'mine')
    const { code, out, err } = await run(command, [...LOCKSTEP_ONLY, '--out', 'a'], { cwd })
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toContain('expected a writable directory for --out')
    expect(readFileSync(join(cwd, 'a'), 'utf8')).toBe('mine')
  })

  it('closes the gate on a survivor that is not listed, with exit code 1', async () => {
    const cwd = directory()
    // Nobody can deploy a vault for the zero address through lockstep.
    const check = ['--contract', 'BurnVault', '--operator', 'revert-deletion', '--side', 'contracts']
    const argv = [...check, '--no-suites', '--budget', '12', '--gate', '--out', 'a']
    const closed = await run(command, argv, { cwd })
    expect(closed.code).toBe(1)
    const id = /got ([0-9a-f]{12})/.exec(closed.err)![1]!
    const entry = {
      id,
      verdict: 'known-gap',
      reason: 'Only for this test.',
      concerns: 'BurnVault',
      change: '',
    }
    const open = await run(
      mutants(() => [{ ...entry, side: 'contracts', verdict: 'known-gap' }]),
      [...argv, '--resume'],
      { cwd },
    )
    expect(open.code).toBe(0)
    expect(open.err).toBe('mutants: 2 of 2 were judged before\n')
    const report = JSON.parse(readFileSync(join(cwd, 'a', 'gate.json'), 'utf8')) as Record<string, unknown>
    expect(report).toMatchObject({ numFailedTests: 0 })
    expect(report['numPassedTests']).toBeGreaterThan(0)
  })

  it('says what is expected of a wrong option, a wrong contract and a wrong id', async () => {
    const cwd = directory()
    for (const [argv, expected] of [
      [['--side', 'contracts', '--contract', 'Mster'], 'Did you mean "Master"?'],
      [['--side', 'contracts', '--operator', 'aritmetic'], 'Did you mean "arithmetic"?'],
      [['--shard', '5/4'], 'I from 1 to N'],
      [['--shard', '0/4'], 'Example: --shard 1/4'],
      [['--side', 'solidity'], 'contracts, model, sim'],
      [['--side', 'contract'], 'Did you mean "contracts"?'],
      [['--seed', '1f'], '--sample N'],
      [['--no-bundle', '--bundle-only'], 'one of --no-suites'],
      [['--side', 'contracts', '--show', 'zz'], 'the id of one mutant'],
    ] as const) {
      const { code, err } = await run(command, [...argv], { cwd })
      expect({ argv, code }).toEqual({ argv, code: 2 })
      expect(err).toContain(expected)
    }
  })

  it('shows a mutant as a diff with the story of its kill', async () => {
    const cwd = directory()
    const { out } = await run(command, [...SELECTION, '--list', '--json'], { cwd })
    const { id } = (JSON.parse(out) as readonly { readonly id: string; readonly before: string }[]).find(
      ({ before }) => before.includes('/ supply'),
    )!
    const shown = await run(command, ['--side', 'contracts', '--show', id, '--budget', '20'], { cwd })
    expect(shown.out).toMatch(/^-  +uint256 payout = .* \/ supply;$/m)
    expect(shown.out).toMatch(/^Killed by entry \d+ of the corpus: /m)
    expect(shown.out).toMatch(
      /^Shrunk to \d+ actions?; after the last one model and chain differ:\n\n {2}1\. /m,
    )
    const generated = ['--side', 'contracts', '--show', id, '--no-corpus']
    const again = await run(command, generated, { cwd })
    expect(again.out).toMatch(/^Killed by generated sequence \d+ of seed \d+: /m)
  })
})

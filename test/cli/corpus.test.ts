import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { corpus } from '../../src/cli/commands/corpus.ts'
import {
  decodeCorpus,
  encodeEntry,
  InvalidCorpus,
  type CorpusEntry,
} from '../../src/lockstep/corpus/entry.ts'
import { MUTANTS } from '../../src/lockstep/systems/mutants.ts'
import type { Action } from '../../src/model/interface/action.ts'
import { directory, run, type CommandOutput } from './harness.ts'

const mint = { by: 'owner', call: 'master.mintMaster', args: { account: 'alice', amount: 5n } } as Action
const move = { by: 'alice', call: 'amt.transfer', args: { to: 'bruno', amount: 2n } } as Action

const entry = (name: string, covers: readonly string[], ...actions: readonly Action[]): CorpusEntry => ({
  name,
  amtSorts: 'below',
  covers,
  kills: [],
  actions,
})

const MINTED = entry('AMT is minted', ['master.mintMaster: ok'], mint)
const MOVED = entry('AMT is moved', ['amt.transfer: ok'], mint, move)

/** Runs the command on a corpus of its own. */
async function onCorpus(
  entries: readonly CorpusEntry[],
  ...argv: readonly string[]
): Promise<CommandOutput & { readonly after: () => readonly CorpusEntry[] }> {
  const cwd = directory()
  const file = join(cwd, 'corpus.jsonl')
  writeFileSync(file, entries.map((each) => `${encodeEntry(each)}\n`).join(''))
  const output = await run(corpus(file, HAND_WRITTEN), argv, { cwd })
  return { ...output, after: () => decodeCorpus(readFileSync(file, 'utf8')) }
}

const HAND_WRITTEN = MUTANTS.filter(({ name }) => name === 'the pool fee is 0.30%').concat(
  MUTANTS.slice(0, 1),
)

describe('npm run corpus', () => {
  it('shows all entries with their sizes, and the numbers of the whole', async () => {
    const { code, out } = await onCorpus([MINTED, MOVED], 'show')
    expect(code).toBe(0)
    expect(out).toBe(
      `   1  AMT is minted\n   2  AMT is moved\n2 entries, 3 actions, 2 features, kept for 0 mutants\n`,
    )
  })

  it('shows one entry as a story, or as its line', async () => {
    const told = await onCorpus([MINTED, MOVED], 'show', 'AMT is moved')
    const lines = told.out.split('\n')
    expect(lines.slice(0, 2)).toEqual(['AMT is moved', 'covers: amt.transfer: ok'])
    expect(lines.slice(-3)).toEqual([
      '  1. Owner mints 5 base units of AMT to alice',
      '  2. Alice sends 2 base units of AMT to bruno',
      '',
    ])
    const line = await onCorpus([MINTED, MOVED], 'show', 'AMT is moved', '--json')
    expect(decodeCorpus(line.out)).toEqual([MOVED])
  })

  it('replays entries on both sides', async () => {
    const all = await onCorpus([MINTED, MOVED], 'replay', '--json')
    expect(JSON.parse(all.out)).toEqual({ entries: 2, actions: 3, failures: [], stale: [] })
    const one = await onCorpus([MINTED, MOVED], 'replay', 'AMT is minted')
    expect(one).toMatchObject({ code: 0, out: expect.stringContaining('1 entry, 1 action on both sides') })
  })

  it('ends with exit code 1 at an entry that no longer reaches what it was kept for', async () => {
    const stale = entry('nothing is burnt', ['burnVault.backingWithdraw: ok'], mint)
    const { code, out } = await onCorpus([MINTED, stale], 'replay')
    expect(code).toBe(1)
    expect(out).toContain('stale: nothing is burnt no longer reaches burnVault.backingWithdraw: ok')
  })

  it('drops what the rest covers', async () => {
    const { code, after } = await onCorpus(
      [MINTED, entry('again', ['master.mintMaster: ok'], mint)],
      'minimise',
    )
    expect(code).toBe(0)
    expect(after().map(({ name }) => name)).toEqual(['AMT is minted'])
  })

  it('merges lists with a common set-up', async () => {
    const burn = { by: 'alice', call: 'amt.burn', args: { amount: 1n } } as Action
    const { code, out, after } = await onCorpus(
      [MOVED, entry('burnt', ['amt.burn: ok'], mint, burn)],
      'minimise',
    )
    expect(code).toBe(0)
    expect(after().map(({ actions }) => actions)).toEqual([[mint, move, burn]])
    expect(out).toContain('before: 2 entries, 4 actions, 3 features')
    expect(out).toContain('after:  1 entry, 3 actions, 3 features')
  })

  it('puts first what kills mutants within few actions', async () => {
    const learned = await onCorpus([], 'learn', '--mutants', '0', '--sequences', '60')
    const [killer] = learned.after()
    const { code, after } = await onCorpus([MOVED, killer!], 'order', '--mutants', '0')
    expect(code).toBe(0)
    expect(after()).toEqual([killer, MOVED])
  })

  it('grows by what an exploration reaches, the same for the same seed', async () => {
    const [one, two] = [
      await onCorpus([], 'grow', '--sequences', '2'),
      await onCorpus([], 'grow', '--sequences', '2'),
    ]
    expect(one.after().flatMap(({ covers }) => covers).length).toBeGreaterThan(50)
    expect(two.after()).toEqual(one.after())
  })

  it('learns the mutants that it misses, tells each on stderr, and then knows them', async () => {
    const { code, err, after } = await onCorpus([MINTED], 'learn', '--mutants', '0', '--sequences', '60')
    expect(code).toBe(0)
    const learned = after().flatMap(({ kills }) => kills)
    expect(learned.length).toBeGreaterThan(0)
    for (const id of learned) expect(err).toContain(`${id} learned: `)
    const again = await onCorpus(after(), 'learn', '--mutants', '0', '--sequences', '60')
    expect(again.err).toContain(`${learned.length} killed by the corpus, 0 learned`)
  })

  it('says what is expected of a wrong action, name or option', async () => {
    for (const [argv, expected] of [
      [[], 'show, grow, learn, minimise, order, replay'],
      [['shrink'], 'show, grow, learn, minimise, order, replay'],
      [['show', 'nothing'], 'the name of one of the 1 entries'],
      [['replay', 'nothing'], 'the name of one of the 1 entries'],
      [['show', 'AMT', 'is'], 'at most one name'],
      [['grow', 'AMT is minted'], 'nothing after grow'],
      [['learn', '--mutants', 'all'], '--mutants'],
      [['show', '--seeds', '1'], '--seeds'],
    ] as const) {
      const { code, err, after } = await onCorpus([MINTED], ...argv)
      expect({ argv, code }).toEqual({ argv, code: 2 })
      expect(err).toContain(expected)
      expect(after()).toEqual([MINTED])
    }
  })

  it('reads no file that is not a corpus', async () => {
    const cwd = directory()
    const file = join(cwd, 'corpus.jsonl')
    writeFileSync(file, `${encodeEntry(MINTED)}\n{"name":""}\n`)
    await expect(run(corpus(file), ['show'], { cwd })).rejects.toThrow(InvalidCorpus)
  })
})

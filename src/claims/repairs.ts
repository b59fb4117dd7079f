/**
 * Repairs: changes of the contracts under which a claim that fails, or needs an assumption, holds.
 *
 * Each is a small difference in `contracts/hardened`, with the same change of the model, so that lockstep
 * compares the two and the same search runs on the repaired model. A hunk's context must match exactly once.
 */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { changedBuild, type Build } from '../evm/build.ts'
import type { Edit } from '../evm/compile/edit.ts'
import { projectRoot } from '../evm/compile/root.ts'
import type { Rules } from '../lockstep/compare/rules.ts'
import { mutatedRules } from '../lockstep/mutation/mutated-model.ts'

export interface Repair {
  /** Also the name of the file in `contracts/hardened`, without `.diff`. */
  readonly name: string
  /** Readings that it repairs. */
  readonly readings: readonly { readonly claim: number; readonly name: string }[]
  /** What it changes, as a sentence. */
  readonly change: string
  /** What it costs, beside gas, as a sentence. */
  readonly cost: string
  /**
   * How it is expected to move the primary metrics of scenarios, by their names: `npm run claims --
   * --compare-hardened` compares. In a scenario that is not named, nothing at all is to differ.
   */
  readonly expects?: Readonly<Record<string, Expected>>
  /** Whether it holds from the opening of a scenario on only, since the past was otherwise. @default false */
  readonly fromOpening?: boolean
}

/** What may differ: nothing; what is not the metric; or the metric in one direction. */
export type Expected = 'nothing differs' | 'equal' | 'no lower' | 'no higher'

export const REPAIRS: readonly Repair[] = [
  {
    name: 'matched-emission',
    readings: [
      { claim: 5, name: 'nothing-lowers' },
      { claim: 6, name: 'once-all-are-issued' },
      { claim: 25, name: 'redemption-value' },
    ],
    change:
      'An emission takes from the owner the BTCB that keeps the RCL’s rate, rounded up, and sends it ' +
      'to the RCL.',
    cost:
      'The project must hold BTCB for each emission: at the rate of July 2023, 5.45 BTCB for ' +
      '10,000,000 AMT. Who funds the RCL raises the price of emissions.',
    expects: { dilution: 'no lower' },
    fromOpening: true,
  },
  {
    name: 'cap-of-all-issued',
    readings: [{ claim: 10, name: 'ever-issued' }],
    change: 'AMT counts what it has ever minted, and reverts a mint that would raise that above the cap.',
    cost:
      'Burnt and redeemed AMT cannot be issued again, so new hash power can be paid with fewer AMT the ' +
      'more are redeemed.',
  },
  {
    name: 'split-emission',
    readings: [{ claim: 13, name: 'enforced' }],
    change:
      'An emission goes to its account to 75%, rounded down, and the rest to the owner, for public sale ' +
      'and administration. An emission to the owner alone reverts.',
    cost:
      'No emission for another purpose is possible, such as for the Market’s inventory or the launch ' +
      'pool, and the owner can still send the rest to whom it likes.',
    expects: { dilution: 'no lower' },
    fromOpening: true,
  },
  {
    name: 'sale-at-pool-price',
    readings: [{ claim: 32, name: 'to-the-market' }],
    change: 'A sale to the Market pays what its rate gives, but no more than the pools pay for the AMT.',
    cost:
      'Whoever sells to the Market gets the pools’ price, so it is no better exit than PancakeSwap, and ' +
      'nobody can sell to it while a pool is empty.',
    expects: { 'market-arbitrage': 'no lower' },
  },
  {
    name: 'owner-only-burn',
    readings: [{ claim: 42, name: 'only-the-owner' }],
    change: 'AMT’s burn is for its owner only, which is Master.',
    cost: 'Holders cannot burn AMT but by a redemption; Master never calls it, so nobody does.',
  },
  {
    name: 'two-calendar-years',
    readings: [{ claim: 15, name: 'two-calendar-years' }],
    change: 'The locker waits 731 days, which two calendar years have at most.',
    cost: 'In two years without a leap day the lock ends a day late.',
    expects: { 'liquidity-flight': 'equal' },
  },
  {
    name: 'holders-only-airdrop',
    readings: [{ claim: 23, name: 'enforced' }],
    change: 'The distributor pays an entry only if its account held AMT at the snapshot.',
    cost:
      'Providers and depositors without AMT in a wallet cannot be paid, so a list that looks through ' +
      'to people no longer makes all of them whole (claims 18 and 19).',
    expects: { 'great-reset': 'no higher' },
  },
  {
    name: 'no-redemption-for-nothing',
    readings: [{ claim: 35, name: 'pays-something' }],
    change: 'The RCL reverts a redemption that would pay nothing while it holds BTCB.',
    cost:
      'AMT that are worth less than one base unit of BTCB cannot be redeemed, so not every holder has ' +
      'an exit at every moment, which is the other reading of claim 35.',
    expects: { 'liquidity-flight': 'equal' },
  },
  {
    name: 'claims-rounded-once',
    readings: [{ claim: 4, name: 'never-less' }],
    change:
      'A claim of AMT is its share of the whole payment by all AMT, rounded down once, instead of its ' +
      'share of the holders’ part, which is rounded before. The vaults credit the same.',
    cost:
      'A claim can be one base unit lower than before: what the first rounding left to holders stays in ' +
      'Master until the owner collects it as dust. Whoever computes claims from pays and the AMT ' +
      'outside the pool must add liqPays.',
    expects: { baseline: 'equal', 'bear-market': 'equal', 'buyback-flywheel': 'equal' },
  },
]

/** The repair of a reading, if there is one. */
export function repairOf(claim: number, reading: string): Repair | undefined {
  return REPAIRS.find(({ readings }) =>
    readings.some((each) => each.claim === claim && each.name === reading),
  )
}

/** Both parts of a repair: of the contracts, and of the model. */
export function editsOf({ name }: Repair): {
  readonly contracts: readonly Edit[]
  readonly model: readonly Edit[]
} {
  const edits = readDiff(
    readFileSync(join(projectRoot, 'contracts', 'hardened', `${name}.diff`), 'utf8'),
    name,
  )
  return {
    contracts: edits.filter(({ source }) => source.startsWith('contracts/')),
    model: edits.filter(({ source }) => source.startsWith('src/model/')),
  }
}

/** The contracts with the repair. */
export function repairedBuild(repair: Repair): Build {
  return changedBuild(repair.name, { edits: editsOf(repair).contracts })
}

/** The model with the repair; undefined where the model's sources are not installed. */
export async function repairedRules(repair: Repair): Promise<Rules | undefined> {
  if (!existsSync(join(projectRoot, 'src', 'model', 'economy.ts'))) return undefined
  return mutatedRules(editsOf(repair).model)
}

/** A unified difference without line numbers as edits, one for each hunk. */
export function readDiff(text: string, purpose: string): readonly Edit[] {
  return text.split(/^--- a\/.*\n/m).flatMap((file) => {
    const [first = '', ...hunks] = file.split(/^@@\n/m)
    const source = /^\+\+\+ b\/(.+)$/m.exec(first)?.[1]
    if (source === undefined) return []
    return hunks.map((hunk) => {
      const lines = hunk.split('\n').filter((line) => line !== '')
      const part = (marks: string): string =>
        lines
          .filter((line) => marks.includes(line[0]!))
          .map((line) => line.slice(1))
          .join('\n')
      return { purpose, source, find: part(' -'), replace: part(' +') }
    })
  })
}

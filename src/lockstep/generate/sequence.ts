/**
 * Sequences: a generated genesis, and choice sequences that become actions.
 *
 * fast-check generates the genesis as data and each step as a choice sequence of plain words. Only when the
 * step runs does a command turn the words into actions, given the model's state at that point. So no
 * generated sequence is discarded, and shrinking removes steps and simplifies words.
 */
import * as fc from 'fast-check'
import type { Action } from '../../model/interface/action.ts'
import { ONE } from '../../model/kernel/units.ts'
import { entropyOf, MAX_WORD, WORDS_PER_STEP } from './entropy.ts'
import { MOST_AMT, ROSTER, type Genesis, type Holding } from './genesis.ts'
import { LOCKSTEP_COMMANDS } from './commands.ts'
import type { GeneratorContext, WeightedCommand } from './context.ts'

/** The words from which one command makes its choices. */
export type ChoiceSequence = readonly number[]

export interface Sequence {
  readonly genesis: Genesis
  readonly steps: readonly ChoiceSequence[]
}

/** The actions that a choice sequence makes in a context: one call, or several that belong together. */
export function actionsOf(
  step: ChoiceSequence,
  context: GeneratorContext,
  commands: readonly WeightedCommand[] = LOCKSTEP_COMMANDS,
): readonly Action[] {
  const entropy = entropyOf(step)
  return entropy.weighted(commands)(context, entropy)
}

/** An arbitrary choice sequence. */
export const arbitraryChoices: fc.Arbitrary<ChoiceSequence> = fc.array(fc.noBias(fc.nat({ max: MAX_WORD })), {
  minLength: WORDS_PER_STEP,
  maxLength: WORDS_PER_STEP,
})

/** Sequences of a generated genesis and up to `maxSteps` steps. */
export function arbitrarySequence(maxSteps: number): fc.Arbitrary<Sequence> {
  return fc.record({
    genesis: arbitraryGenesis,
    steps: fc.noBias(fc.array(arbitraryChoices, { minLength: 1, maxLength: maxSteps, size: 'max' })),
  })
}

/** Amounts as people hold them, a few base units that show rounding, edges, or none. */
function arbitraryAmount(most: bigint): fc.Arbitrary<bigint> {
  const capped = (amount: bigint): bigint => (amount > most ? most : amount)
  return fc.oneof(
    { weight: 6, arbitrary: fc.bigInt({ min: 1n, max: most / ONE }).map((tokens) => tokens * ONE) },
    { weight: 3, arbitrary: fc.bigInt({ min: 1n, max: most }) },
    { weight: 2, arbitrary: fc.bigInt({ min: 1n, max: 5000n }) },
    { weight: 1, arbitrary: fc.bigInt({ min: 0n, max: 40n }).map((bits) => capped(1n << (bits + 30n))) },
    { weight: 1, arbitrary: fc.constant(0n) },
  )
}

const BTCB_OF_A_PERSON = 1000n * ONE
const USDT_OF_A_PERSON = 10_000_000n * ONE

const arbitraryHolding: fc.Arbitrary<Omit<Holding, 'name'>> = fc.record({
  amt: arbitraryAmount(MOST_AMT),
  btcb: arbitraryAmount(BTCB_OF_A_PERSON),
  usdt: fc.oneof(
    { weight: 2, arbitrary: fc.constant(0n) },
    { weight: 1, arbitrary: arbitraryAmount(USDT_OF_A_PERSON) },
  ),
  rawPercent: fc.constantFrom(0, 0, 0, 20, 50),
  wrappedPercent: fc.constantFrom(0, 0, 10, 30),
  stakedPercent: fc.constantFrom(0, 0, 0, 30),
  buyBackPercent: fc.constantFrom(0, 0, 0, 40),
  trusting: fc.boolean(),
})

const arbitraryWorld = fc.record({
  amtSorts: fc.constantFrom('below' as const, 'above' as const),
  holdings: fc
    .tuple(
      fc.subarray([...ROSTER], { minLength: 2 }),
      fc.array(arbitraryHolding, { minLength: ROSTER.length, maxLength: ROSTER.length }),
    )
    .map(([names, holdings]) => names.map((name, index): Holding => ({ name, ...holdings[index]! }))),
  rcl: arbitraryAmount(100n * ONE),
  price: fc.constantFrom(50n, 1000n, 1_000_000n, 7n, 10n ** 12n),
  owner: fc.record({ amt: arbitraryAmount(MOST_AMT), btcb: arbitraryAmount(BTCB_OF_A_PERSON) }),
  market: fc.record({ amtPercent: fc.constantFrom(0, 20, 50), usdt: arbitraryAmount(USDT_OF_A_PERSON) }),
  /** In one of fifteen geneses no AMT is issued yet. */
  issued: fc.nat(14).map((n) => n > 0),
  /** In one of eight geneses the AMT/BTCB pair has no liquidity yet. */
  provided: fc.nat(7).map((n) => n > 0),
  locked: fc.option(arbitraryAmount(MOST_AMT), { nil: undefined, freq: 2 }),
  payer: fc.record({
    btcb: fc.oneof(
      { weight: 4, arbitrary: fc.bigInt({ min: ONE, max: BTCB_OF_A_PERSON }) },
      { weight: 1, arbitrary: arbitraryAmount(BTCB_OF_A_PERSON) },
    ),
    trusting: fc.boolean(),
  }),
  feeTo: fc.constantFrom(undefined, 'pancake' as const, 'a person' as const),
  outsidePair: fc.option(
    fc.record({ btcb: arbitraryAmount(BTCB_OF_A_PERSON), usdt: arbitraryAmount(USDT_OF_A_PERSON) }),
    { nil: undefined, freq: 1 },
  ),
})

/** Arbitrary of genesis states, for fast-check. */
export const arbitraryGenesis: fc.Arbitrary<Genesis> = arbitraryWorld.map(
  ({ issued, provided, ...deployed }) => {
    const feeTo = deployed.feeTo === 'a person' ? deployed.holdings[0]!.name : deployed.feeTo
    const unprovided = {
      ...deployed,
      feeTo,
      holdings: deployed.holdings.map(outOfThePool),
      locked: undefined,
    }
    if (!issued)
      return {
        ...unprovided,
        holdings: unprovided.holdings.map(withoutAmt),
        owner: { ...deployed.owner, amt: 0n },
      }
    return provided ? { ...deployed, feeTo } : unprovided
  },
)

function outOfThePool(holding: Holding): Holding {
  return { ...holding, rawPercent: 0, wrappedPercent: 0 }
}

function withoutAmt(holding: Holding): Holding {
  return { ...holding, amt: 0n, stakedPercent: 0, buyBackPercent: 0 }
}

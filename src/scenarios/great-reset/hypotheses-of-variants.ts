/**
 * Hypotheses of the scenario `great-reset` about versions, worlds and factors, stated before the run.
 */
import { Decimal } from 'decimal.js'

import type { Hypothesis } from '../../sim/definition/hypothesis.ts'
import { leftOutAt } from '../../sim/definition/start.ts'
import { startOf } from '../shared/start.ts'
import { variantOf, type Compared } from '../../sim/definition/variant.ts'
import type { Summary } from '../../sim/recording/summary.ts'
import { about } from '../shared/figures.ts'
import { DEPOSITORS, PROVIDERS, representatives, WALLET_HOLDERS } from '../shared/representatives.ts'
import { WHOLE } from './hypotheses.ts'
import { isAnotherPool, type GreatReset } from './parameters.ts'
import { casesOf, ELIGIBLE_QUARTER, type ResetCase } from './resets.ts'
import { around, changesOf, happened, kept, RESET_DAY, takeOf, type Changes, type Closes } from './wealth.ts'

/** A variant whose reset was carried out. */
interface Done extends ResetCase {
  readonly run: Summary
  readonly closes: Closes
  readonly changes: Changes
}

/** Variants whose reset was carried out; undefined if the run is too short. */
function doneOf(settings: GreatReset, run: Compared): readonly Done[] | undefined {
  if (around(run) === undefined) return undefined
  return casesOf(settings).flatMap((each) => {
    const variant = variantOf(run, each.name)
    const closes = around(variant)!
    return happened(closes)
      ? [{ ...each, run: variant, closes, changes: changesOf(settings, variant, closes) }]
      : []
  })
}

const lossGrowsWithFactor = (settings: GreatReset): Hypothesis<Compared> => ({
  statement:
    'Where the reserve can pay for more than one φ, a larger one means a larger loss by an exit alone',
  check: (run) => {
    const done = doneOf(settings, run)?.filter(
      ({ world, version }) => world === 'tenth' && version === 'spot',
    )
    if (done === undefined || done.length < 2) return undefined
    const parts = representatives(run).map(({ person }) =>
      done.map(({ changes }) => kept(changes.of(person), 'alone')!),
    )
    const miner = parts[0]!
    return {
      found: `the largest miner keeps ${done.map(({ factor }, index) => `${miner[index]!.toFixed(1)}% at φ = ${factor}`).join(', ')}`,
      asExpected: parts.every((each) =>
        each.every((part, index) => index === 0 || part.lt(each[index - 1]!)),
      ),
    }
  },
})

/** Providers keep more than the root by the fee of the sale, at most this much more, in percent. */
const FEE = '0.5'

const literalForgets = (settings: GreatReset): Hypothesis<Compared> => ({
  statement:
    'As literally described, AMT in vaults keeps 1/φ of its value at the pool price, and liquidity 1/√φ: nobody looks through to its owners',
  check: (run) => {
    const done = doneOf(settings, run)?.filter(
      ({ version, world }) => version === 'literal' && world !== 'quarter',
    )
    if (done === undefined || done.length === 0) return undefined
    const found = done.map(({ changes, factor, run: { people } }) => {
      const part = (person: string): Decimal | undefined =>
        people.includes(person) ? kept(changes.of(person), 'spot') : undefined
      return { factor: new Decimal(factor), staker: part('staker-1'), provider: part('raw-provider-1') }
    })
    return {
      found: found
        .map(
          ({ factor, staker, provider }) =>
            `φ = ${factor.toFixed()}: staker ${staker?.toFixed(1) ?? 'none'}%, provider ${provider === undefined ? 'none' : `${provider.toFixed(1)}%`}`,
        )
        .join('; '),
      asExpected: found.every(({ factor, staker, provider }) => {
        const root = new Decimal(100).div(factor.sqrt())
        return (
          (staker === undefined || staker.sub(new Decimal(100).div(factor)).abs().lt('1e-6')) &&
          (provider === undefined || (provider.gte(root.sub('0.1')) && provider.lte(root.add(FEE))))
        )
      }),
    }
  },
})

const wholeAtExecution = (settings: GreatReset): Hypothesis<Compared> => ({
  statement:
    'Where feasible, compensation at execution leaves no holder worse off at the pool price and by an exit alone; all outside the project together still can take out less',
  check: (run) => {
    const done = doneOf(settings, run)?.filter(
      ({ version, world }) => version === 'execution' && world !== 'quarter',
    )
    if (done === undefined || done.length === 0) return undefined
    const worst = done
      .flatMap(({ changes }) =>
        [...WALLET_HOLDERS, ...DEPOSITORS].flatMap(({ person }) => [
          kept(changes.of(person), 'spot')!,
          kept(changes.of(person), 'alone')!,
        ]),
      )
      .reduce((a, b) => Decimal.min(a, b))
    const together = done.map(({ changes }) => kept(changes.people, 'outside')!)
    return {
      found: `minimum ${worst.toFixed(9)}%; together ${done.map(({ factor }, index) => `${together[index]!.toFixed(1)}% at φ = ${factor}`).join(', ')}`,
      asExpected: worst.gt(WHOLE) && together.every((part) => part.lt(100)),
    }
  },
})

const providersLose = (settings: GreatReset): Hypothesis<Compared> => ({
  statement:
    'Providers can take out less in every version and world, alone and together: they are compensated in AMT for BTCB',
  check: (run) => {
    const done = doneOf(settings, run)
    // The launch pool has no public liquidity: a provider is a holder there.
    if (done === undefined || isAnotherPool(settings)) return undefined
    const parts = done.flatMap(({ changes, run: variant, world }) =>
      world === 'launch'
        ? []
        : PROVIDERS.filter(({ person }) => variant.people.includes(person)).flatMap(({ person }) =>
            (['alone', 'joint', 'outside'] as const).map((measure) => kept(changes.of(person), measure)!),
          ),
    )
    if (parts.length === 0) return undefined
    const [least, most] = [Decimal.min(...parts), Decimal.max(...parts)]
    return { found: `they keep ${least.toFixed(1)} to ${most.toFixed(1)}%`, asExpected: most.lt(100) }
  },
})

const takenEverywhere = (settings: GreatReset): Hypothesis<Compared> => ({
  statement:
    'On the pool of July 2023 the project takes BTCB in every version and world, and all others together can take out less; where it owns most of the AMT, a fifth less at least',
  ...(settings.opening === undefined ? {} : { leftOut: leftOutAt(startOf(settings)) }),
  check: (run) => {
    const done = doneOf(settings, run)
    if (done === undefined || done.length === 0 || isAnotherPool(settings)) return undefined
    const rows = done.map(({ name, world, closes, changes }) => ({
      name,
      most: world === 'tenth' || world === 'launch' ? 80 : 100,
      take: takeOf(closes),
      part: kept(changes.people, 'outside')!,
    }))
    return {
      found: rows
        .map(({ name, take, part }) => `${name}: ${about(take, 1)} BTC, ${part.sub(100).toFixed(1)}%`)
        .join('; '),
      asExpected: rows.every(({ take, part, most }) => take > 0n && part.lt(most)),
    }
  },
})

const ineligibleLose = (settings: GreatReset): Hypothesis<Compared> => ({
  statement:
    'With a quarter of every holding eligible, wallets keep a quarter, and the rest over φ, at the pool price',
  check: (run) => {
    const done = doneOf(settings, run)?.filter(
      ({ world, version }) => world === 'quarter' && version !== 'execution',
    )
    if (done === undefined || done.length === 0) return undefined
    const part = new Decimal(ELIGIBLE_QUARTER)
    const rows = done.map(({ changes, factor }) => ({
      found: kept(changes.of('medium-1'), 'spot')!,
      expected: part.add(new Decimal(100).sub(part).div(factor)),
    }))
    return {
      found: rows.map(({ found }) => `${found.toFixed(2)}%`).join(', '),
      asExpected: rows.every(({ found, expected }) => found.sub(expected).abs().lt('1e-6')),
    }
  },
})

export const hypothesesOfVariants = (settings: GreatReset): readonly Hypothesis<Compared>[] =>
  [
    literalForgets(settings),
    ineligibleLose(settings),
    lossGrowsWithFactor(settings),
    wholeAtExecution(settings),
    providersLose(settings),
    takenEverywhere(settings),
  ].map((each) => ({ days: RESET_DAY + 1, ...each }))

/**
 * Discounted payouts: expected payouts of each coming month, discounted at a required yearly return, with
 * expected growth of difficulty and BTC price and with the known halvings.
 *
 * Today's production is carried forward: earnings fall with difficulty and with each halving of the subsidy,
 * power in BTC falls with the BTC price. Under `deducted` a month whose power costs more than it earns pays
 * nothing. Machines, power price, block fees and AMT supply stay as they are today. At the horizon the holder
 * redeems at the floor, which the RCL's share of the payments has raised until then.
 *
 * Units: BTCB wei per AMT, float. Blocks come every ten minutes.
 */
import { BLOCKS_PER_HALVING, subsidyAt } from '../../model/economics/mining.ts'
import { ONE } from '../../model/kernel/units.ts'
import { productionOf, splitOf, type Treasury } from '../agents/operations/treasury.ts'
import { feesPerBlock, type Environment } from '../environment.ts'
import { powerOfTwo } from '../math/float64.ts'
import { pow } from '../math/pow.ts'
import { redemptionRateDown } from '../view/agent-view.ts'
import type { Valuation } from './valuation.ts'

/** What is expected of the future. Growth rates and returns are yearly fractions: 0.5 for 50%. */
export interface Outlook {
  readonly difficultyGrowth: number
  readonly btcGrowth: number
  /** Required yearly return in BTC; above 0. */
  readonly requiredReturn: number
  /** Months that are looked ahead. */
  readonly months: number
}

const MONTHS_PER_YEAR = 12
const BLOCKS_PER_MONTH = (365 * 144) / MONTHS_PER_YEAR
const DAYS_PER_MONTH = 365 / MONTHS_PER_YEAR

/** Expected payouts until the horizon and the floor there, both at today's value. */
export function discounted(treasury: Treasury, outlook: Outlook): Valuation {
  const monthly = (growth: number): number => pow(1 + growth, 1 / MONTHS_PER_YEAR)
  const factors: Factors = {
    earnings: 1 / monthly(outlook.difficultyGrowth),
    costs: 1 / monthly(outlook.btcGrowth),
    discount: 1 / monthly(outlook.requiredReturn),
  }
  const split = splitOf(treasury)
  // Several people ask on the same day; the answer follows from these four alone.
  let known:
    | { environment: Environment; supply: bigint; rate: bigint; share: bigint; value: number }
    | undefined
  return (view) => {
    const { environment } = view
    const [supply, rate, share] = [view.supply('amt'), redemptionRateDown(view), split.now(view)]
    if (
      known?.environment !== environment ||
      known.supply !== supply ||
      known.rate !== rate ||
      known.share !== share
    ) {
      const shares = split.expected(view)
      const value =
        supply === 0n ? 0 : valueOf({ environment, supply, rate, treasury, shares }, factors, outlook.months)
      known = { environment, supply, rate, share, value }
    }
    return known.value
  }
}

interface Factors {
  readonly earnings: number
  readonly costs: number
  readonly discount: number
}

/** What is known today. */
interface Today {
  readonly environment: Environment
  /** AMT, in wei. */
  readonly supply: bigint
  /** Redemption rate, BTCB wei per AMT. */
  readonly rate: bigint
  readonly treasury: Treasury
  /** Expected share of the RCL in a coming month, in percent. */
  readonly shares: (month: number) => number
}

function valueOf(
  { environment, supply, rate, treasury, shares }: Today,
  factors: Factors,
  months: number,
): number {
  const today = productionOf(treasury, environment)
  const deducts = treasury.costs === 'deducted'
  const reward = rewardsFrom(environment)
  const perAmt = DAYS_PER_MONTH / (Number(supply) / Number(ONE))
  let earned = Number(today.mined - today.poolFee)
  let costs = Number(today.power + today.capex)
  let [discount, floor, value] = [1, Number(rate), 0]
  for (let month = 0; month < months; month++) {
    const gross = earned * reward(month)
    const paid = (deducts ? Math.max(0, gross - costs) : gross) * perAmt
    discount *= factors.discount
    const toVault = shares(month) / 100
    value += paid * (1 - toVault) * discount
    floor += paid * toVault
    earned *= factors.earnings
    costs *= factors.costs
  }
  return value + floor * discount
}

/** Subsidy and fees of a block in a coming month, as a multiple of today's. */
function rewardsFrom(environment: Environment): (month: number) => number {
  const fees = Number(feesPerBlock(environment))
  const { height } = environment.network
  const now = Number(subsidyAt(BigInt(height)))
  const done = Math.floor(height / BLOCKS)
  return (month) => {
    const halvings = Math.floor((height + month * BLOCKS_PER_MONTH) / BLOCKS) - done
    return (now * powerOfTwo(-halvings) + fees) / (now + fees)
  }
}

const BLOCKS = Number(BLOCKS_PER_HALVING)

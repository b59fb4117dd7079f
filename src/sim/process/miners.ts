/**
 * Miners: the world's machines by energy efficiency, which of them run, and the orders for new ones.
 *
 * - **Curtailment.** A machine runs while its earnings cover its power. Operators' prices of power are
 *   log-normal, so of a vintage of `e` J/TH the share `Φ(ln(b/median)/spread)` runs, where
 *   `b = hashprice·(1 - pool fee)/(24·e·(1 + loss))` is its break-even price of power.
 * - **Orders.** New machines are ordered in proportion to the hash rate. At day 0's payback period of a new
 *   machine the orders sustain a given growth; otherwise they scale with
 *   `(payback then / payback now)^elasticity`, from none to a largest rate that makers can deliver.
 * - **Delay.** Orders pass three stages of equal mean, so the delay is Erlang-distributed. On day 0 the
 *   stages hold what the given growth needs.
 * - **Progress.** Energy and price per TH of new machines fall by the same share each year. Only their
 *   ratio to day 0 matters, so the level of the machine price cancels out.
 *
 * Units: hashes per second, J/TH, USD per kWh, hashprice in USD per PH/s and day. Draws nothing; all
 * functions are pure, so that they can be fitted to data.
 *
 * A first day on which new machines earn no more than their power has no payback period to compare later ones
 * with, and its orders would contradict the growth that they sustain; one on which hardly any machine runs
 * implies an idle fleet of many times the hash rate. Both are errors ({@link NoMargin}, {@link FleetIdle}).
 *
 * Not modelled: prices of machines that follow hashprice (a lower elasticity does the same), wear, old
 * machines that move to cheaper power, cash flow and debt of miners, long-term contracts of power.
 */
import { exp } from '../math/exp.ts'
import { log } from '../math/log.ts'
import { normalCdf } from '../math/normal.ts'
import { pow } from '../math/pow.ts'
import { DAYS_PER_YEAR, inRange } from './process.ts'

/** A generation of machines and its share of what is installed on day 0. */
export interface Vintage {
  readonly machines: string
  readonly joulesPerTh: number
  readonly share: number
}

/**
 * The fleet of July 2023. J/TH: the makers' specifications of the machines named. Shares: this project's
 * assumption; no public source gives them by model. Their mean is 34 J/TH.
 */
export const FLEET_BY_EFFICIENCY: readonly Vintage[] = [
  { machines: 'Antminer S9', joulesPerTh: 98, share: 0.02 },
  { machines: 'Antminer S17, Whatsminer M20S', joulesPerTh: 48, share: 0.09 },
  { machines: 'Antminer T19, Whatsminer M30S', joulesPerTh: 38, share: 0.16 },
  { machines: 'Antminer S19, Whatsminer M30S+', joulesPerTh: 34, share: 0.25 },
  { machines: 'Antminer S19j Pro, Whatsminer M30S++', joulesPerTh: 30, share: 0.3 },
  { machines: 'Antminer S19 XP, Whatsminer M50S', joulesPerTh: 23, share: 0.18 },
]

/** How orders of machines respond to mining rewards. */
export interface ResponseParameters {
  /** Growth of the hash rate a year at day 0's payback period: 0.5 for 50%. */
  readonly growth: number
  /** Elasticity of orders to the payback period; 0 for orders that ignore it. */
  readonly elasticity: number
  /** Mean days from an order to the running machine, at least 3. */
  readonly deliveryDays: number
  /** Half-life, in days, of the average of hashprice on which machines are switched; 0 for the day's own. */
  readonly reactionDays: number
  /** Median price of power of the world's miners, USD per kWh. */
  readonly powerPrice: number
  /** Standard deviation of the logarithm of their prices of power, above 0. */
  readonly powerSpread: number
  /** Energy of new machines on day 0, J/TH. */
  readonly newJoulesPerTh: number
  /** Yearly fall of energy and price per TH of new machines: 0.22 for 22%. */
  readonly progress: number
  /** Largest growth of the hash rate a year that orders can sustain. */
  readonly largestGrowth: number
}

/**
 * Sources. Power: the Cambridge Bitcoin Electricity Consumption Index assumes 0.05 USD per kWh; the spread
 * (90% between 3.1 and 8.2 cents) is an assumption. New machines: 21.5 J/TH is the Antminer S19 XP's; from
 * the S9's 98 of 2016 to that of 2022 energy fell by 22% a year. Elasticity, delay, half-life and largest
 * growth are assumptions.
 */
export const RESPONSE: Omit<ResponseParameters, 'growth'> = {
  elasticity: 1,
  deliveryDays: 120,
  reactionDays: 7,
  powerPrice: 0.05,
  powerSpread: 0.3,
  newJoulesPerTh: 21.5,
  progress: 0.22,
  largestGrowth: 2,
}

/** The mining pool's fee and the electrical losses of the world's miners: as this project's (`FARM`). */
const POOL_FEE = 0.025
const LOSS = 0.03

/** Least share of the machines installed on day 0 that runs (assumption). */
export const LEAST_RUNNING = 0.01

const HOURS_PER_DAY = 24
const TH_PER_PH = 1000
const STAGES = 3

/** Machines of the rest of the network, by age and order. */
export interface Miners {
  /** Installed hashes a second: the vintages of day 0, then one of arrivals for each year since. */
  readonly installed: readonly number[]
  /** Ordered hashes a second, by stage of delivery. */
  readonly ordered: readonly number[]
  /** Average hashprice on which machines are switched on and off, USD per PH/s and day. */
  readonly hashprice: number
  /** Margin of a new machine on day 0, USD per TH/s and day, above 0. */
  readonly firstMargin: number
}

/**
 * The miners of day 0, of whom those that run give `hashRate`.
 *
 * @throws {ParameterOutOfRange} when a parameter is outside its range.
 * @throws {NoMargin} when a new machine does not earn its power on day 0.
 * @throws {FleetIdle} when less than {@link LEAST_RUNNING} of the installed machines earn theirs.
 */
export function minersAt(hashRate: number, hashprice: number, parameters: ResponseParameters): Miners {
  check(parameters)
  const firstMargin = marginOf(hashprice, 0, parameters)
  if (!(firstMargin > 0)) throw new NoMargin(hashprice, parameters)
  const running = FLEET_BY_EFFICIENCY.reduce(
    (sum, { joulesPerTh, share }) => sum + share * runningShare(joulesPerTh, hashprice, parameters),
    0,
  )
  if (!(running >= LEAST_RUNNING)) throw new FleetIdle(hashprice, running)
  const installed = FLEET_BY_EFFICIENCY.map(({ share }) => (share * hashRate) / running)
  const [daily, leaving] = [dailyGrowth(parameters.growth), leavingShare(parameters)]
  const last = (daily * hashRate) / leaving
  const perStage = (leaving + daily) / leaving
  const ordered = Array.from({ length: STAGES }, (_, stage) => last * pow(perStage, STAGES - 1 - stage))
  return { installed, ordered, hashprice, firstMargin }
}

/** The miners a day later, on `day` since day 0, at this day's `hashprice` and hash rate. */
export function nextMiners(
  miners: Miners,
  {
    hashprice,
    hashRate,
    day,
  }: { readonly hashprice: number; readonly hashRate: number; readonly day: number },
  parameters: ResponseParameters,
): Miners {
  const leaving = leavingShare(parameters)
  const ordered: number[] = []
  let entering = hashRate * orderRate(hashprice, day, miners.firstMargin, parameters)
  for (const held of miners.ordered) {
    ordered.push(held * (1 - leaving) + entering)
    entering = held * leaving
  }
  const installed = [...miners.installed]
  const vintage = FLEET_BY_EFFICIENCY.length + yearOf(day)
  for (let missing = installed.length; missing <= vintage; missing++) installed.push(0)
  installed[vintage]! += entering
  const { reactionDays } = parameters
  const kept = reactionDays === 0 ? 0 : exp(-log(2) / reactionDays)
  return {
    installed,
    ordered,
    hashprice: exp(kept * log(miners.hashprice) + (1 - kept) * log(hashprice)),
    firstMargin: miners.firstMargin,
  }
}

/** Hashes a second of the machines that run. */
export function runningHashRate({ installed, hashprice }: Miners, parameters: ResponseParameters): number {
  return installed.reduce(
    (sum, hashes, vintage) =>
      sum + hashes * runningShare(joulesOf(vintage, parameters), hashprice, parameters),
    0,
  )
}

/** Share of the machines of `joulesPerTh` that run at this hashprice. */
export function runningShare(
  joulesPerTh: number,
  hashprice: number,
  { powerPrice, powerSpread }: Pick<ResponseParameters, 'powerPrice' | 'powerSpread'>,
): number {
  // J/TH is W per TH/s, thus kW per PH/s.
  const breakEven = (hashprice * (1 - POOL_FEE)) / (HOURS_PER_DAY * joulesPerTh * (1 + LOSS))
  return normalCdf(log(breakEven / powerPrice) / powerSpread)
}

/**
 * Orders on `day` as a share of the hash rate, from the day's hashprice.
 *
 * At day 0's margin and machine price they sustain `growth`, the growth during delivery included.
 */
export function orderRate(
  hashprice: number,
  day: number,
  firstMargin: number,
  parameters: ResponseParameters,
): number {
  const { daily, largest, inDelivery } = ratesOf(parameters)
  const relativePrice = pow(1 - parameters.progress, day / DAYS_PER_YEAR)
  const margin = marginAt(hashprice, relativePrice, parameters)
  if (margin <= 0) return 0
  const sustained = daily * pow(margin / (firstMargin * relativePrice), parameters.elasticity)
  return Math.min(sustained, largest) * inDelivery
}

/** What the parameters alone determine, once for each set of them. */
interface Rates {
  /** Daily growth that orders sustain at day 0's payback period, and the largest. */
  readonly daily: number
  readonly largest: number
  /** Growth during delivery. */
  readonly inDelivery: number
}

const known = new WeakMap<ResponseParameters, Rates>()

function ratesOf(parameters: ResponseParameters): Rates {
  const before = known.get(parameters)
  if (before !== undefined) return before
  const [daily, leaving] = [dailyGrowth(parameters.growth), leavingShare(parameters)]
  const largest = dailyGrowth(parameters.largestGrowth)
  const rates = { daily, largest, inDelivery: pow((leaving + daily) / leaving, STAGES) }
  known.set(parameters, rates)
  return rates
}

/** Earnings of a new machine above its power, USD per TH/s and day, possibly negative. */
function marginOf(hashprice: number, day: number, parameters: ResponseParameters): number {
  return marginAt(hashprice, pow(1 - parameters.progress, day / DAYS_PER_YEAR), parameters)
}

/** The margin at a price of machines relative to that of day 0, by which their energy has fallen too. */
function marginAt(
  hashprice: number,
  relativePrice: number,
  { newJoulesPerTh, powerPrice }: ResponseParameters,
): number {
  const joulesPerTh = newJoulesPerTh * relativePrice
  return (hashprice * (1 - POOL_FEE) - HOURS_PER_DAY * joulesPerTh * (1 + LOSS) * powerPrice) / TH_PER_PH
}

/** Hashprice at which new machines of day 0 earn exactly their power at the median price. */
export const breakEvenHashprice = ({
  newJoulesPerTh,
  powerPrice,
}: Pick<ResponseParameters, 'newJoulesPerTh' | 'powerPrice'>): number =>
  (HOURS_PER_DAY * newJoulesPerTh * (1 + LOSS) * powerPrice) / (1 - POOL_FEE)

/** Energy of a vintage: from the table, or that of new machines in the middle of its year. */
function joulesOf(vintage: number, { newJoulesPerTh, progress }: ResponseParameters): number {
  const known = FLEET_BY_EFFICIENCY[vintage]
  const year = vintage - FLEET_BY_EFFICIENCY.length
  return known?.joulesPerTh ?? newJoulesPerTh * pow(1 - progress, year + 0.5)
}

const yearOf = (day: number): number => Math.floor(Math.max(0, day - 1) / DAYS_PER_YEAR)

const dailyGrowth = (yearly: number): number => pow(1 + yearly, 1 / DAYS_PER_YEAR) - 1

/** Share of a stage's orders that moves on each day. */
const leavingShare = ({ deliveryDays }: ResponseParameters): number => STAGES / deliveryDays

function check(parameters: ResponseParameters): void {
  const within = (name: keyof ResponseParameters, low: number, high?: number): number =>
    inRange('network', name, parameters[name], low, high)
  within('growth', 0, 100)
  within('elasticity', 0, 10)
  within('deliveryDays', STAGES, 3650)
  within('reactionDays', 0, 3650)
  within('powerPrice', 0.0001, 10)
  within('powerSpread', 0.01, 10)
  within('newJoulesPerTh', 0.1, 1000)
  within('progress', 0, 0.99)
  within('largestGrowth', 0, 100)
}

/** A new machine does not earn its power on day 0, so no payback period is defined. */
export class NoMargin extends RangeError {
  override readonly name = 'NoMargin'
  readonly hashprice: number
  constructor(hashprice: number, { newJoulesPerTh, powerPrice }: ResponseParameters) {
    super(
      `expected a hashprice at which new machines of ${newJoulesPerTh} J/TH earn more than their power at ${powerPrice} USD/kWh, got ${hashprice} USD per PH/s and day`,
    )
    this.hashprice = hashprice
  }
}

/** Hardly any machine of day 0's fleet earns its power. */
export class FleetIdle extends RangeError {
  override readonly name = 'FleetIdle'
  readonly hashprice: number
  constructor(hashprice: number, running: number) {
    super(
      `expected a hashprice at which at least ${LEAST_RUNNING} of the fleet runs on day 0, got ${running} at ${hashprice} USD per PH/s and day`,
    )
    this.hashprice = hashprice
  }
}

/**
 * Fit of the responsive network's `elasticity` to data, by indirect inference (C. Gouriéroux, A. Monfort and
 * E. Renault, Journal of Applied Econometrics 8, 1993).
 *
 * The network process is driven by the history's rewards, the regression of `network-fit.ts` is run on the
 * difficulty that it simulates, and the elasticity is sought at which the simulated response equals the
 * data's. The interval has every elasticity whose simulated response lies within the data's 95% interval, the
 * luck of the simulated paths included. Paths have the same random numbers at every elasticity.
 *
 * Nothing else is fitted. The growth is the data's mean, as in the scenario
 * file that a calibration writes. The fleet is that of July 2023: its energy is moved
 * to the first day by the model's own `progress`, for which the price of power is multiplied, since only the
 * product of energy and price counts.
 *
 * A simulated world has its own halvings, by its own blocks, and the reward that it regresses on has them
 * too. Not modelled: other parameters of the network may be off as well; a response that no elasticity
 * reproduces says so.
 */
import { subsidyAt, SAT_PER_BTC } from '../model/economics/mining.ts'
import { pow } from '../sim/math/pow.ts'
import { heightOn, subsidyOn } from '../sim/process/halvings.ts'
import { dayOf, type History } from '../sim/process/history-csv.ts'
import { FleetIdle, NoMargin, type ResponseParameters } from '../sim/process/miners.ts'
import { DAYS_PER_YEAR, trajectoryAlong } from '../sim/process/process.ts'
import { responsiveNetwork } from '../sim/process/responsive-network.ts'
import { source } from '../sim/random/stream.ts'
import { NORMAL_975, type Estimate } from './likelihood.ts'
import { matchOf, type Curve, type Match } from './matching.ts'
import { elasticitiesTo, FEES_SHARE, periodEnds, rewards, type NetworkFit } from './network-fit.ts'

/** The day of the fleet and the new machines of `miners.ts`, in days since 1970-01-01. */
const FLEET_DAY = dayOf('2023-07-12')!
const PATHS = 8
/** First grid, as fractions of the range: the response bends at low elasticities. */
const GRID = [0, 0.025, 0.05, 0.1, 0.15, 0.25, 0.4, 0.65, 1]
/** Times that the cells of the grid in which a response passes the data's are halved. */
const HALVINGS = 1

export const RESPONSES = ['after84', 'after168'] as const
export type ResponseName = (typeof RESPONSES)[number]

/** The elasticity of orders at which the simulated network responds as the data do. */
export interface ResponseFit {
  /** First and last day that is simulated, in days since 1970-01-01. */
  readonly from: number
  readonly to: number
  readonly paths: number
  /** Elasticity of the scenario, and its documented range. */
  readonly scenario: number
  readonly range: readonly [low: number, high: number]
  /** Energy of machines on the first day over that of July 2023. */
  readonly fleetFactor: number
  /** Simulated responses, by elasticity. */
  readonly curve: readonly SimulatedResponse[]
  /**
   * For each response of the data, the elasticity at which the model has it. That after 168 days is the fit:
   * ordered machines arrive after 120 days on average. That after 84 days is compared, not fitted.
   */
  readonly matches: Readonly<Record<ResponseName, Match>>
}

/** Mean response of the simulated paths, and its standard error from their luck. */
export interface SimulatedResponse extends Readonly<Record<ResponseName, number>> {
  readonly elasticity: number
  readonly errors: Readonly<Record<ResponseName, number>>
}

/** Paths and seed of the simulated networks. */
export interface ResponseFitOptions {
  /** The network of the scenario, its elasticity included. Its growth is the data's. */
  readonly parameters: Omit<ResponseParameters, 'growth'>
  /** Documented range of the elasticity. */
  readonly range: readonly [low: number, high: number]
  /** Fees as a share of the subsidy on days without fees. @default 0.018 */
  readonly feesShare?: number
  /** Growth a year at the first day's payback period. @default the mean growth of the data's difficulty */
  readonly growth?: number
  /** Simulated paths. @default 8 */
  readonly paths?: number
  /** @default 1 */
  readonly seed?: bigint
}

/** The fit, or why there is none. */
export type ResponseFitting = { readonly fit: ResponseFit } | { readonly reason: string }

/** Fits the elasticity of orders to the response in `network`, which is the fit of the same history. */
export function fitResponse(
  history: History,
  network: NetworkFit,
  {
    parameters,
    range,
    feesShare = FEES_SHARE,
    growth = network.growth.value,
    paths = PATHS,
    seed = 1n,
  }: ResponseFitOptions,
): ResponseFitting {
  const data = network.response?.reward
  if (data === undefined) return { reason: 'the response of the data is not known' }
  if (growth < 0) return { reason: 'difficulty fell, and no orders of machines sustain a fall' }
  const drive = driveOf(history, feesShare)
  if (drive === undefined) return { reason: 'no day has both price and difficulty' }
  const fleetFactor = pow(1 - parameters.progress, (FLEET_DAY - drive.firstDay) / -DAYS_PER_YEAR)
  const ends = periodEnds(drive.difficulty)
  const simulated = (elasticity: number): SimulatedResponse => {
    const found = Array.from({ length: paths }, (_path, path) => {
      const { difficulty, reward } = simulate(drive, {
        ...parameters,
        elasticity,
        growth,
        powerPrice: parameters.powerPrice * fleetFactor,
        feesShare,
        from: source(seed, path),
      })
      return elasticitiesTo(reward, difficulty, ends)!
    })
    const [near, whole] = RESPONSES.map((name) => meanOf(found.map((each) => each[name].value)))
    return {
      elasticity,
      after84: near!.mean,
      after168: whole!.mean,
      errors: { after84: near!.error, after168: whole!.error },
    }
  }
  try {
    const curve = curveOf(simulated, range, data)
    const matched = (name: ResponseName): Match =>
      matchOf(curveFor(curve, name), data[name], parameters.elasticity)
    return {
      fit: {
        from: drive.firstDay,
        to: network.to,
        paths,
        scenario: parameters.elasticity,
        range,
        fleetFactor,
        curve,
        matches: { after84: matched('after84'), after168: matched('after168') },
      },
    }
  } catch (error) {
    if (error instanceof NoMargin || error instanceof FleetIdle) return { reason: error.message }
    throw error
  }
}

/** The curve of one response. */
export const curveFor = (curve: readonly SimulatedResponse[], name: ResponseName): Curve =>
  curve.map((each) => ({ at: each.elasticity, value: each[name], error: each.errors[name] }))

/** What drives the process, from the first day with price and difficulty on. */
export interface Drive {
  readonly firstDay: number
  readonly firstIndex: number
  /** BTC price at which `subsidy * (1 + feesShare)` is worth the day's reward; kept over gaps. */
  readonly usd: readonly number[]
  /** The history's difficulty, whose gaps the simulated one gets, too. */
  readonly difficulty: readonly (number | undefined)[]
  readonly reward: readonly (number | undefined)[]
}

/** The drive of a history; undefined if no day has both price and difficulty. */
export function driveOf(history: History, feesShare: number): Drive | undefined {
  const difficulty = history.values.difficulty ?? []
  const reward = rewards(history, feesShare)
  const last = difficulty.findLastIndex((value) => value !== undefined)
  const first = difficulty.findIndex((value, i) => value !== undefined && reward[i] !== undefined)
  if (first < 0) return undefined
  let held = 0
  const usd = reward.slice(first, last + 1).map((value, i) => {
    if (value !== undefined) held = value / (subsidyOn(history.firstDay + first + i) * (1 + feesShare))
    return held
  })
  return { firstDay: history.firstDay + first, firstIndex: first, usd, difficulty, reward }
}

/** Difficulty and reward of one simulated path, by the days of the history and with its gaps. */
export function simulate(
  { firstDay, firstIndex, usd, difficulty, reward }: Drive,
  {
    from,
    ...parameters
  }: ResponseParameters & { readonly feesShare: number; readonly from: ReturnType<typeof source> },
): Pick<Drive, 'difficulty' | 'reward'> {
  const process = responsiveNetwork({
    ...parameters,
    height: heightOn(firstDay),
    difficulty: difficulty[firstIndex]!,
  })
  const seen = usd.map((each) => ({ btc: { usd: each } }))
  const states = trajectoryAlong(process, seen, from, 0)
  const subsidy = (height: number): number => Number(subsidyAt(BigInt(height))) / Number(SAT_PER_BTC)
  return {
    difficulty: difficulty.map((known, i) =>
      known === undefined ? undefined : states[i - firstIndex]?.difficulty,
    ),
    reward: reward.map((known, i) => {
      const state = states[i - firstIndex]
      if (known === undefined || state === undefined) return known
      return usd[i - firstIndex]! * subsidy(state.height) * (1 + parameters.feesShare)
    }),
  }
}

/** The curve on the grid, with the cells halved in which a response passes the data's or its interval. */
function curveOf(
  simulated: (elasticity: number) => SimulatedResponse,
  [low, high]: readonly [number, number],
  data: Readonly<Record<ResponseName, Estimate>>,
): readonly SimulatedResponse[] {
  let curve = GRID.map((part) => simulated(low + part * (high - low)))
  const passes = (left: SimulatedResponse, right: SimulatedResponse): boolean =>
    RESPONSES.some((name) => {
      const { value, standardError = 0 } = data[name]
      const half = NORMAL_975 * standardError
      return [value - half, value, value + half].some((y) => left[name] > y !== right[name] > y)
    })
  for (let halving = 0; halving < HALVINGS; halving++)
    curve = curve.flatMap((right, i) => {
      const left = curve[i - 1]
      const between = left === undefined || !passes(left, right) ? [] : [simulated(middle(left, right))]
      return [...between, right]
    })
  return curve
}

const middle = (left: SimulatedResponse, right: SimulatedResponse): number =>
  (left.elasticity + right.elasticity) / 2

function meanOf(values: readonly number[]): { readonly mean: number; readonly error: number } {
  const n = values.length
  const mean = values.reduce((sum, value) => sum + value, 0) / n
  const squares = values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0)
  return { mean, error: n < 2 ? 0 : Math.sqrt(squares / (n - 1) / n) }
}

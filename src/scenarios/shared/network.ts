/**
 * Network parameters: how the world's hash rate moves.
 *
 * `exogenous` grows smoothly, whatever mining pays. `responsive` switches machines off when hashprice does
 * not cover their power, and orders new ones by their payback period (`sim/process/miners.ts`, which names
 * the sources and the assumptions).
 */
import {
  choice,
  ConflictingSettings,
  decimal,
  percent,
  type Settings,
} from '../../sim/definition/parameter.ts'
import type { Processes } from '../../sim/environment.ts'
import {
  breakEvenHashprice,
  FleetIdle,
  NoMargin,
  RESPONSE,
  type ResponseParameters,
} from '../../sim/process/miners.ts'
import { network } from '../../sim/process/network.ts'
import { responsiveNetwork } from '../../sim/process/responsive-network.ts'

export const NETWORK_MODELS = ['exogenous', 'responsive'] as const

export const NETWORK = {
  networkModel: choice({
    title:
      'Hash rate of the network: growing at difficultyGrowth whatever mining pays; or responding to hashprice, with that growth at the first day’s payback period of a new machine',
    default: 'responsive',
    choices: NETWORK_MODELS,
  }),
  networkPower: decimal({
    title: 'Median price of power of the world’s miners (Cambridge Bitcoin Electricity Consumption Index)',
    unit: 'USD/kWh',
    default: String(RESPONSE.powerPrice),
    min: '0.001',
    max: '1',
  }),
  networkPowerSpread: percent({
    title:
      'Spread of their prices of power: standard deviation of the logarithm (assumption: 90% between 3.1 and 8.2 cents)',
    default: String(100 * RESPONSE.powerSpread),
    min: '1',
    max: '300',
  }),
  networkReaction: decimal({
    title: 'Half-life of the average hashprice on which machines are switched on and off (assumption)',
    unit: 'days',
    default: String(RESPONSE.reactionDays),
    min: '0',
    max: '365',
  }),
  networkElasticity: decimal({
    title: 'Elasticity of orders of new machines to their payback period (assumption)',
    unit: '',
    default: String(RESPONSE.elasticity),
    min: '0',
    max: '10',
  }),
  networkDelivery: decimal({
    title: 'Mean days from an order to the running machine (assumption)',
    unit: 'days',
    default: String(RESPONSE.deliveryDays),
    min: '3',
    max: '1000',
  }),
  networkEfficiency: decimal({
    title: 'Energy of new machines on the first day (Antminer S19 XP)',
    unit: 'J/TH',
    default: String(RESPONSE.newJoulesPerTh),
    min: '1',
    max: '200',
  }),
  networkProgress: percent({
    title:
      'Yearly fall of energy and price per TH of new machines (98 to 21.5 J/TH from 2016 to 2022 is 22%; the price likewise is an assumption)',
    default: String(100 * RESPONSE.progress),
    min: '0',
    max: '90',
  }),
  networkLargestGrowth: percent({
    title: 'Largest yearly growth of the hash rate that makers can deliver (assumption)',
    default: String(100 * RESPONSE.largestGrowth),
    min: '0',
    max: '10000',
  }),
}

export interface NetworkSettings extends Settings<typeof NETWORK> {
  readonly difficultyGrowth: { readonly toNumber: () => number }
  /** Average fees of a block as a share of the subsidy, as the responsive miners count them. */
  readonly feesShare: { readonly toNumber: () => number }
}

/** The settings of a responsive network, as its process takes them; all but the growth. */
export function responseOf(settings: Settings<typeof NETWORK>): Omit<ResponseParameters, 'growth'> {
  return {
    elasticity: settings.networkElasticity.toNumber(),
    deliveryDays: settings.networkDelivery.toNumber(),
    reactionDays: settings.networkReaction.toNumber(),
    powerPrice: settings.networkPower.toNumber(),
    powerSpread: settings.networkPowerSpread.toNumber(),
    newJoulesPerTh: settings.networkEfficiency.toNumber(),
    progress: settings.networkProgress.toNumber(),
    largestGrowth: settings.networkLargestGrowth.toNumber(),
  }
}

/**
 * The network from a height and difficulty on.
 *
 * @throws {ConflictingSettings} when `networkModel` is responsive and `difficultyGrowth` is negative; its
 *   `start` when new machines do not earn their power on the first day, or hardly any machine does.
 */
export function networkOf(
  settings: NetworkSettings,
  from: { readonly height: number; readonly difficulty: number },
): Processes['network'] {
  const growth = settings.difficultyGrowth.toNumber()
  if (settings.networkModel === 'exogenous') return network({ ...from, growth })
  if (growth < 0)
    throw new ConflictingSettings(
      'a difficultyGrowth of at least 0 with networkModel=responsive, which orders machines for it',
      `${growth * 100}%`,
      'Set networkModel=exogenous for a hash rate that falls whatever mining pays.',
    )
  const parameters = {
    ...from,
    ...responseOf(settings),
    growth,
    feesShare: settings.feesShare.toNumber(),
  }
  const process = responsiveNetwork(parameters)
  return {
    ...process,
    start: (seen) => {
      try {
        return process.start(seen)
      } catch (error) {
        if (error instanceof NoMargin || error instanceof FleetIdle)
          throw nothingEarned(error, breakEvenHashprice(parameters), 'startDifficulty' in settings)
        throw error
      }
    },
  }
}

/** The conflict of settings at which miners have no reason to mine on the first day. */
function nothingEarned(
  error: NoMargin | FleetIdle,
  breakEven: number,
  difficultyIsSet: boolean,
): ConflictingSettings {
  const [got, least] = [error.hashprice, breakEven].map((each) => each.toPrecision(4))
  const difficulty = difficultyIsSet ? ', startHeight, startDifficulty' : ''
  return new ConflictingSettings(
    error instanceof NoMargin
      ? `a first day's hashprice above ${least} USD per PH/s and day, at which new machines earn their power (networkEfficiency, networkPower), with networkModel=responsive`
      : "a first day's hashprice at which a hundredth of the world's machines earn their power (networkPower, networkPowerSpread), with networkModel=responsive",
    `${got} USD per PH/s and day (BTC price${difficulty}, feesShare)`,
    `Set networkModel=exogenous, or a ${difficultyIsSet ? 'lower startDifficulty, a ' : ''}higher BTC price or a lower networkPower.`,
  )
}

/**
 * Gas price of BNB Smart Chain: the validators' minimum, a step function of the day, and a random premium.
 *
 * The minimum is that of docs/reference/economics.md, 6: 3 → 1 → 0.1 → 0.05 gwei from 2023 to 2026; that it
 * changes on 1 January of each year is an assumption. The price is the minimum times e^(logSd |Z|),
 * independent by day, and the minimum itself by default. Unit: gwei per gas.
 */
import { exp } from '../math/exp.ts'
import { standardNormal } from '../random/normal.ts'
import { inRange } from './process.ts'
import type { Process } from './process.ts'

export interface GasPrice {
  readonly gwei: number
}

export interface GasFloor {
  /** First day on which the floor holds. */
  readonly day: number
  /** Gwei per gas. */
  readonly gwei: number
}

/** Level, persistence and spread of the gas price, gwei. */
export interface GasPriceParameters {
  /** In ascending order of days; the first holds from day 0. */
  readonly floors: readonly GasFloor[]
  /** Scale of the premium: standard deviation of Z's factor in the logarithm; 0 for none. */
  readonly logSd: number
}

/** Days are counted from 12 July 2023: 1 January is day 173 in 2024, 539 in 2025 and 904 in 2026. */
export const BSC_GAS_FROM_2023_07_12: GasPriceParameters = {
  floors: [
    { day: 0, gwei: 3 },
    { day: 173, gwei: 1 },
    { day: 539, gwei: 0.1 },
    { day: 904, gwei: 0.05 },
  ],
  logSd: 0,
}

/**
 * Gas price a day: floor * e^(logSd |Z|), never below the floor. Two words a day.
 *
 * @throws {UnorderedFloors} when the floors are not in ascending order from day 0.
 */
export function gasPrice({ floors, logSd }: GasPriceParameters = BSC_GAS_FROM_2023_07_12): Process<GasPrice> {
  inRange('gas-price', 'logSd', logSd, 0, 10)
  for (const [i, { day, gwei }] of floors.entries()) {
    inRange('gas-price', `floors[${i}].gwei`, gwei, 0)
    if (i > 0 && !(day > (floors[i - 1]?.day ?? NaN))) throw new UnorderedFloors(floors)
  }
  if (floors[0]?.day !== 0) throw new UnorderedFloors(floors)
  return {
    name: 'gas-price',
    initial: { gwei: floorOn(floors, 0) },
    step: (_state, stream, day) => ({
      gwei: floorOn(floors, day) * exp(logSd * Math.abs(standardNormal(stream))),
    }),
  }
}

function floorOn(floors: readonly GasFloor[], day: number): number {
  return floors.findLast((floor) => floor.day <= day)?.gwei ?? 0
}

/** The floors do not start on day 0 in ascending order. */
export class UnorderedFloors extends RangeError {
  override readonly name = 'UnorderedFloors'
  constructor(floors: readonly GasFloor[]) {
    super(
      `expected floors from day 0 in ascending order, got days ${floors.map(({ day }) => day).join(', ') || 'none'}`,
    )
  }
}

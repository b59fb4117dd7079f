/**
 * Mutants of the model of PancakeSwap.
 */
import { inModel, type Mutant } from '../../mutation/mutant.ts'

export const PANCAKE_MODEL_MUTANTS: readonly Mutant[] = [
  inModel('the swap fee is 0.3%', 'contracts/pancake/formulas', 'const FEE = 25n', 'const FEE = 30n'),
  inModel(
    'the swap fee is not checked',
    'contracts/pancake/formulas',
    'return dsMul(adjusted0, adjusted1) >= dsMul(dsMul(reserves[0], reserves[1]), BASE_SQUARED)',
    'return dsMul(adjusted0, adjusted1) >= 0n',
    'k-never-falls',
  ),
  inModel(
    'the protocol fee is that of Uniswap',
    'contracts/pancake/formulas',
    'return numerator / dsAdd(dsMul(root, 17n), dsMul(rootLast, 8n))',
    'return numerator / dsAdd(dsMul(root, 40n), dsMul(rootLast, 8n))',
  ),
  inModel(
    'kLast is forgotten',
    'contracts/pancake/pair',
    'const kLast = feeOn ? balance0 * balance1 : 0n',
    'const kLast = pool.kLast',
  ),
  inModel(
    'kLast survives the end of the fee',
    'contracts/pancake/pair',
    'const kLast = feeOn ? balance0 * balance1 : 0n',
    'const kLast = feeOn ? balance0 * balance1 : pool.kLast',
  ),
  inModel(
    'skim takes the reserves along',
    'contracts/pancake/pair',
    'payOut(step, pair, token0, to, dsSub(balanceOf(step.state, token0, pair), pool.reserve0))',
    'payOut(step, pair, token0, to, dsSub(pool.reserve0, 0n))',
  ),
  inModel(
    'sync keeps the reserves',
    'contracts/pancake/pair',
    'const [balance0, balance1] = held(step, pair, pool)\n  update(step, pair, pool, balance0, balance1)',
    'update(step, pair, pool, pool.reserve0, pool.reserve1)',
  ),
  inModel(
    'minimum liquidity is 999',
    'contracts/pancake/formulas',
    'export const MINIMUM_LIQUIDITY = 1000n',
    'export const MINIMUM_LIQUIDITY = 999n',
  ),
  inModel(
    'later shares take the greater side',
    'contracts/pancake/formulas',
    'return by0 < by1 ? by0 : by1',
    'return by0 < by1 ? by1 : by0',
  ),
  inModel(
    'a deadline equal to the clock is late',
    'contracts/pancake/router',
    'if (deadline < step.state.timestamp) throw new RouterExpired()',
    'if (deadline <= step.state.timestamp) throw new RouterExpired()',
  ),
  inModel(
    'the price that accumulates is the new one',
    'contracts/pancake/pool',
    '? accumulated(pool.price0Cumulative, pool.reserve1, pool.reserve0, elapsed)',
    '? accumulated(pool.price0Cumulative, balance1, balance0 || 1n, elapsed)',
  ),
  inModel(
    'amountIn forgets the last unit',
    'contracts/pancake/formulas',
    'return dsAdd(dsDiv(numerator, denominator), 1n)',
    'return dsDiv(numerator, denominator)',
  ),
  ...(['A', 'B'] as const).map((side) =>
    inModel(
      `outsiders: token ${side} is pulled from the pair`,
      'contracts/pancake/router',
      `pullFrom(step, token${side}, by, UNNAMED_PAIR, args.amount${side}Desired)`,
      `pullFrom(step, token${side}, UNNAMED_PAIR, by, args.amount${side}Desired)`,
    ),
  ),
]

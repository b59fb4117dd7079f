/**
 * Faults in the model of PancakeSwap, BTCB, USDT and Master.
 */
import { inModel, type Fault } from './fault.ts'

export const MODEL_FAULTS: readonly Fault[] = [
  inModel('the swap fee is 0.3%', 'pancake/formulas', 'const FEE = 25n', 'const FEE = 30n'),
  inModel(
    'the swap fee is not checked',
    'pancake/formulas',
    'return dsMul(adjusted0, adjusted1) >= dsMul(dsMul(reserves[0], reserves[1]), BASE_SQUARED)',
    'return dsMul(adjusted0, adjusted1) >= 0n',
    'k-never-falls',
  ),
  inModel(
    'the protocol fee is that of Uniswap',
    'pancake/formulas',
    'return numerator / dsAdd(dsMul(root, 17n), dsMul(rootLast, 8n))',
    'return numerator / dsAdd(dsMul(root, 40n), dsMul(rootLast, 8n))',
  ),
  inModel(
    'kLast is forgotten',
    'pancake/pair',
    'const kLast = feeOn ? balance0 * balance1 : 0n',
    'const kLast = pool.kLast',
  ),
  inModel(
    'kLast survives the end of the fee',
    'pancake/pair',
    'const kLast = feeOn ? balance0 * balance1 : 0n',
    'const kLast = feeOn ? balance0 * balance1 : pool.kLast',
  ),
  inModel(
    'skim takes the reserves along',
    'pancake/pair',
    'payOut(step, pair, token0, to, dsSub(balanceOf(step.state, token0, pair), pool.reserve0))',
    'payOut(step, pair, token0, to, dsSub(pool.reserve0, 0n))',
  ),
  inModel(
    'sync keeps the reserves',
    'pancake/pair',
    'const [balance0, balance1] = held(step, pair, pool)\n  update(step, pair, pool, balance0, balance1)',
    'update(step, pair, pool, pool.reserve0, pool.reserve1)',
  ),
  inModel(
    'minimum liquidity is 999',
    'pancake/formulas',
    'export const MINIMUM_LIQUIDITY = 1000n',
    'export const MINIMUM_LIQUIDITY = 999n',
  ),
  inModel(
    'later shares take the greater side',
    'pancake/formulas',
    'return by0 < by1 ? by0 : by1',
    'return by0 < by1 ? by1 : by0',
  ),
  inModel(
    'a deadline equal to the clock is late',
    'pancake/router',
    'if (deadline < step.state.timestamp) throw new RouterExpired()',
    'if (deadline <= step.state.timestamp) throw new RouterExpired()',
  ),
  inModel(
    'the price that accumulates is the new one',
    'pancake/pool',
    '? accumulated(pool.price0Cumulative, pool.reserve1, pool.reserve0, elapsed)',
    '? accumulated(pool.price0Cumulative, balance1, balance0 || 1n, elapsed)',
  ),
  inModel(
    'amountIn forgets the last unit',
    'pancake/formulas',
    'return dsAdd(dsDiv(numerator, denominator), 1n)',
    'return dsDiv(numerator, denominator)',
  ),
  inModel(
    "BTCB's allowance is never spent",
    'bep20',
    'return approve(step, coin, from, by, allowed - amount)',
    'return true',
  ),
  inModel(
    "BTCB's infinite allowance stays",
    'bep20',
    'return approve(step, coin, from, by, allowed - amount)',
    'return allowed === 2n ** 256n - 1n || approve(step, coin, from, by, allowed - amount)',
  ),
  inModel(
    'a second claim is paid',
    'master/claims',
    'if (isMade(desk.made, snapId)) throw new AlreadyCharged()',
    '',
    'claimed-once',
  ),
  inModel(
    'dust is paid but not told',
    'master/claims',
    "  emit(step, 'master', 'dustCollected', [snapId, dust])\n",
    '',
    'master-covers-claims',
  ),
  inModel(
    "the providers' part is not paid in",
    'master/payment',
    'const toMaster = parts.toHolders + parts.toProviders',
    'const toMaster = parts.toHolders',
    'master-covers-claims',
  ),
  inModel(
    'an exit leaves its liqAMT',
    'master/liquidity',
    "erc20.burnFrom(step, 'liqAmt', 'master', by, amount)",
    "erc20.burnFrom(step, 'liqAmt', 'master', by, 0n)",
    'lp-covers-liqAmt',
  ),
]

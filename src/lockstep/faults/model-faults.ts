/**
 * Faults in the model, in the tokens and PancakeSwap above all: the contracts of those are others' and stay as they are.
 */
import type { Fault } from './fault.ts'

function inModel(
  name: string,
  file: string,
  find: string,
  replace: string,
  ...breaks: readonly string[]
): Fault {
  return { name, side: 'model', edit: { source: `src/model/${file}.ts`, find, replace }, breaks }
}

export const MODEL_FAULTS: readonly Fault[] = [
  inModel('the swap fee is 0.3%', 'pancake/formulas', 'const FEE = 25n', 'const FEE = 30n'),
  inModel(
    'the swap fee is not checked',
    'pancake/formulas',
    'return dsMul(adjusted0, adjusted1) >= dsMul(dsMul(reserves[0], reserves[1]), BASE * BASE)',
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
  inModel('an infinite allowance is spent', 'erc20', 'if (allowed === INFINITE) return\n', ''),
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
    'spending an allowance is told last',
    'erc20',
    `  spendAllowance(step, coin, from, by, amount)
  move(step, coin, from, to, amount)`,
    `  move(step, coin, from, to, amount)
  spendAllowance(step, coin, from, by, amount)`,
  ),
  inModel(
    'a snapshot is taken too late',
    'snapshots',
    'return get(snapshots.kept, Number(id))',
    'return get(snapshots.kept, snapshots.count)',
    'snapshots-never-change',
  ),
  inModel(
    'a mint counts twice in the supply',
    'ledger',
    'if (debit === NOWHERE) supply += amount',
    'if (debit === NOWHERE) supply += 2n * amount',
    'amt-conserved',
    'liqAmt-conserved',
    'btcb-conserved',
    'usdt-conserved',
    'lp-conserved',
  ),
  inModel(
    'a burn leaves the supply',
    'ledger',
    'if (credit === NOWHERE) supply -= amount',
    'if (credit === NOWHERE) supply -= 0n',
    'amt-conserved',
    'liqAmt-conserved',
    'lp-conserved',
  ),
  inModel(
    'the RCL pays a unit more',
    'burn-vault',
    "if (payout > 0n) bep20.transfer(step, 'btcb', 'burnVault', by, payout)",
    "if (payout > 0n) bep20.transfer(step, 'btcb', 'burnVault', by, payout + 1n)",
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
    'the locker may be emptied at once',
    'locker',
    'if (state.timestamp < locker.releaseTime) throw new StillLocked()',
    '',
  ),
  inModel(
    'the cap is not checked',
    'amt',
    "if (amount > CAP - totalSupply(step.state, 'amt')) throw new CapExceeded()",
    '',
    'supply-within-cap',
  ),
  inModel(
    'an exit leaves its liqAMT',
    'master/liquidity',
    "erc20.burnFrom(step, 'liqAmt', 'master', by, amount)",
    "erc20.burnFrom(step, 'liqAmt', 'master', by, 0n)",
    'lp-covers-liqAmt',
  ),
]

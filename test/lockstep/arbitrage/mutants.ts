/**
 * Mutants of the planning of trades: each is one edit that matches exactly once, and the kind of trade that
 * kills it.
 */
import type { Edit } from '../../../src/evm/compile/edit.ts'

export interface TradeMutant {
  readonly edit: Edit
  /** Name of the trade kind whose check kills the mutant. */
  readonly killedBy: string
}

function mutated(
  purpose: string,
  file: string,
  find: string,
  replace: string,
  killedBy: string,
): TradeMutant {
  return { edit: { purpose, source: `src/model/${file}.ts`, find, replace }, killedBy }
}

const RCL = 'pool to RCL'
const BUY = 'Market to pool, dollars on the pair'
const BUY_OFF_CHAIN = 'Market to pool, dollars off-chain'
const SELL = 'pool to Market, dollars on the pair'
const SELL_OFF_CHAIN = 'pool to Market, dollars off-chain'
const EXIT = 'routing of an exit'
const SALE = 'sale of the Great Reset'
const BAND = 'band with dollars on the pair'
const BAND_OFF_CHAIN = 'band with dollars off-chain'

export const TRADE_MUTANTS: readonly TradeMutant[] = [
  mutated(
    'the swap fee is 20 basis points',
    'contracts/pancake/quotes',
    'KEPT = AFTER_FEE',
    'KEPT = AFTER_FEE + 5n',
    RCL,
  ),
  mutated(
    'the fee does not stay in the pool',
    'contracts/pancake/quotes',
    'return (kept * reserveOut) / (OF * reserveIn + kept)',
    'return (kept * reserveOut) / (OF * (reserveIn + input))',
    RCL,
  ),
  mutated(
    'the least input rounds down',
    'contracts/pancake/quotes',
    'return divideUp(OF * reserveIn * output, KEPT * (reserveOut - output))',
    'return (OF * reserveIn * output) / (KEPT * (reserveOut - output))',
    RCL,
  ),
  mutated(
    'the trade with the RCL ignores the capital',
    'planning/arbitrage/floor',
    'capital === undefined ? x - 1n : amtBought(pool, capital)',
    'x - 1n',
    RCL,
  ),
  mutated(
    'a redemption is expected to round up',
    'planning/arbitrage/floor',
    'const redeem = ((buy * v) / s) as Btcb',
    'const redeem = ((buy * v + s - 1n) / s) as Btcb',
    RCL,
  ),
  mutated(
    'the trade with the RCL ignores the fee at its optimum',
    'planning/arbitrage/floor',
    'rises: (b) => KEPT * (x * v - s * b) * (x * v - s * b) >= OF * x * y * s * v',
    'rises: (b) => (x * v - s * b) * (x * v - s * b) >= x * y * s * v',
    RCL,
  ),
  mutated(
    'a price difference of 10% is not traded',
    'planning/arbitrage/floor',
    'if (KEPT * x * v <= OF * y * s) return undefined',
    'if (9n * KEPT * x * v <= 10n * OF * y * s) return undefined',
    RCL,
  ),
  mutated(
    'the search returns the size after the best',
    'planning/arbitrage/maximum',
    'if (!left && !right) return { at, value, unproven: 0n }',
    'if (!left && !right) return { at: at + 1n, value, unproven: 0n }',
    RCL,
  ),
  mutated(
    'a swap asks for a wei more than computed',
    'planning/arbitrage/plan',
    'limit: output,',
    'limit: output + 1n,',
    RCL,
  ),
  mutated(
    'the gas threshold omits the square',
    'planning/arbitrage/floor',
    'G.mul(r).mul(new Wide(1).sub(spent).pow(2))',
    'G.mul(r).mul(new Wide(1).sub(spent))',
    'pool to RCL, with gas',
  ),
  mutated(
    'the second hop takes no fee',
    'planning/arbitrage/leg',
    'rounded: (y) => outDown(y, btcb, usdt),',
    'rounded: (y) => (y * usdt) / (btcb + y),',
    BUY,
  ),
  mutated(
    'the Market’s inventory is doubled',
    'planning/arbitrage/market-quote',
    'divideUp(marketQuote.rate * (marketQuote.amt + 1n), LOT)',
    'divideUp(marketQuote.rate * (2n * marketQuote.amt + 1n), LOT)',
    BUY,
  ),
  mutated(
    'the purchase at the Market ignores the capital',
    'planning/arbitrage/market-trade',
    'smaller(capital, mostTaken(marketQuote))',
    'mostTaken(marketQuote)',
    BUY_OFF_CHAIN,
  ),
  mutated(
    'the Market’s price rounds down',
    'planning/arbitrage/leg',
    'rounded: (y) => divideUp(rate * leastIn(y, amt, btcb), LOT),',
    'rounded: (y) => (rate * leastIn(y, amt, btcb)) / LOT,',
    BUY_OFF_CHAIN,
  ),
  mutated(
    'the first hop takes no fee',
    'planning/arbitrage/leg',
    'rounded: (y) => leastIn(y, usdt, btcb),',
    'rounded: (y) => divideUp(usdt * y, btcb - y),',
    SELL,
  ),
  mutated(
    "the Market's fee is ignored",
    'planning/arbitrage/leg',
    'return usdtForDown(marketQuote, bought < wanted ? bought : wanted)',
    'return usdtForDown({ ...marketQuote, fee: 0n }, bought < wanted ? bought : wanted)',
    SELL,
  ),
  mutated(
    'the Market’s USDT is overstated',
    'planning/arbitrage/market-quote',
    'divideUp(PER_MILLE * (marketQuote.usdt + 1n), PER_MILLE - marketQuote.fee)',
    'divideUp(PER_MILLE * (marketQuote.usdt + 1n), PER_MILLE - marketQuote.fee - 1n)',
    SELL,
  ),
  mutated(
    'off-chain dollars buy a wei too many',
    'planning/arbitrage/leg',
    'rounded: (y) => divideUp(y * usdPerBtc, ONE)',
    'rounded: (y) => (y * usdPerBtc) / ONE',
    SELL_OFF_CHAIN,
  ),
  mutated(
    'an exit loses a wei',
    'planning/arbitrage/exit',
    'const burn = holding - sell',
    'const burn = holding - sell - (sell === 0n ? 0n : 1n)',
    EXIT,
  ),
  mutated(
    'an exit ignores the fee at its optimum',
    'planning/arbitrage/exit',
    'rises: (paid) => KEPT * s * (y - paid) * (y - paid) >= OF * v * x * y',
    'rises: (paid) => s * (y - paid) * (y - paid) >= v * x * y',
    EXIT,
  ),
  mutated(
    'the sale is a wei short',
    'planning/great-reset/sale',
    'return high as Amt',
    'return low as Amt',
    SALE,
  ),
  mutated(
    'the sale stops at the closed form',
    'planning/great-reset/sale',
    '  while (high - low > 1n) {',
    '  while (high - low > high) {',
    SALE,
  ),
  mutated(
    'the band counts one swap where there are two',
    'planning/arbitrage/band',
    'const fee = swaps === 1 ? G : G.mul(G)',
    'const fee = swaps === 1 ? G : G',
    BAND,
  ),
  mutated(
    'the band counts two swaps where there is one',
    'planning/arbitrage/band',
    'const fee = swaps === 1 ? G : G.mul(G)',
    'const fee = swaps === 1 ? G.mul(G) : G.mul(G)',
    BAND_OFF_CHAIN,
  ),
]

/** Builds whose buy-back trusts a price or a reserve of the moment. */
import { call } from '../../../src/lockstep/generate/context.ts'
import { given, NEVER, ONE, provided, purchasable, trusts, type WrongBuild } from './wrong-build.ts'

const HOUR = 3600n

const buyBack = call('carmen', 'buyBackVault.buyBack', { minAmtOut: 0n, deadline: NEVER })

export const PRICES: readonly WrongBuild[] = [
  {
    name: 'the fair minimum is taken from the price of the moment',
    weakness: 'SC02 price oracle manipulation',
    budget: 1_000,
    edits: [
      [
        'BuyBackVault',
        'uint256 average = growth / (block.timestamp - since.time);',
        `(uint256 reserveBtcb, uint256 reserveAmt, ) = _reserves();
        uint256 average = growth == 0 ? 0 : (reserveAmt << PRICE_BITS) / reserveBtcb;`,
      ],
    ],
    trigger: [
      ...purchasable,
      // Carmen buys first, so that the vault buys from her high price.
      ...given('btcb', 'carmen', 10n * ONE),
      trusts('carmen', 'btcb', 'router'),
      call('carmen', 'router.swapExactTokensForTokens', {
        amountA: 10n * ONE,
        limit: 0n,
        path: ['btcb', 'amt'],
        to: 'carmen',
        deadline: NEVER,
      }),
      buyBack,
    ],
    sees: 'outcome',
    right: 'RouterInsufficientOutput',
    wrong: 'ok',
    fn: 'buyBackVault.buyBack',
  },
  {
    name: 'a purchase may be a part of liquidity that has just come',
    weakness: 'SC02 price oracle manipulation',
    budget: 10_000,
    edits: [
      [
        'BuyBackVault',
        'amountBtcb = Math.min(reserveBtcb, since.reserveBtcb) / LARGEST_PART;',
        'amountBtcb = (since.time == 0 ? 0 : reserveBtcb) / LARGEST_PART;',
      ],
    ],
    trigger: [...purchasable, ...provided('carmen', 9_000_000n * ONE, 90n * ONE), buyBack],
    sees: { on: 'buyBackVault', fn: 'pendingBtcb', args: [] },
    // Of half a BTCB: a 400th of 10 BTCB is spent, or of 100.
    right: 475_000_000_000_000_000n,
    wrong: 250_000_000_000_000_000n,
    fn: 'buyBackVault.buyBack',
  },
  {
    name: 'a price of last week is good enough',
    weakness: 'SC02 price oracle manipulation',
    budget: 5_000,
    edits: [
      [
        'BuyBackVault',
        'if (block.timestamp - since.time > MAX_WINDOW) revert NoPrice();',
        'if (since.time == 0) revert NoPrice();',
      ],
    ],
    trigger: [...purchasable, { wait: 7n * 24n * HOUR }, buyBack],
    sees: 'outcome',
    right: 'NoPrice',
    wrong: 'ok',
    fn: 'buyBackVault.buyBack',
  },
  {
    name: 'a price record counts liquidity that came in its own second',
    weakness: 'SC02 price oracle manipulation',
    budget: 2_000,
    edits: [
      [
        'BuyBackVault',
        'if (updated == uint32(block.timestamp) && _newest.time > 0) {',
        'if (updated > uint32(block.timestamp)) {',
      ],
    ],
    trigger: [
      ...purchasable,
      ...provided('carmen', 9_000_000n * ONE, 90n * ONE),
      call('carmen', 'buyBackVault.poke', {}),
      { wait: 2n * HOUR },
      buyBack,
    ],
    sees: { on: 'buyBackVault', fn: 'pendingBtcb', args: [] },
    right: 475_000_000_000_000_000n,
    wrong: 250_000_000_000_000_000n,
    fn: 'buyBackVault.poke',
  },
]

/**
 * Round trips: moves of two people that end as they began, in one place each: a vault, the Market, liquidity
 * through Master, the pool.
 *
 * Some are listed; others are made up anew in each state, from the moves of a place with amounts of all sizes
 * and in any order, and end with everything taken out. What they are depends on the state only, so that a
 * state has the same ones in every run. Places are not mixed: buying in one and selling in another may pay by
 * the whitepaper's own design.
 */
import { call } from '../../lockstep/generate/context.ts'
import type { Account, Token } from '../../model/interface/accounts.ts'
import type { Action } from '../../model/interface/action.ts'
import { VAULTS } from '../../model/state/deposits.ts'
import type { Trial } from './trial.ts'

export const [TRADER, FRIEND] = ['trader', 'friend'] as const

const ONE = 10n ** 18n
const NEVER = 2n ** 60n

export type Move = (trial: Trial) => readonly Action[]

/** What ends as it began. A move that reverts is left out. */
export function roundTrips(): readonly (readonly [what: string, moves: readonly Move[]])[] {
  const amounts = [1n, 150n, 100n * ONE]
  return [
    ...VAULTS.flatMap((vault) =>
      amounts.map((amount): readonly [string, readonly Move[]] => [
        `a deposit in the ${vault} and back`,
        [
          () => [call(TRADER, `${vault}.deposit`, { amount })],
          (trial) => [
            call(TRADER, `${vault}.withdraw`, { amount: trial.amount(vault, 'depositOf', TRADER) }),
          ],
        ],
      ]),
    ),
    ...amounts.map((amountUsdt): readonly [string, readonly Move[]] => [
      'a purchase at the Market and a sale of it',
      [
        () => [call(TRADER, 'market.buy', { amountUsdt })],
        (trial) => [call(TRADER, 'market.sell', { amountAmt: surplus(trial.balance('amt', TRADER)) })],
      ],
    ]),
    [
      'liquidity through Master and back, the liqAMT with a friend',
      [
        () => [call(TRADER, 'master.addLiquidity', liquidityFor(100n * ONE))],
        (trial) => [call(TRADER, 'liqAmt.transfer', { to: FRIEND, amount: trial.balance('liqAmt', TRADER) })],
        (trial) => [call(FRIEND, 'master.removeLiquidity', { amount: trial.balance('liqAmt', FRIEND) })],
      ],
    ],
    [
      'claims by one and the other of the same AMT',
      [
        (trial) => claimsBy(TRADER, trial.payments),
        () => [call(TRADER, 'amt.transfer', { to: FRIEND, amount: 1000n * ONE })],
        (trial) => claimsBy(FRIEND, trial.payments),
        () => [call(FRIEND, 'amt.transfer', { to: TRADER, amount: 1000n * ONE })],
      ],
    ],
  ]
}

/** What both begin with of AMT, BTCB and USDT. */
export const STARTS = { [TRADER]: 1000n * ONE, [FRIEND]: 100n * ONE } as const

/** What a purchase has added to what one, or both together, began with. */
function surplus(held: bigint, start: bigint = STARTS[TRADER]): bigint {
  return held > start ? held - start : 0n
}

function liquidityFor(amount: bigint): { readonly amountAmt: bigint; readonly amountBtcb: bigint } {
  return { amountAmt: amount, amountBtcb: amount }
}

function claimsBy(who: Account, last: bigint): readonly Action[] {
  return last === 0n ? [] : [call(who, 'master.chargeFromTo', { from: 1n, to: last })]
}

/** Round trips that are made up in each place, and their moves. */
const TRIPS = 2
const MOVES = 6

/** Small ones show rounding. */
const SIZES = [1n, 7n, 150n, 10n ** 9n, 10n ** 15n, ONE, 7n * ONE, 100n * ONE]

/** Numbers that depend on a seed only (Lehmer's generator, modulus 2^31 - 1). */
class Dice {
  private state: bigint

  constructor(seed: bigint) {
    this.state = (seed % 2_147_483_646n) + 1n
  }

  pick<T>(options: readonly T[]): T {
    this.state = (this.state * 48_271n) % 2_147_483_647n
    return options[Number(this.state % BigInt(options.length))]!
  }
}

/** Round trips that the state suggests. */
export function searchedTrips(trial: Trial): readonly (readonly Move[])[] {
  const seed = trial.payments + trial.amount('amt', 'totalSupply') + trial.amount('btcb', 'totalSupply')
  const dice = new Dice(seed)
  return PLACES.flatMap(({ moves, back }) =>
    Array.from({ length: TRIPS }, () => [
      ...Array.from({ length: MOVES }, (_, index) => {
        const by = dice.pick([TRADER, FRIEND])
        // Without the first one, there is nothing to take out.
        const move = index === 0 ? moves[0]! : dice.pick(moves)
        return move(by, by === TRADER ? FRIEND : TRADER, dice.pick(SIZES))
      }),
      ...back,
    ]),
  )
}

interface Place {
  /** Each by one of the two, with the other and an amount. */
  readonly moves: readonly ((by: Account, other: Account, amount: bigint) => Move)[]
  /** Takes everything out. */
  readonly back: readonly Move[]
}

const gift =
  (token: Token) =>
  (by: Account, to: Account, amount: bigint): Move =>
  () => [call(by, `${token}.transfer` as 'amt.transfer', { to, amount })]

const BOTH: readonly Account[] = [TRADER, FRIEND]
const TOGETHER = STARTS[TRADER] + STARTS[FRIEND]

const PLACES: readonly Place[] = [
  ...VAULTS.map((vault): Place => ({
    moves: [
      (by, _, amount) => () => [call(by, `${vault}.deposit`, { amount })],
      (by, _, amount) => () => [call(by, `${vault}.deposit`, { amount })],
      (by, _, amount) => () => [call(by, `${vault}.withdraw`, { amount })],
      (by, _, amount) => () => [call(by, `${vault}.withdraw`, { amount })],
      (by, other) => (trial) => [call(by, `${vault}.settle`, { account: other, upTo: trial.payments })],
      gift('amt'),
    ],
    back: BOTH.map((by) => (trial: Trial) => [
      call(by, `${vault}.withdraw`, { amount: 0n }),
      call(by, `${vault}.withdraw`, { amount: trial.amount(vault, 'depositOf', by) }),
    ]),
  })),
  {
    moves: [
      (by, _, amountUsdt) => () => [call(by, 'market.buy', { amountUsdt })],
      (by, _, amountAmt) => () => [call(by, 'market.sell', { amountAmt })],
      gift('amt'),
      gift('usdt'),
    ],
    back: [
      (trial) => [call(FRIEND, 'amt.transfer', { to: TRADER, amount: trial.balance('amt', FRIEND) })],
      (trial) => [
        call(TRADER, 'market.sell', { amountAmt: surplus(trial.balance('amt', TRADER), TOGETHER) }),
      ],
    ],
  },
  {
    moves: [
      (by, _, amount) => () => [call(by, 'master.addLiquidity', liquidityFor(amount))],
      (by, _, amount) => () => [call(by, 'master.addLiquidity', liquidityFor(amount))],
      (by, _, amount) => () => [call(by, 'master.removeLiquidity', { amount })],
      (by) => (trial) => [call(by, 'master.removeLiquidity', { amount: trial.balance('liqAmt', by) / 2n })],
      gift('liqAmt'),
      gift('btcb'),
    ],
    back: BOTH.map((by) => (trial: Trial) => [
      call(by, 'master.removeLiquidity', { amount: trial.balance('liqAmt', by) }),
    ]),
  },
  {
    moves: [
      (by, _, amount) => () => [swap(by, ['amt', 'btcb'], amount)],
      (by, _, amount) => () => [swap(by, ['btcb', 'amt'], amount)],
      gift('btcb'),
    ],
    back: [
      (trial) => [call(FRIEND, 'amt.transfer', { to: TRADER, amount: trial.balance('amt', FRIEND) })],
      (trial) => [swap(TRADER, ['amt', 'btcb'], surplus(trial.balance('amt', TRADER), TOGETHER))],
    ],
  },
]

function swap(by: Account, path: readonly Token[], amountA: bigint): Action {
  const fn = 'router.swapExactTokensForTokens'
  return call(by, fn, { amountA, limit: 0n, path: [...path], to: by, deadline: NEVER })
}

/**
 * Desk: a trader on the compiled contracts, with the model beside them.
 *
 * What a plan says is carried out on both, in lockstep; everything that the plan is to be better than is
 * tried on the contracts alone and taken back.
 */
import { projectBuild } from '../../../src/evm/build.ts'
import type { Chain, ChainMark } from '../../../src/evm/chain.ts'
import { divergenceText } from '../../../src/lockstep/compare/comparison.ts'
import { ROSTER } from '../../../src/lockstep/generate/genesis.ts'
import { RULES } from '../../../src/lockstep/compare/rules.ts'
import { call } from '../../../src/lockstep/generate/context.ts'
import { DifferentialRunner } from '../../../src/lockstep/compare/differential-runner.ts'
import { deploymentOf, deployedChainOf } from '../../../src/lockstep/compare/deployed-chain.ts'
import type { Account, Token } from '../../../src/model/interface/accounts.ts'
import type { Action } from '../../../src/model/interface/action.ts'
import type { Economy } from '../../../src/model/economy.ts'
import { UINT256_MAX } from '../../../src/model/kernel/uint256.ts'
import type { Books } from './books.ts'

export const TRADER = 'alice'
const PROVIDER = 'bruno'

/** Far in the future, as routers want it. */
export const FOREVER = UINT256_MAX

/** BTCB and USDT that provider and trader have: more than any world needs. */
const PLENTY = 1n << 100n

/** One build for all worlds, so that they share its deployments. */
const BUILD = projectBuild()

/** Where worlds begin: coins minted and allowances given. */
const STARTS = new Map<Books['amtSorts'], { readonly mark: ChainMark; readonly economy: Economy }>()

export class Desk {
  readonly chain: Chain
  private readonly runner: DifferentialRunner
  /** Refusals that attempts met since the world was opened. */
  readonly reverts = new Set<string>()

  private constructor(runner: DifferentialRunner) {
    this.runner = runner
    this.chain = runner.chain
  }

  /** The world of these books, from a deployment on. */
  static open(books: Books): Desk {
    const world = deployedChainOf(BUILD, books.amtSorts)
    const deployment = deploymentOf(world, ROSTER.slice(0, 2))
    let start = STARTS.get(books.amtSorts)
    if (start === undefined) {
      world.chain.rewind(world.start)
      const desk = new Desk(new DifferentialRunner(RULES, world.chain, deployment))
      desk.must(PREPARATION)
      start = { mark: world.chain.checkpoint(), economy: desk.economy }
      STARTS.set(books.amtSorts, start)
    }
    world.chain.rewind(start.mark)
    const desk = new Desk(new DifferentialRunner(RULES, world.chain, deployment))
    desk.runner.economy = start.economy
    desk.must(initialStateOf(books))
    return desk
  }

  /** The model's economy, which equals the contracts' state. */
  get economy(): Economy {
    return this.runner.economy
  }

  /**
   * Carries out a plan on both sides, stopping at the first refusal; its code, or undefined. Throws if the
   * sides part.
   */
  carryOut(actions: readonly Action[]): string | undefined {
    for (const action of actions) {
      const divergence = this.runner.step(action)
      if (divergence !== undefined) throw new Error(divergenceText(divergence))
      const outcome = this.runner.outcomes.at(-1)!
      if (!outcome.ok) return outcome.revert
    }
    return undefined
  }

  /** One call on the contracts alone; whether it went through. */
  attempt(action: Action): boolean {
    const outcome = this.chain.apply(action)
    if (!outcome.ok) this.reverts.add(outcome.revert)
    return outcome.ok
  }

  /** Tries something on the contracts and takes it back. */
  aside<T>(work: () => T): T {
    const mark = this.chain.checkpoint()
    try {
      return work()
    } finally {
      this.chain.rewind(mark)
    }
  }

  balance(token: Token, who: Account = TRADER): bigint {
    return this.chain.read({ on: token, fn: 'balanceOf', args: [who] }) as bigint
  }

  private must(actions: readonly Action[]): void {
    const revert = this.carryOut(actions)
    if (revert !== undefined) throw new Error(`expected the opening to go through, got ${revert}`)
  }
}

/** A swap of the trader's with no minimum. */
export function swap(path: readonly Token[], input: bigint): Action {
  return call(TRADER, 'router.swapExactTokensForTokens', {
    amountA: input,
    limit: 0n,
    path,
    to: TRADER,
    deadline: FOREVER,
  })
}

const provide = (tokenA: Token, tokenB: Token, amountADesired: bigint, amountBDesired: bigint): Action =>
  call(PROVIDER, 'router.addLiquidity', {
    tokenA,
    tokenB,
    amountADesired,
    amountBDesired,
    amountAMin: 0n,
    amountBMin: 0n,
    to: PROVIDER,
    deadline: FOREVER,
  })

const give = (token: 'btcb' | 'usdt', to: Account, amount: bigint): Action =>
  call('binance', `${token}.transfer`, { to, amount })

/** What all worlds have in common: coins and allowances. */
const PREPARATION: readonly Action[] = [
  call('binance', 'btcb.mint', { amount: 3n * PLENTY }),
  call('binance', 'usdt.mint', { amount: 3n * PLENTY }),
  ...[TRADER, PROVIDER].flatMap((who) => [give('btcb', who, PLENTY), give('usdt', who, PLENTY)]),
  ...(['amt', 'btcb', 'usdt'] as const).flatMap((token) =>
    [TRADER, PROVIDER, 'owner'].map((who) =>
      call(who, `${token}.approve`, { spender: 'router', amount: UINT256_MAX }),
    ),
  ),
  call(TRADER, 'amt.approve', { spender: 'market', amount: UINT256_MAX }),
  call(TRADER, 'usdt.approve', { spender: 'market', amount: UINT256_MAX }),
  call(TRADER, 'amt.approve', { spender: 'burnVault', amount: UINT256_MAX }),
]

function initialStateOf(books: Books): readonly Action[] {
  const mint = (account: Account, amount: bigint): Action =>
    call('owner', 'master.mintMaster', { account, amount })
  return [
    mint(PROVIDER, books.amt),
    mint(TRADER, books.holding),
    // For the Great Reset's sale.
    mint('owner', 2n * books.amt),
    mint('market', books.stockAmt),
    give('usdt', 'market', books.stockUsdt),
    give('btcb', 'burnVault', books.backing),
    call('owner', 'market.setRate', { usdPer100Amt: books.rate }),
    call('owner', 'market.setFee', { fee: books.fee }),
    provide('amt', 'btcb', books.amt, books.btcb),
    provide('btcb', 'usdt', books.pairBtcb, books.pairUsdt),
  ]
}

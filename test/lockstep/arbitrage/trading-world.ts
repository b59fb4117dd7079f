/**
 * Trading world: a trader on the compiled contracts, with the model in lockstep.
 *
 * Plans are executed on both sides and compared. Alternatives to a plan are tried on the contracts only and
 * rewound.
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
import type { Situation } from './situation.ts'

export const TRADER = 'alice'
const PROVIDER = 'bruno'

/** A deadline that never passes. */
export const FOREVER = UINT256_MAX

/** BTCB and USDT of provider and trader: more than any situation needs. */
const PLENTY = 1n << 100n

/** One build for all worlds, so that they share deployments. */
const BUILD = projectBuild()

/** Checkpoints after {@link PREPARATION}, by order of the token addresses. */
const STARTS = new Map<Situation['amtSorts'], { readonly mark: ChainMark; readonly economy: Economy }>()

export class TradingWorld {
  readonly chain: Chain
  private readonly runner: DifferentialRunner
  /** Codes of the reverts of attempts since the world was opened. */
  readonly reverts = new Set<string>()

  private constructor(runner: DifferentialRunner) {
    this.runner = runner
    this.chain = runner.chain
  }

  /** Opens a world in the given situation. */
  static open(situation: Situation): TradingWorld {
    const deployed = deployedChainOf(BUILD, situation.amtSorts)
    const deployment = deploymentOf(deployed, ROSTER.slice(0, 2))
    let start = STARTS.get(situation.amtSorts)
    if (start === undefined) {
      deployed.chain.rewind(deployed.start)
      const world = new TradingWorld(new DifferentialRunner(RULES, deployed.chain, deployment))
      world.must(PREPARATION)
      start = { mark: deployed.chain.checkpoint(), economy: world.economy }
      STARTS.set(situation.amtSorts, start)
    }
    deployed.chain.rewind(start.mark)
    const world = new TradingWorld(new DifferentialRunner(RULES, deployed.chain, deployment))
    world.runner.economy = start.economy
    world.must(initialStateOf(situation))
    return world
  }

  /** The model's economy, which equals the contracts' state. */
  get economy(): Economy {
    return this.runner.economy
  }

  /**
   * Executes a plan on both sides and stops at the first revert.
   *
   * @returns the code of the revert; undefined if every action succeeds.
   * @throws {Error} if the sides diverge.
   */
  execute(actions: readonly Action[]): string | undefined {
    for (const action of actions) {
      const divergence = this.runner.step(action)
      if (divergence !== undefined) throw new Error(divergenceText(divergence))
      const outcome = this.runner.outcomes.at(-1)!
      if (!outcome.ok) return outcome.revert
    }
    return undefined
  }

  /** Applies one call on the contracts only; returns whether it succeeded. */
  attempt(action: Action): boolean {
    const outcome = this.chain.apply(action)
    if (!outcome.ok) this.reverts.add(outcome.revert)
    return outcome.ok
  }

  /** Runs `work` on the contracts and rewinds them. */
  tryOut<T>(work: () => T): T {
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
    const revert = this.execute(actions)
    if (revert !== undefined) throw new Error(`expected the preparation to succeed, got ${revert}`)
  }
}

/** A swap by the trader without a minimum output. */
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

/** Preparation shared by all worlds: coins and allowances. */
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

function initialStateOf(situation: Situation): readonly Action[] {
  const mint = (account: Account, amount: bigint): Action =>
    call('owner', 'master.mintMaster', { account, amount })
  return [
    mint(PROVIDER, situation.amt),
    mint(TRADER, situation.holding),
    // The reserve that sells in a Great Reset.
    mint('owner', 2n * situation.amt),
    mint('market', situation.stockAmt),
    give('usdt', 'market', situation.stockUsdt),
    give('btcb', 'burnVault', situation.backing),
    call('owner', 'market.setRate', { usdPer100Amt: situation.rate }),
    call('owner', 'market.setFee', { fee: situation.fee }),
    provide('amt', 'btcb', situation.amt, situation.btcb),
    provide('btcb', 'usdt', situation.pairBtcb, situation.pairUsdt),
  ]
}

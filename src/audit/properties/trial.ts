/**
 * Trial: a build in the state that a sequence has left, in which a probe may act. Everything is undone.
 *
 * Gas: an action fails if it needs more than the machine's default, 30,000,000, which is below every block
 * gas limit that BNB Smart Chain has had.
 */
import type { Chain } from '../../evm/chain.ts'
import { call, type GeneratorContext } from '../../lockstep/generate/context.ts'
import { CONTRACT_ACCOUNTS, type Account, type Token } from '../../model/interface/accounts.ts'
import { isWait, type Action } from '../../model/interface/action.ts'
import type { Outcome } from '../../model/interface/outcome.ts'
import { UINT256_MAX } from '../../model/kernel/uint256.ts'
import type { View, ViewDomain } from '../../model/surface/observation.ts'
import { askChain } from '../worth/net-worth.ts'
import { amountIn, positionsIn, type Ask, type Positions } from '../worth/positions.ts'

export class Trial {
  readonly tokenOrder: Chain['tokenOrder']
  /** The answer to a view; undefined where there is none. */
  readonly ask: Ask
  private readonly chain: Chain
  private readonly lacks: ReadonlySet<string>
  private readonly look: () => GeneratorContext

  constructor(chain: Chain, lacks: ReadonlySet<string>, look: () => GeneratorContext) {
    this.chain = chain
    this.lacks = lacks
    this.look = look
    this.tokenOrder = chain.tokenOrder
    this.ask = askChain(chain)
  }

  /** What a command would see. */
  get context(): GeneratorContext {
    return this.look()
  }

  /** Everybody and everything that views can be about. */
  get domain(): ViewDomain {
    return this.look().domain
  }

  /** Privileged accounts and people. */
  get people(): readonly Account[] {
    return this.domain.people
  }

  /** People and contracts. */
  get accounts(): readonly Account[] {
    return [...CONTRACT_ACCOUNTS, ...this.people]
  }

  /** An amount that a view answers; zero where there is no answer. */
  amount(on: Account, fn: View['fn'], ...args: View['args']): bigint {
    return amountIn(this.ask, on, fn, args)
  }

  balance(token: Token | 'pair', account: Account): bigint {
    return this.amount(token, 'balanceOf', account)
  }

  /** Number of payments. */
  get payments(): bigint {
    return this.amount('amt', 'getCurrentSnapshotId')
  }

  positions(people: readonly Account[] = this.people): Positions {
    return positionsIn(this.ask, people)
  }

  /** Applies an action; what the build does not have reverts. */
  act(action: Action): Outcome {
    if (!isWait(action) && this.lacks.has(action.call)) return { ok: false, revert: MISSING }
    return this.chain.apply(action)
  }

  /** Applies actions up to the first that reverts: its code, or undefined if all are done. */
  all(actions: readonly Action[]): string | undefined {
    for (const action of actions) {
      const outcome = this.act(action)
      if (!outcome.ok) return outcome.revert
    }
    return undefined
  }

  /** The result of `what`, whose effects are undone. */
  undone<T>(what: () => T): T {
    const mark = this.chain.checkpoint()
    try {
      return what()
    } finally {
      this.chain.rewind(mark)
    }
  }

  /** Gives somebody tokens and lets every contract take them; false if that is not possible in this state. */
  endowed(who: Account, amounts: Partial<Readonly<Record<'amt' | 'btcb' | 'usdt', bigint>>>): boolean {
    const owner = this.ask({ on: 'master', fn: 'owner', args: [] }) as Account
    const given = Object.entries(amounts).flatMap(([token, amount]) => {
      if (token === 'amt') return [call(owner, 'master.mintMaster', { account: who, amount })]
      const issuer = this.ask({ on: token, fn: 'owner', args: [] }) as Account
      return [
        call(issuer, `${token as 'btcb' | 'usdt'}.mint`, { amount }),
        call(issuer, `${token as 'btcb' | 'usdt'}.transfer`, { to: who, amount }),
      ]
    })
    const spenders = ['master', 'burnVault', 'market', 'stakingVault', 'buyBackVault', 'router'] as const
    const trusts = (['amt', 'btcb', 'usdt', 'liqAmt'] as const).flatMap((token) =>
      spenders.map((spender) => call(who, `${token}.approve`, { spender, amount: UINT256_MAX })),
    )
    const actors = given.flatMap((action) => (isWait(action) ? [] : [action.by]))
    return actors.every((by) => this.people.includes(by)) && this.all([...given, ...trusts]) === undefined
  }

  /** A payment; false if it is not possible in this state. */
  paid(amountBtcb: bigint): boolean {
    const payer = this.ask({ on: 'master', fn: 'payerWallet', args: [] }) as Account
    if (!this.people.includes(payer) || !this.endowed(payer, { btcb: amountBtcb })) return false
    return this.all([call(payer, 'master.payRent', { amountBtcb, vaultParticipation: 0n })]) === undefined
  }
}

const MISSING = 'the build has no such function'

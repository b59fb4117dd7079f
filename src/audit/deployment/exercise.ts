/**
 * Exercise: a short use of every contract, by which two deployed systems are compared where there is no
 * model: their arguments are not those that the model knows.
 */
import type { Chain } from '../../evm/chain.ts'
import type { Account, Token } from '../../model/interface/accounts.ts'
import { call, isWait, type Action, type Call } from '../../model/interface/action.ts'
import { UINT256_MAX } from '../../model/kernel/uint256.ts'
import { answeredBy, Unanswered } from '../answered.ts'
import { answersOf, OUTSIDER } from './acts.ts'

/** What a system answers and does, as text. */
export interface Exercised {
  /** Answers by view, before and after all actions. */
  readonly before: ReadonlyMap<string, string>
  readonly after: ReadonlyMap<string, string>
  /** How each action ends; undefined if the system has no such function. */
  readonly endings: readonly (Ending | undefined)[]
}

type Ending = 'done' | 'reverted'

/** How two systems do otherwise. */
export interface Otherwise {
  /** What differs, as the end of a signature. */
  readonly how: string
  readonly kind: 'permits' | 'blocks' | 'state'
  readonly model: string
  readonly chain: string
}

/** Exercises a system that has just been deployed. Afterwards it is in another state. */
export function exercised(chain: Chain): Exercised {
  const lacks = new Set(chain.build.lacks)
  const before = answersOf(chain, 0n)
  const endings = ACTIONS.map((action) => (lacks.has(action.call) ? undefined : ending(chain, action)))
  return { before, endings, after: answersOf(chain, PAYMENTS) }
}

/**
 * How a system does otherwise than a model of it: at first in its views, then in what succeeds, then in its
 * views again. Undefined if they do alike.
 *
 * @param known what differs anyway.
 */
export function otherwise(
  model: Exercised,
  chain: Exercised,
  known: ReadonlySet<string>,
): Otherwise | undefined {
  const atOnce = inViews(model.before, chain.before, known)
  if (atOnce !== undefined) return atOnce
  for (const [index, { by, call: fn }] of ACTIONS.entries()) {
    const [left, right] = [model.endings[index], chain.endings[index]]
    if (left === right || left === undefined || right === undefined) continue
    const how = `then ${by} calls ${fn}: the model ${DOES[left]}, the chain ${DOES[right]}`
    // What comes after it follows from it.
    if (known.has(how)) return undefined
    return { how, kind: right === 'done' ? 'permits' : 'blocks', model: left, chain: right }
  }
  return inViews(model.after, chain.after, known)
}

function inViews(
  model: Exercised['before'],
  chain: Exercised['before'],
  known: ReadonlySet<string>,
): Otherwise | undefined {
  for (const [key, right] of chain) {
    const left = model.get(key)
    const how = `then ${key.split('(')[0]!} differs`
    if (left !== right && !known.has(how))
      return { how, kind: 'state', model: `${key} is ${left}`, chain: `${key} is ${right}` }
  }
  return undefined
}

const DOES: Readonly<Record<Ending, string>> = { done: 'does it', reverted: 'reverts it' }

function ending(chain: Chain, action: Action): Ending {
  const outcome = answeredBy(() => chain.apply(action))
  return outcome instanceof Unanswered || !outcome.ok ? 'reverted' : 'done'
}

const ONE = 10n ** 18n

function given(token: 'btcb' | 'usdt', to: Account, amount: bigint): readonly Action[] {
  return [call('binance', `${token}.mint`, { amount }), call('binance', `${token}.transfer`, { to, amount })]
}

function trusts(by: Account, token: Token, spenders: readonly Account[]): readonly Action[] {
  return spenders.map((spender) => call(by, `${token}.approve`, { spender, amount: UINT256_MAX }))
}

const PAYMENTS = 2n
const CONTRACTS = ['master', 'burnVault', 'market', 'stakingVault', 'buyBackVault'] as const

/** A payment by whoever may pay: the outsider as well, who may have got the role by an argument. */
const payment: readonly Action[] = (['payer', OUTSIDER] as const).map((by) =>
  call(by, 'master.payRent', { amountBtcb: 9n * ONE + 7n, vaultParticipation: 20n }),
)

/** Something of everything, with amounts that are not round. */
const ACTIONS: readonly Call[] = [
  call('owner', 'master.mintMaster', { account: OUTSIDER, amount: 500_000n * ONE }),
  call('owner', 'master.mintMaster', { account: 'market', amount: 500_000n * ONE }),
  ...given('usdt', OUTSIDER, 100_000n * ONE),
  ...given('usdt', 'market', 100_000n * ONE),
  ...given('btcb', OUTSIDER, 100n * ONE),
  ...given('btcb', 'payer', 100n * ONE),
  ...trusts(OUTSIDER, 'amt', CONTRACTS),
  ...trusts(OUTSIDER, 'liqAmt', ['master']),
  ...trusts(OUTSIDER, 'btcb', ['master']),
  ...trusts(OUTSIDER, 'usdt', ['market']),
  ...trusts('payer', 'btcb', ['master']),
  call(OUTSIDER, 'market.buy', { amountUsdt: 1234n * ONE + 567n }),
  call(OUTSIDER, 'market.sell', { amountAmt: 432n * ONE + 123n }),
  call(OUTSIDER, 'master.addLiquidity', { amountAmt: 1000n * ONE, amountBtcb: 3n * ONE }),
  call(OUTSIDER, 'stakingVault.deposit', { amount: 1000n * ONE }),
  call(OUTSIDER, 'buyBackVault.deposit', { amount: 1000n * ONE }),
  ...payment,
  ...payment,
  call(OUTSIDER, 'master.charge', { snapId: 1n }),
  call(OUTSIDER, 'master.liqCharge', { snapId: 1n }),
  call(OUTSIDER, 'stakingVault.harvest', { upTo: 1n }),
  call(OUTSIDER, 'stakingVault.withdraw', { amount: 10n * ONE }),
  call(OUTSIDER, 'buyBackVault.poke', {}),
  call(OUTSIDER, 'buyBackVault.withdraw', { amount: 10n * ONE }),
  call(OUTSIDER, 'burnVault.backingWithdraw', { amount: 10n * ONE }),
  call('owner', 'market.charge', { snapId: 1n }),
  call('owner', 'market.setRate', { usdPer100Amt: 200n }),
  call('owner', 'market.setFee', { fee: 20n }),
  call(OUTSIDER, 'market.sell', { amountAmt: 77n * ONE + 3n }),
  call('owner', 'market.withdrawAll', {}),
  call('owner', 'master.setPayerWallet', { wallet: OUTSIDER }),
].flatMap((action) => (isWait(action) ? [] : [action]))

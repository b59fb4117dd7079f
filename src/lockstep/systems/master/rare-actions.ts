/**
 * Rare situations of payments and claims: many payments claimed out of order, dust collected twice, liqAMT in
 * the pair, tokens that Master was sent.
 */
import type { Account } from '../../../model/interface/accounts.ts'
import type { Action } from '../../../model/interface/action.ts'
import { UINT256_MAX } from '../../../model/kernel/uint256.ts'
import { VAULTS } from '../../../model/state/deposits.ts'
import { fraction } from '../../generate/amounts.ts'
import {
  actors,
  anyone,
  balance,
  byOwner,
  call,
  holderOf,
  ownerOf,
  type Command,
  type GeneratorContext,
} from '../../generate/context.ts'
import type { Entropy } from '../../generate/entropy.ts'
import { rawProvision, wrappedProvision } from '../pancake/sure-liquidity.ts'
import { sureDeposit } from '../staking-vault/actions.ts'
import { approval } from '../tokens/actions.ts'
import { surePayment, surePayments } from './actions.ts'

const SIDES = {
  amt: { charge: 'master.charge', range: 'master.chargeFromTo', dust: 'master.handleDust' },
  liqAmt: { charge: 'master.liqCharge', range: 'master.liqChargeFromTo', dust: 'master.LiqHandleDust' },
} as const
type Units = keyof typeof SIDES

function holders(context: GeneratorContext, token: Units): readonly Account[] {
  return actors(context).filter((who) => balance(context, token, who) > 0n)
}

/** A provider, made where there is none. */
function entitled(
  context: GeneratorContext,
  entropy: Entropy,
  token: Units,
): { readonly by: Account; readonly actions: readonly Action[] } {
  const known = holders(context, token)
  if (known.length > 0) return { by: entropy.pick(known), actions: [] }
  return token === 'amt' ? { by: anyone(context, entropy), actions: [] } : wrappedProvision(context, entropy)
}

/** Five payments; a holder, who at times sells or buys after the first, claims them in another order. */
export const manyPayments: Command = (context, entropy) => {
  const token = entropy.pick(['amt', 'liqAmt'] as const)
  const { charge, range } = SIDES[token]
  const { by, actions } = entitled(context, entropy, token)
  const other = holders(context, token).find((who) => who !== by) ?? anyone(context, entropy)
  const held = balance(context, token, other)
  const moved = entropy.pick<() => readonly Action[]>([
    () => [],
    () => [call(by, `${token}.transfer`, { to: other, amount: balance(context, token, by) })],
    () =>
      token === 'liqAmt' && held === 0n
        ? wrappedProvision(context, entropy, by).actions
        : [call(other, `${token}.transfer`, { to: by, amount: held })],
  ])()
  const first = context.domain.snapshots + 1n
  const one = (snapId: bigint): Action => call(by, charge, { snapId })
  const all = call(by, range, { from: first, to: first + 4n })
  const claims = entropy.pick<readonly Action[]>([
    [one(first)],
    [one(first + 4n), one(first + 1n), one(first)],
    [one(first + 2n), all],
    [all],
    [one(first), one(first + 3n), all, all],
  ])
  return [...actions, ...surePayments(context, entropy, 5, moved), ...claims]
}

/** Several payments to a vault, which claims them or a part of them; a depositor is settled for some. */
export const vaultLag: Command = (context, entropy) => {
  const vault = entropy.pick(VAULTS)
  const depositors = actors(context).filter(
    (who) => (context.read({ on: vault, fn: 'depositOf', args: [who] }) as bigint) > 0n,
  )
  const deposit = depositors.length === 0 ? sureDeposit(context, entropy, vault) : []
  const [placed] = deposit.slice(-1)
  const account = depositors.length > 0 ? entropy.pick(depositors) : (placed as { by: Account }).by
  const first = context.domain.snapshots + 1n
  const by = anyone(context, entropy)
  const harvest = (upTo: bigint): Action => call(by, `${vault}.harvest`, { upTo })
  const settle = (upTo: bigint): Action => call(by, `${vault}.settle`, { account, upTo })
  const uses = entropy.pick<readonly Action[]>([
    [harvest(first + 2n), settle(first + 1n), settle(first + 2n)],
    [harvest(first + 1n), settle(first + 1n), harvest(first + 2n)],
    [harvest(first + 2n), settle(first + 2n)],
    [harvest(first), settle(first), call(account, `${vault}.withdraw`, { amount: 0n })],
  ])
  return [...deposit, ...surePayments(context, entropy, 3), ...uses]
}

/**
 * Half of those entitled claim, the owner collects the dust, the others claim, and the owner collects again.
 */
export const dustTwice: Command = (context, entropy) => {
  const token = entropy.pick(['amt', 'liqAmt'] as const)
  const { charge, dust } = SIDES[token]
  const providers = token === 'liqAmt' ? holders(context, 'amt').slice(0, 3) : []
  const provision = providers.flatMap((by) => wrappedProvision(context, entropy, by).actions)
  const who = [...new Set([...providers, ...holders(context, token)])]
  const snapId = context.domain.snapshots + 1n
  const half = Math.ceil(who.length / 2)
  const claims = who.map((by) => call(by, charge, { snapId }))
  const owner = ownerOf(context, 'master')
  const collect = byOwner(context, owner, [call(owner, dust, { snapId })])
  const marketOwner = ownerOf(context, 'market')
  const ofContracts =
    token === 'liqAmt'
      ? [call(owner, 'locker.charge', { snapId })]
      : [
          ...VAULTS.map((vault) => call(owner, `${vault}.harvest`, { upTo: snapId })),
          ...byOwner(context, marketOwner, [call(marketOwner, 'market.charge', { snapId })]),
        ]
  return [
    ...provision,
    ...surePayment(context, entropy),
    ...claims.slice(0, half),
    ...collect,
    ...byOwner(context, owner, ofContracts),
    ...claims.slice(half),
    ...collect,
    ...collect,
  ]
}

/** Somebody sends liqAMT to the pair, or to another pair, and a payment follows, which others claim. */
export const liqAmtInPair: Command = (context, entropy) => {
  const { by, actions } = entitled(context, entropy, 'liqAmt')
  const amount = actions.length > 0 ? 1_000n : fraction(entropy, balance(context, 'liqAmt', by))
  const to = entropy.chance(75) ? 'pair' : entropy.pick(context.domain.pairs)
  const snapId = context.domain.snapshots + 1n
  const claims = holders(context, 'liqAmt')
    .slice(0, 4)
    .map((who) => call(who, 'master.liqCharge', { snapId }))
  const owner = ownerOf(context, 'master')
  return [
    ...actions,
    call(by, 'liqAmt.transfer', { to, amount }),
    ...surePayment(context, entropy),
    ...claims,
    ...byOwner(context, owner, [call(owner, 'master.LiqHandleDust', { snapId })]),
  ]
}

/**
 * Master, the vaults or the Market are sent tokens, and then used: no balance of theirs may leak into a
 * payout.
 */
export const unsolicited: Command = (context, entropy) => {
  const payer = surePayment(context, entropy)
  const marketOwner = ownerOf(context, 'market')
  return entropy.pick<() => readonly Action[]>([
    () => [
      ...send(context, entropy, 'amt', 'master'),
      ...wrappedProvision(context, entropy).actions,
      ...payer,
    ],
    () => [...send(context, entropy, 'btcb', 'master'), ...wrappedProvision(context, entropy).actions],
    () => {
      const raw = rawProvision(context, entropy)
      const wrapped = wrappedProvision(context, entropy)
      return [
        ...raw.actions,
        call(raw.by, 'pair.transfer', { to: 'master', amount: 1_000n }),
        ...wrapped.actions,
        approval(wrapped.by, 'liqAmt', 'master', UINT256_MAX),
        call(wrapped.by, 'master.removeLiquidity', { amount: 1_000n }),
      ]
    },
    () => [
      ...send(context, entropy, 'btcb', 'market'),
      ...byOwner(context, marketOwner, [call(marketOwner, 'market.withdrawAll', {})]),
    ],
    () => {
      const by = holderOf(context, entropy, 'amt')
      const amount = fraction(entropy, balance(context, 'amt', by) / 2n)
      return [
        ...send(context, entropy, 'amt', 'burnVault'),
        approval(by, 'amt', 'burnVault', UINT256_MAX),
        call(by, 'burnVault.backingWithdraw', { amount }),
      ]
    },
    () => {
      // A vault without deposits, if there is one: then everything that it holds is nobody's.
      const idle = VAULTS.filter((name) => context.read({ on: name, fn: 'totalDeposits', args: [] }) === 0n)
      const vault = entropy.pick(idle.length > 0 ? idle : VAULTS)
      const upTo = context.domain.snapshots + 1n
      return [
        ...send(context, entropy, entropy.pick(['amt', 'amt', 'btcb'] as const), vault),
        ...payer,
        call(anyone(context, entropy), `${vault}.harvest`, { upTo }),
        ...sureDeposit(context, entropy, vault),
      ]
    },
  ])()
}

function send(
  context: GeneratorContext,
  entropy: Entropy,
  token: 'amt' | 'btcb',
  to: Account,
): readonly Action[] {
  const from = holderOf(context, entropy, token)
  return [
    call(from, `${token}.transfer`, { to, amount: fraction(entropy, balance(context, token, from) / 10n) }),
  ]
}

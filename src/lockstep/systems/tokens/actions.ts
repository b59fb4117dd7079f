/**
 * Commands on tokens: transfers, allowances, minting, burning, ownership. LP tokens of pairs move like any
 * other.
 *
 * A command that needs an allowance gives it first in half of the cases.
 */
import { TOKENS, type Account, type Pair, type Token } from '../../../model/interface/accounts.ts'
import type { Action } from '../../../model/interface/action.ts'
import { CAP } from '../../../model/kernel/units.ts'
import { UINT256_MAX } from '../../../model/kernel/uint256.ts'
import { bounded, drawAllowance, drawAmount } from '../../generate/amounts.ts'
import type { Entropy } from '../../generate/entropy.ts'
import {
  actors,
  allowance,
  anyone,
  balance,
  call,
  holderOf,
  isPair,
  ownerOf,
  receiver,
  roleHolder,
  supply,
  type Command,
  type Commands,
  type GeneratorContext,
} from '../../generate/context.ts'

type Transferable = Token | Pair
type Erc20 = Token | 'pair'

/** Which contract of the catalogue a token is, and where. */
function place(token: Transferable): readonly [contract: Erc20, at?: Pair] {
  return isPair(token) ? ['pair', token] : [token]
}

export function approval(owner: Account, token: Transferable, spender: Account, amount: bigint): Action {
  const [contract, at] = place(token)
  return call(owner, `${contract}.approve`, { spender, amount }, at)
}

/** The approval that `owner` still needs for `spender` to take `amount`, in three of four cases. */
export function preparation(
  context: GeneratorContext,
  entropy: Entropy,
  owner: Account,
  token: Transferable,
  spender: Account,
  amount: bigint,
): readonly Action[] {
  const needed = allowance(context, token, owner, spender) < amount
  if (!needed || entropy.chance(25)) return []
  return [approval(owner, token, spender, drawAllowance(entropy, amount))]
}

/** The spenders of `observation.ts` in an order of their own: it keys the draws of earlier seeds. */
const SPENDERS = ['master', 'router', 'burnVault', 'market', 'stakingVault', 'buyBackVault'] as const

export function transfer(token: (context: GeneratorContext, entropy: Entropy) => Transferable): Command {
  return (context, entropy) => {
    const which = token(context, entropy)
    const [contract, at] = place(which)
    const by = holderOf(context, entropy, which)
    const amount = drawAmount(entropy, balance(context, which, by))
    return [call(by, `${contract}.transfer`, { to: receiver(context, entropy), amount }, at)]
  }
}

export function approve(token: (context: GeneratorContext, entropy: Entropy) => Transferable): Command {
  return (context, entropy) => {
    const which = token(context, entropy)
    const by = holderOf(context, entropy, which)
    const spender = entropy.weighted<Account>([
      [14, entropy.pick(SPENDERS)],
      [5, receiver(context, entropy)],
      [1, 'zero'],
    ])
    return [approval(by, which, spender, drawAllowance(entropy, balance(context, which, by)))]
  }
}

export function transferFrom(token: (context: GeneratorContext, entropy: Entropy) => Transferable): Command {
  return (context, entropy) => {
    const which = token(context, entropy)
    const [contract, at] = place(which)
    const from = entropy.chance(6)
      ? entropy.pick(['zero', 'pair', 'master'])
      : holderOf(context, entropy, which)
    const willing = actors(context).filter((who) => allowance(context, which, from, who) > 0n)
    const by = willing.length > 0 && entropy.chance(70) ? entropy.pick(willing) : anyone(context, entropy)
    const allowed = allowance(context, which, from, by)
    const amount = drawAmount(entropy, balance(context, which, from), allowed, bounded(allowed + 1n))
    const owns = actors(context).includes(from)
    const before = owns ? preparation(context, entropy, from, which, by, amount) : []
    return [
      ...before,
      call(by, `${contract}.transferFrom`, { from, to: receiver(context, entropy), amount }, at),
    ]
  }
}

export function changeAllowance(token: Token, fn: 'increaseAllowance' | 'decreaseAllowance'): Command {
  return (context, entropy) => {
    const candidates: readonly Account[] = [...SPENDERS, ...actors(context)]
    const allowing = (who: Account): boolean =>
      SPENDERS.some((spender) => allowance(context, token, who, spender) > 0n)
    const owners = actors(context).filter(allowing)
    const by = owners.length > 0 && entropy.chance(70) ? entropy.pick(owners) : anyone(context, entropy)
    const allowed = candidates.filter((who) => allowance(context, token, by, who) > 0n)
    const spender = entropy.weighted<Account>([
      [6, entropy.pick(allowed.length > 0 ? allowed : candidates)],
      [2, anyone(context, entropy)],
      [1, 'zero'],
    ])
    const current = allowance(context, token, by, spender)
    const amount = drawAmount(entropy, current, UINT256_MAX - current, bounded(UINT256_MAX - current + 1n))
    return [call(by, `${token}.${fn}`, { spender, amount })]
  }
}

export function changeOwner(contract: Token | 'master' | 'market'): Command {
  return (context, entropy) => {
    const by = roleHolder(context, entropy, ownerOf(context, contract))
    // Mostly the account that other commands expect: a lost role disables half of them.
    const to = entropy.weighted<Account>([
      [5, contract === 'master' || contract === 'market' ? 'owner' : 'binance'],
      [3, anyone(context, entropy)],
      [2, 'zero'],
      [0.3, 'dead'],
    ])
    return [call(by, `${contract}.transferOwnership`, { to })]
  }
}

export function renounceOwner(contract: Token | 'master' | 'market'): Command {
  return (context, entropy) => {
    // Rare from the owner: afterwards no owner function can succeed.
    const by = entropy.chance(25) ? ownerOf(context, contract) : anyone(context, entropy)
    return [
      call(actors(context).includes(by) ? by : anyone(context, entropy), `${contract}.renounceOwnership`, {}),
    ]
  }
}

/** AMT and liqAMT belong to Master, so that nobody with a key can mint them; trying must revert. */
export function mintSnapshotToken(token: 'amt' | 'liqAmt'): Command {
  return (context, entropy) => {
    const room = CAP - supply(context, 'amt')
    return [
      call(anyone(context, entropy), `${token}.mint`, {
        to: receiver(context, entropy),
        amount: drawAmount(entropy, room),
      }),
    ]
  }
}

export function snapshot(token: 'amt' | 'liqAmt'): Command {
  return (context, entropy) => [call(anyone(context, entropy), `${token}.snapshot`, {})]
}

export function burnFrom(token: 'amt' | 'liqAmt'): Command {
  return (context, entropy) => {
    const from = entropy.chance(6) ? 'zero' : holderOf(context, entropy, token)
    const willing = actors(context).filter((who) => allowance(context, token, from, who) > 0n)
    const by = willing.length > 0 && entropy.chance(70) ? entropy.pick(willing) : anyone(context, entropy)
    const allowed = allowance(context, token, from, by)
    const amount = drawAmount(
      entropy,
      balance(context, token, from) / 4n,
      balance(context, token, from),
      allowed,
    )
    const before = from === 'zero' ? [] : preparation(context, entropy, from, token, by, amount)
    return [...before, call(by, `${token}.burnFrom`, { from, amount })]
  }
}

export function burn(token: 'amt' | 'btcb' | 'usdt'): Command {
  return (context, entropy) => {
    const by = holderOf(context, entropy, token)
    return [call(by, `${token}.burn`, { amount: drawAmount(entropy, balance(context, token, by) / 4n) })]
  }
}

export function mintOutside(token: 'btcb' | 'usdt'): Command {
  return (context, entropy) => {
    const by = roleHolder(context, entropy, ownerOf(context, token))
    const room = UINT256_MAX - supply(context, token)
    const ordinary = drawAmount(entropy, 10n ** 21n)
    // Rarely up to the type's maximum: afterwards only the pair's reserves can still overflow.
    const amount = entropy.chance(4) ? entropy.pick([room, bounded(room + 1n)]) : ordinary
    return [call(by, `${token}.mint`, { amount })]
  }
}

/** Somebody sends tokens straight to a contract, on purpose or by mistake. */
export const directTransfer: Command = (context, entropy) => {
  const token = entropy.pick(TOKENS)
  const by = holderOf(context, entropy, token)
  const to = entropy.pick([
    'burnVault',
    'master',
    'pair',
    'locker',
    'router',
    'factory',
    ...TOKENS,
    'market',
    'stakingVault',
    'buyBackVault',
    'distributor',
    ...context.domain.pairs,
  ])
  return [
    call(by, `${token}.transfer`, { to, amount: drawAmount(entropy, balance(context, token, by) / 10n) }),
  ]
}

const always =
  (which: Token) =>
  (_context: GeneratorContext, _entropy: Entropy): Token =>
    which

/** Commands by function, with their weights in a sequence. */
export const TOKEN_COMMANDS = {
  'amt.transfer': [9, transfer(always('amt'))],
  'amt.approve': [6, approve(always('amt'))],
  'amt.transferFrom': [9, transferFrom(always('amt'))],
  'amt.increaseAllowance': [3, changeAllowance('amt', 'increaseAllowance')],
  'amt.decreaseAllowance': [3, changeAllowance('amt', 'decreaseAllowance')],
  'amt.transferOwnership': [0.5, changeOwner('amt')],
  'amt.renounceOwnership': [0.5, renounceOwner('amt')],
  'liqAmt.transfer': [6, transfer(always('liqAmt'))],
  'liqAmt.approve': [4, approve(always('liqAmt'))],
  'liqAmt.transferFrom': [6, transferFrom(always('liqAmt'))],
  'liqAmt.increaseAllowance': [2, changeAllowance('liqAmt', 'increaseAllowance')],
  'liqAmt.decreaseAllowance': [2, changeAllowance('liqAmt', 'decreaseAllowance')],
  'liqAmt.transferOwnership': [0.5, changeOwner('liqAmt')],
  'liqAmt.renounceOwnership': [0.5, renounceOwner('liqAmt')],
  'btcb.transfer': [6, transfer(always('btcb'))],
  'btcb.approve': [4, approve(always('btcb'))],
  'btcb.transferFrom': [6, transferFrom(always('btcb'))],
  'btcb.increaseAllowance': [2, changeAllowance('btcb', 'increaseAllowance')],
  'btcb.decreaseAllowance': [2, changeAllowance('btcb', 'decreaseAllowance')],
  'btcb.transferOwnership': [1, changeOwner('btcb')],
  'btcb.renounceOwnership': [1, renounceOwner('btcb')],
  'usdt.transfer': [3, transfer(always('usdt'))],
  'usdt.approve': [2, approve(always('usdt'))],
  'usdt.transferFrom': [3, transferFrom(always('usdt'))],
  'usdt.increaseAllowance': [2, changeAllowance('usdt', 'increaseAllowance')],
  'usdt.decreaseAllowance': [1, changeAllowance('usdt', 'decreaseAllowance')],
  'usdt.transferOwnership': [1, changeOwner('usdt')],
  'usdt.renounceOwnership': [1, renounceOwner('usdt')],
  'amt.mint': [0.5, mintSnapshotToken('amt')],
  'liqAmt.mint': [0.5, mintSnapshotToken('liqAmt')],
  'amt.snapshot': [0.5, snapshot('amt')],
  'liqAmt.snapshot': [0.5, snapshot('liqAmt')],
  'amt.burnFrom': [2, burnFrom('amt')],
  'liqAmt.burnFrom': [2, burnFrom('liqAmt')],
  'amt.burn': [2, burn('amt')],
  'btcb.burn': [1, burn('btcb')],
  'usdt.burn': [1, burn('usdt')],
  'btcb.mint': [2, mintOutside('btcb')],
  'usdt.mint': [2, mintOutside('usdt')],
} as const satisfies Commands

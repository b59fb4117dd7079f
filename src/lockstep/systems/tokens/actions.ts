/**
 * Moves on tokens: transfers, allowances, minting, burning, ownership. LP tokens of pairs move like any other.
 *
 * A move that needs an allowance brings it along in half of the cases.
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
  type Move,
  type Scene,
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
  scene: Scene,
  entropy: Entropy,
  owner: Account,
  token: Transferable,
  spender: Account,
  amount: bigint,
): readonly Action[] {
  const needed = allowance(scene, token, owner, spender) < amount
  if (!needed || entropy.chance(25)) return []
  return [approval(owner, token, spender, drawAllowance(entropy, amount))]
}

const SPENDERS = ['master', 'router', 'burnVault', 'market', 'stakingVault', 'buyBackVault'] as const

export function transfer(token: (scene: Scene, entropy: Entropy) => Transferable): Move {
  return (scene, entropy) => {
    const which = token(scene, entropy)
    const [contract, at] = place(which)
    const by = holderOf(scene, entropy, which)
    const amount = drawAmount(entropy, balance(scene, which, by))
    return [call(by, `${contract}.transfer`, { to: receiver(scene, entropy), amount }, at)]
  }
}

export function approve(token: (scene: Scene, entropy: Entropy) => Transferable): Move {
  return (scene, entropy) => {
    const which = token(scene, entropy)
    const by = holderOf(scene, entropy, which)
    const spender = entropy.weighted<Account>([
      [14, entropy.pick(SPENDERS)],
      [5, receiver(scene, entropy)],
      [1, 'zero'],
    ])
    return [approval(by, which, spender, drawAllowance(entropy, balance(scene, which, by)))]
  }
}

export function transferFrom(token: (scene: Scene, entropy: Entropy) => Transferable): Move {
  return (scene, entropy) => {
    const which = token(scene, entropy)
    const [contract, at] = place(which)
    const from = entropy.chance(6)
      ? entropy.pick(['zero', 'pair', 'master'])
      : holderOf(scene, entropy, which)
    const willing = actors(scene).filter((who) => allowance(scene, which, from, who) > 0n)
    const by = willing.length > 0 && entropy.chance(70) ? entropy.pick(willing) : anyone(scene, entropy)
    const allowed = allowance(scene, which, from, by)
    const amount = drawAmount(entropy, balance(scene, which, from), allowed, bounded(allowed + 1n))
    const owns = actors(scene).includes(from)
    const before = owns ? preparation(scene, entropy, from, which, by, amount) : []
    return [
      ...before,
      call(by, `${contract}.transferFrom`, { from, to: receiver(scene, entropy), amount }, at),
    ]
  }
}

export function changeAllowance(token: Token, fn: 'increaseAllowance' | 'decreaseAllowance'): Move {
  return (scene, entropy) => {
    const candidates: readonly Account[] = [...SPENDERS, ...actors(scene)]
    const allowing = (who: Account): boolean =>
      SPENDERS.some((spender) => allowance(scene, token, who, spender) > 0n)
    const owners = actors(scene).filter(allowing)
    const by = owners.length > 0 && entropy.chance(70) ? entropy.pick(owners) : anyone(scene, entropy)
    const allowed = candidates.filter((who) => allowance(scene, token, by, who) > 0n)
    const spender = entropy.weighted<Account>([
      [6, entropy.pick(allowed.length > 0 ? allowed : candidates)],
      [2, anyone(scene, entropy)],
      [1, 'zero'],
    ])
    const current = allowance(scene, token, by, spender)
    const amount = drawAmount(entropy, current, UINT256_MAX - current, bounded(UINT256_MAX - current + 1n))
    return [call(by, `${token}.${fn}`, { spender, amount })]
  }
}

export function changeOwner(contract: Token | 'master' | 'market'): Move {
  return (scene, entropy) => {
    const by = roleHolder(scene, entropy, ownerOf(scene, contract))
    // Mostly the officer whom the other moves expect: a lost role ends half of what can happen.
    const to = entropy.weighted<Account>([
      [5, contract === 'master' || contract === 'market' ? 'owner' : 'binance'],
      [3, anyone(scene, entropy)],
      [2, 'zero'],
      [0.3, 'dead'],
    ])
    return [call(by, `${contract}.transferOwnership`, { to })]
  }
}

export function renounceOwner(contract: Token | 'master' | 'market'): Move {
  return (scene, entropy) => {
    // Rare from the owner, since nothing of theirs can happen afterwards.
    const by = entropy.chance(25) ? ownerOf(scene, contract) : anyone(scene, entropy)
    return [
      call(actors(scene).includes(by) ? by : anyone(scene, entropy), `${contract}.renounceOwnership`, {}),
    ]
  }
}

/** AMT and liqAMT belong to Master, so that nobody with a key can mint them; trying must be refused. */
export function mintSnapshotToken(token: 'amt' | 'liqAmt'): Move {
  return (scene, entropy) => {
    const room = CAP - supply(scene, 'amt')
    return [
      call(anyone(scene, entropy), `${token}.mint`, {
        to: receiver(scene, entropy),
        amount: drawAmount(entropy, room),
      }),
    ]
  }
}

export function snapshot(token: 'amt' | 'liqAmt'): Move {
  return (scene, entropy) => [call(anyone(scene, entropy), `${token}.snapshot`, {})]
}

export function burnFrom(token: 'amt' | 'liqAmt'): Move {
  return (scene, entropy) => {
    const from = entropy.chance(6) ? 'zero' : holderOf(scene, entropy, token)
    const willing = actors(scene).filter((who) => allowance(scene, token, from, who) > 0n)
    const by = willing.length > 0 && entropy.chance(70) ? entropy.pick(willing) : anyone(scene, entropy)
    const allowed = allowance(scene, token, from, by)
    const amount = drawAmount(entropy, balance(scene, token, from) / 4n, balance(scene, token, from), allowed)
    const before = from === 'zero' ? [] : preparation(scene, entropy, from, token, by, amount)
    return [...before, call(by, `${token}.burnFrom`, { from, amount })]
  }
}

export function burn(token: 'amt' | 'btcb' | 'usdt'): Move {
  return (scene, entropy) => {
    const by = holderOf(scene, entropy, token)
    return [call(by, `${token}.burn`, { amount: drawAmount(entropy, balance(scene, token, by) / 4n) })]
  }
}

export function mintOutside(token: 'btcb' | 'usdt'): Move {
  return (scene, entropy) => {
    const by = roleHolder(scene, entropy, ownerOf(scene, token))
    const room = UINT256_MAX - supply(scene, token)
    const ordinary = drawAmount(entropy, 10n ** 21n)
    // An issue up to the type's end is kept rare: it leaves nothing to overflow later but the pair's reserves.
    const amount = entropy.chance(4) ? entropy.pick([room, bounded(room + 1n)]) : ordinary
    return [call(by, `${token}.mint`, { amount })]
  }
}

/** Somebody sends tokens straight to a contract, on purpose or by mistake. */
export const directTransfer: Move = (scene, entropy) => {
  const token = entropy.pick(TOKENS)
  const by = holderOf(scene, entropy, token)
  const to = entropy.pick([
    'burnVault',
    'master',
    'pair',
    'locker',
    'router',
    'amt',
    'market',
    'stakingVault',
    'buyBackVault',
    'distributor',
    ...scene.extent.pairs,
  ])
  return [call(by, `${token}.transfer`, { to, amount: drawAmount(entropy, balance(scene, token, by) / 10n) })]
}

/**
 * Any call: a function of the catalogue with arbitrary arguments, by anybody with a key. It is what an
 * adversary, an administrator included, may try. Amounts stay small multiples of the world's unit.
 */
import { TOKENS } from '../model/interface/accounts.ts'
import type { Action } from '../model/interface/action.ts'
import { FUNCTION_NAMES, signatureOf, type ParamType } from '../model/interface/functions.ts'
import type { Draw } from './draw.ts'
import type { Move } from './moves.ts'

export const anyCall: Move = (draw) => {
  const call = draw.pick(FUNCTION_NAMES)
  const args = Object.entries(signatureOf(call).params).map(([name, type]) => [
    name,
    isToken(name) ? tokens(draw, type) : argument(draw, type),
  ])
  return [{ by: draw.actor(), call, args: Object.fromEntries(args) } as unknown as Action]
}

/** Pairs are of modelled tokens only. */
function isToken(name: string): boolean {
  return name === 'tokenA' || name === 'tokenB' || name === 'path'
}

function tokens(draw: Draw, type: ParamType): unknown {
  return type === 'accounts' ? [draw.pick(TOKENS), draw.pick(TOKENS)] : draw.pick(TOKENS)
}

function argument(draw: Draw, type: ParamType): unknown {
  switch (type) {
    case 'account':
      return draw.account()
    case 'accounts':
      return [draw.account(), draw.account()]
    case 'uint256':
      return number(draw)
    case 'uint256s':
      return [number(draw), number(draw)]
    case 'proof':
      return BigInt(draw.whole(0, 2))
    case 'bytes':
      return '0x'
  }
}

/** An amount, or an id. */
function number(draw: Draw): bigint {
  return draw.pick([draw.amount(), BigInt(draw.whole(0, 3))])
}

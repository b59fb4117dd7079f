/**
 * Commands on pairs without the router: raw calls, which make sense only after tokens were sent to the pair.
 */
import { tokensOf, type Pair, type Token } from '../../../model/interface/accounts.ts'
import { bounded, drawAmount } from '../../generate/amounts.ts'
import type { Entropy } from '../../generate/entropy.ts'
import {
  anyone,
  balance,
  call,
  holderOf,
  receiver,
  reserves,
  type Command,
  type GeneratorContext,
} from '../../generate/context.ts'
import { guessOut, held, sink, somePair } from './pool-choice.ts'
import { payee } from './swap-actions.ts'

/**
 * Sends tokens to a pair and takes its other token out, at the most that the pair gives or one wei beside it.
 */
export const rawSwap: Command = (context, entropy) => {
  const pair = somePair(context, entropy)
  const input = entropy.pick(tokensOf(pair))
  const inputFirst = context.token0(pair) === input
  const { reserve0, reserve1 } = reserves(context, pair)
  const [reserveIn, reserveOut] = inputFirst ? [reserve0, reserve1] : [reserve1, reserve0]
  const by = holderOf(context, entropy, input)
  const surplus = balance(context, input, pair) - reserveIn
  const sent = entropy.chance(80) ? drawAmount(entropy, held(context, input, by) / 5n) : 0n
  const best = guessOut(sent + (surplus > 0n ? surplus : 0n), reserveIn, reserveOut)
  const out = entropy.weighted([
    [5, best],
    [2, bounded(best + 1n)],
    [2, best > 0n ? best - 1n : 0n],
    [1, reserveOut],
    [1, drawAmount(entropy, reserveOut)],
  ])
  const to = payee(context, entropy, by, tokensOf(pair))
  const [amount0Out, amount1Out] = inputFirst ? [0n, bounded(out)] : [bounded(out), 0n]
  // With data the pair calls the receiver back; nobody here has a callback, so that it must revert.
  const data = entropy.chance(8) ? '0x01' : '0x'
  const send = call(by, `${input}.transfer`, { to: pair, amount: bounded(sent) })
  const take = call(by, 'pair.swap', { amount0Out, amount1Out, to, data }, pair)
  return sent > 0n ? [send, take] : [take]
}

/** Takes out both tokens at once, or the one that was put in. */
export const rawLoan: Command = (context, entropy) => {
  const pair = somePair(context, entropy)
  const { reserve0, reserve1 } = reserves(context, pair)
  const by = anyone(context, entropy)
  const to = receiver(context, entropy)
  const amounts = {
    amount0Out: drawAmount(entropy, reserve0 / 50n, reserve0),
    amount1Out: entropy.chance(50) ? drawAmount(entropy, reserve1 / 50n, reserve1) : 0n,
  }
  return [call(by, 'pair.swap', { ...amounts, to, data: '0x' }, pair)]
}

/** Sends both tokens, or one, or none, and mints LP for what the pair finds. */
export const rawMint: Command = (context, entropy) => {
  const pair = somePair(context, entropy)
  const by = holderOf(context, entropy, tokensOf(pair)[0])
  const tokens = entropy.weighted<readonly Token[]>([
    [6, tokensOf(pair)],
    [1, tokensOf(pair).slice(0, 1)],
    [1, []],
  ])
  const to = entropy.chance(70) ? by : receiver(context, entropy)
  return [
    ...tokens.map((token) =>
      call(by, `${token}.transfer`, {
        to: pair,
        amount: drawAmount(entropy, balance(context, token, by) / 8n),
      }),
    ),
    call(by, 'pair.mint', { to }, pair),
  ]
}

/** Sends LP tokens to the pair, mostly, and burns what it holds. */
export const rawBurn: Command = (context, entropy) => {
  const pair = somePair(context, entropy)
  const by = holderOf(context, entropy, pair)
  const amount = drawAmount(entropy, balance(context, pair, by) / 2n)
  const to = entropy.chance(70) ? by : sink(context, entropy)
  const burn = call(by, 'pair.burn', { to }, pair)
  return entropy.chance(25) ? [burn] : [call(by, 'pair.transfer', { to: pair, amount }, pair), burn]
}

/** Takes the surplus over the reserves; in half of the cases there is one. */
export const skim: Command = (context, entropy) => {
  const pair = somePair(context, entropy)
  return [
    ...gift(context, entropy, pair),
    call(anyone(context, entropy), 'pair.skim', { to: receiver(context, entropy) }, pair),
  ]
}

export const sync: Command = (context, entropy) => {
  const pair = somePair(context, entropy)
  return [...gift(context, entropy, pair), call(anyone(context, entropy), 'pair.sync', {}, pair)]
}

function gift(context: GeneratorContext, entropy: Entropy, pair: Pair): ReturnType<Command> {
  if (!entropy.chance(50)) return []
  const token = entropy.pick(tokensOf(pair))
  const by = holderOf(context, entropy, token)
  return [
    call(by, `${token}.transfer`, {
      to: pair,
      amount: drawAmount(entropy, balance(context, token, by) / 20n),
    }),
  ]
}

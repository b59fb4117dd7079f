/**
 * Exits: what a state comes to, once everybody has claimed, withdrawn and redeemed all that is theirs.
 *
 * A state in which a view differs may come to nothing, such as a vault's share that is not settled yet, or to
 * a loss that no balance shows yet. So everybody exits in the model's world and in the chain's, each by what
 * its own views say, and the ends are compared. Where an exit reverts on the chain alone, both worlds wait a
 * day and exit again: what comes a day later is not lost.
 *
 * At the end only what lies in wallets and contracts counts. What is still owed then cannot be taken out. AMT
 * is redeemed while the RCL holds BTCB, and what cannot be redeemed although the model's can be is lost.
 *
 * Not modelled: the exits of contracts, the locked liquidity, liquidity that is straight on PancakeSwap.
 */
import type { Chain } from '../../evm/chain.ts'
import type { Economy } from '../../model/economy.ts'
import type { Account } from '../../model/interface/accounts.ts'
import { isWait, type Action } from '../../model/interface/action.ts'
import type { Outcome } from '../../model/interface/outcome.ts'
import { exits } from '../../lockstep/adversarial/exit-liveness.ts'
import { contextOf } from '../../lockstep/compare/live-context.ts'
import type { Rules } from '../../lockstep/compare/rules.ts'
import { call, type GeneratorContext } from '../../lockstep/generate/context.ts'
import { ONE } from '../../model/kernel/units.ts'
import { answeredBy, Unanswered } from '../answered.ts'
import { predict } from '../census/predict.ts'
import { chainContextOf } from '../properties/chain-context.ts'
import { askChain, askModel, worthChange, type WorthChange } from './net-worth.ts'
import { amountIn, holdingsIn, openClaims, type Ask, type Positions } from './positions.ts'
import { pricesIn } from './prices.ts'

/** One of two worlds in which everybody exits. */
interface World {
  readonly ask: Ask
  look(): GeneratorContext
  /** Undefined where it has no outcome: nothing happens. */
  act(action: Action): Outcome | undefined
}

export interface Reverted {
  readonly action: Exclude<Action, { readonly wait: bigint }>
  readonly revert: string
}

export interface Exits {
  /** Whether a payment came before. */
  readonly afterPayment: boolean
  /** Who ends with more and who with less on the chain than in the model. */
  readonly change: WorthChange
  /** Exits that revert on the chain a day later as well, and not in the model. */
  readonly blocked: readonly Reverted[]
}

const A_DAY = 86_400n

/** A state of both worlds. */
export interface Worlds {
  readonly chain: Chain
  readonly lacks: ReadonlySet<string>
  readonly rules: Rules
  readonly economy: Economy
  readonly people: readonly Account[]
}

/**
 * Everybody's exits from a state of the model and a state of the chain, which is as before afterwards.
 * Undefined where an exit is not covered by the model.
 *
 * @param afterPayment whether a payment of one BTCB comes first, which shows what is recorded for it.
 */
export function exitsFrom(
  { chain, lacks, rules, economy, people }: Worlds,
  afterPayment: boolean,
): Exits | undefined {
  const mark = chain.checkpoint()
  const model = new ModelWorld(rules, economy, chain.tokenOrder)
  const real = chainWorld(chain, lacks, people, economy.distributor?.entries ?? [])
  try {
    const prices = pricesIn(model.ask, chain.tokenOrder)
    if (afterPayment) for (const world of [real, model]) pay(world)
    let [reverted, expected] = [everybodyExits(real, people), everybodyExits(model, people)]
    if (onlyOnChain(reverted, expected).length > 0) {
      for (const world of [real, model]) world.act({ wait: A_DAY })
      ;[reverted, expected] = [everybodyExits(real, people), everybodyExits(model, people)]
    }
    const blocked = onlyOnChain(reverted, expected)
    const [before, after] = [holdingsIn(model.ask, people), holdingsIn(real.ask, people)]
    return { afterPayment, change: worthChange(before, withoutFrozen(after, blocked), prices), blocked }
  } catch (error) {
    if (error instanceof NotCovered) return undefined
    throw error
  } finally {
    chain.rewind(mark)
  }
}

/** A payment; what reverts in both worlds is no payment in either. */
function pay(world: World): void {
  const by = world.ask({ on: 'master', fn: 'payerWallet', args: [] }) as Account
  for (const action of [
    call('binance', 'btcb.mint', { amount: ONE }),
    call('binance', 'btcb.transfer', { to: by, amount: ONE }),
    call(by, 'btcb.approve', { spender: 'master', amount: ONE }),
    call(by, 'master.payRent', { amountBtcb: ONE, vaultParticipation: 0n }),
  ])
    world.act(action)
}

/** Everybody takes out what is theirs; what reverts. */
function everybodyExits(world: World, people: readonly Account[]): readonly Reverted[] {
  const due = new Set(openClaims(world.ask, people).map(({ account, side }) => `${side} ${account}`))
  const reverted: Reverted[] = []
  for (const exit of exits(() => world.look())) {
    if (exit.kind !== 'act' || isWait(exit.action) || !isOfSomething(exit.action, due)) continue
    if (exit.action.call === 'burnVault.backingWithdraw' && !isBacked(world)) continue
    const outcome = world.act(exit.action)
    if (outcome?.ok === false) reverted.push({ action: exit.action, revert: outcome.revert })
  }
  return reverted
}

/** An RCL without BTCB takes AMT for nothing: nobody goes there. */
function isBacked({ ask }: World): boolean {
  return amountIn(ask, 'btcb', 'balanceOf', ['burnVault']) > 0n
}

/** Without AMT that only the model can redeem. */
function withoutFrozen(positions: Positions, blocked: readonly Reverted[]): Positions {
  const left = new Map(positions)
  for (const { action } of blocked) {
    if (action.call !== 'burnVault.backingWithdraw') continue
    const held = new Map(left.get(action.by))
    held.set('amt', (held.get('amt') ?? 0n) - action.args.amount)
    left.set(action.by, held)
  }
  return left
}

/** Claims of who has nothing to claim are left out; they would revert. */
function isOfSomething({ by, call }: Reverted['action'], due: ReadonlySet<string>): boolean {
  if (call === 'master.chargeFromTo') return due.has(`holders ${by}`)
  return call !== 'master.liqChargeFromTo' || due.has(`providers ${by}`)
}

function onlyOnChain(chain: readonly Reverted[], model: readonly Reverted[]): readonly Reverted[] {
  const known = new Set(model.map(keyOf))
  return chain.filter((each) => !known.has(keyOf(each)))
}

function keyOf({ action }: Reverted): string {
  return `${action.by} ${action.call}`
}

class ModelWorld implements World {
  readonly ask: Ask = (view) => askModel(this.rules, this.economy)(view)
  private readonly rules: Rules
  private readonly tokenOrder: Chain['tokenOrder']
  private economy: Economy

  constructor(rules: Rules, economy: Economy, tokenOrder: Chain['tokenOrder']) {
    this.rules = rules
    this.economy = economy
    this.tokenOrder = tokenOrder
  }

  look(): GeneratorContext {
    return contextOf(this.rules, this.economy, this.tokenOrder)
  }

  act(action: Action): Outcome {
    const applied = predict(this.rules, this.economy, action)
    if (applied === undefined) throw new NotCovered()
    this.economy = applied.economy
    return applied.outcome
  }
}

function chainWorld(
  chain: Chain,
  lacks: ReadonlySet<string>,
  people: readonly Account[],
  airdrop: GeneratorContext['airdrop'],
): World {
  return {
    ask: askChain(chain),
    look: () => {
      const context = chainContextOf(chain, people, airdrop)
      // A view that the build lacks, or that reverts, says that there is nothing.
      return { ...context, read: (view) => answered(() => chain.read(view)) }
    },
    act: (action) => {
      if (!isWait(action) && lacks.has(action.call)) return undefined
      const outcome = answeredBy(() => chain.apply(action))
      return outcome instanceof Unanswered ? undefined : outcome
    },
  }
}

function answered(read: () => ReturnType<Chain['read']>): ReturnType<Chain['read']> {
  const answer = answeredBy(read)
  return answer instanceof Unanswered ? 0n : answer
}

/** The model does not cover an exit. */
class NotCovered extends Error {}

/**
 * Story: a counterexample as sentences about named people.
 *
 * Amounts are in tokens, exact. Small ones are in base units; the maximum of uint256 is called by its name.
 */
import { isPair, TOKENS, tokensOf, type Account } from '../../model/interface/accounts.ts'
import { isWait, type Action, type Call } from '../../model/interface/action.ts'
import { splitName, signatureOf } from '../../model/interface/functions.ts'
import type { Outcome } from '../../model/interface/outcome.ts'
import { UINT112_MAX, UINT256_MAX } from '../../model/kernel/uint256.ts'
import { fromBase, SECONDS_PER_DAY } from '../../model/kernel/units.ts'
import { divergenceText, type Finding } from '../compare/comparison.ts'

const SYMBOLS: Readonly<Record<string, string>> = { amt: 'AMT', liqAmt: 'liqAMT', btcb: 'BTCB', usdt: 'USDT' }

/** Below this many base units an amount is told in base units. */
export const SMALL = 1_000_000n

/**
 * The finding as numbered sentences, then both sides' answers. `outcomes` are the model's, as far as known.
 */
export function story({ actions, divergence }: Finding, outcomes: readonly Outcome[] = []): string {
  const ending = divergenceText(divergence)
    .split('\n')
    .map((line) => `     ${line}`)
  const told =
    actions.length === 0 ? ['     After the deployment, before any action:'] : numbered(actions, outcomes)
  return [...told, ...ending].join('\n')
}

/** Actions as numbered sentences, one a line; reverts are told where the outcomes are known. */
export function numbered(actions: readonly Action[], outcomes: readonly Outcome[] = []): readonly string[] {
  return actions.map((action, index) => {
    const outcome = outcomes[index]
    const result = outcome === undefined || outcome.ok ? '' : ` (reverted: ${outcome.revert})`
    return `${String(index + 1).padStart(3)}. ${sentence(action)}${result}`
  })
}

/** One action as a sentence without its full stop. */
export function sentence(action: Action): string {
  if (isWait(action)) return `Time passes: ${duration(action.wait)}`
  const who = capitalised(action.by)
  const told = tell(action)
  return told === undefined ? `${who} calls ${plainCall(action)}` : `${who} ${told}`
}

/** An amount in a token, exact; the unit is left out where it is unknown. */
export function amountText(amount: bigint, unit: string): string {
  if (amount === UINT256_MAX) return `2^256-1 base units of ${unit}`
  if (amount === UINT112_MAX) return `2^112-1 base units of ${unit}`
  if (amount > 0n && amount < SMALL) return `${amount} base ${amount === 1n ? 'unit' : 'units'} of ${unit}`
  return `${fromBase(amount)} ${unit}`
}

function tell(call: Call): string | undefined {
  const [contract, fn] = splitName(call.call)
  if (contract === 'pair') return tellPair(call)
  if ((TOKENS as readonly string[]).includes(contract)) return tellToken(call, SYMBOLS[contract]!)
  switch (call.call) {
    case 'master.payRent':
      return (
        `pays ${amountText(call.args.amountBtcb, 'BTCB')}, ${call.args.vaultParticipation}% of it to ` +
        'the RCL'
      )
    case 'master.charge':
      return `claims payment ${call.args.snapId} as a holder`
    case 'master.liqCharge':
      return `claims payment ${call.args.snapId} as a liquidity provider`
    case 'master.chargeFromTo':
      return `claims payments ${call.args.from} to ${call.args.to} as a holder`
    case 'master.liqChargeFromTo':
      return `claims payments ${call.args.from} to ${call.args.to} as a liquidity provider`
    case 'master.handleDust':
      return `collects the dust of payment ${call.args.snapId}`
    case 'master.LiqHandleDust':
      return `collects the providers' dust of payment ${call.args.snapId}`
    case 'master.addLiquidity':
      return `adds ${liquidityText(call.args)} through Master`
    case 'master.addLiquidityLocking':
      return `adds ${liquidityText(call.args)} and locks it`
    case 'master.removeLiquidity':
      return `removes the liquidity of ${amountText(call.args.amount, 'liqAMT')}`
    case 'master.mintMaster':
      return `mints ${amountText(call.args.amount, 'AMT')} to ${call.args.account}`
    case 'master.setPayerWallet':
      return `makes ${call.args.wallet} the payer`
    case 'master.transferOwnership':
      return `hands Master to ${call.args.to}`
    case 'locker.charge':
      return `has the locker claim payment ${call.args.snapId}`
    case 'locker.release':
      return 'releases the locker'
    case 'burnVault.backingWithdraw':
      return `redeems ${amountText(call.args.amount, 'AMT')}`
    case 'market.buy':
      return `buys AMT from the Market for ${amountText(call.args.amountUsdt, 'USDT')}`
    case 'market.sell':
      return `sells ${amountText(call.args.amountAmt, 'AMT')} to the Market`
    case 'market.setRate':
      return `makes 100 AMT cost ${call.args.usdPer100Amt} USDT at the Market`
    case 'market.charge':
      return `has the Market claim payment ${call.args.snapId}`
    case 'market.transferOwnership':
      return `hands the Market to ${call.args.to}`
    case 'stakingVault.deposit':
    case 'buyBackVault.deposit':
      return `deposits ${amountText(call.args.amount, 'AMT')} in the ${vaultText(contract)}`
    case 'stakingVault.withdraw':
    case 'buyBackVault.withdraw':
      return `withdraws ${amountText(call.args.amount, 'AMT')} from the ${vaultText(contract)}`
    case 'stakingVault.harvest':
    case 'buyBackVault.harvest':
      return `has the ${vaultText(contract)} claim up to payment ${call.args.upTo}`
    case 'stakingVault.settle':
    case 'buyBackVault.settle':
      return `has the ${vaultText(contract)} settle ${call.args.account} up to payment ${call.args.upTo}`
    case 'buyBackVault.poke':
      return 'has the buy-back vault note the price (poke)'
    case 'buyBackVault.buyBack':
      return (
        `has the buy-back vault buy at least ${amountText(call.args.minAmtOut, 'AMT')} until ` +
        `${deadlineText(call.args.deadline)}`
      )
    case 'deploy.distributor':
      return `announces an airdrop to ${call.args.accounts.join(', ')}, of snapshot ${call.args.snapshotId}`
    case 'distributor.claim':
      return (
        `claims entry ${call.args.index} of the airdrop, ${amountText(call.args.amount, 'AMT')} for ` +
        `${call.args.account}, by the proof of ${call.args.proof}`
      )
    case 'distributor.reclaim':
      return 'has what is left of the airdrop go back'
    case 'factory.createPair':
      return `creates the pair of ${call.args.tokenA} and ${call.args.tokenB}`
    case 'router.addLiquidity':
      return (
        `adds at most ${amountText(call.args.amountADesired, symbolOf(call.args.tokenA))} and ` +
        `${amountText(call.args.amountBDesired, symbolOf(call.args.tokenB))} to the pool for ` +
        `${call.args.to}`
      )
    case 'router.swapExactTokensForTokens':
    case 'router.swapExactTokensForTokensSupportingFeeOnTransferTokens':
      return (
        `swaps ${amountText(call.args.amountA, symbolOf(call.args.path[0]))} along ` +
        `${call.args.path.join(' → ')} for ${call.args.to} (${fn})`
      )
    case 'router.swapTokensForExactTokens':
      return (
        `buys ${amountText(call.args.amountA, symbolOf(call.args.path.at(-1)))} along ` +
        `${call.args.path.join(' → ')} for ${call.args.to}`
      )
    default:
      return undefined
  }
}

function tellToken(call: Call, unit: string): string | undefined {
  const args = call.args as Readonly<Record<string, Account & bigint>>
  const [, fn] = splitName(call.call)
  switch (fn) {
    case 'transfer':
      return `sends ${amountText(args['amount']!, unit)} to ${args['to']}`
    case 'approve':
      return `allows ${args['spender']} to spend ${amountText(args['amount']!, unit)}`
    case 'transferFrom':
      return `moves ${amountText(args['amount']!, unit)} from ${args['from']} to ${args['to']}`
    case 'burn':
      return `burns ${amountText(args['amount']!, unit)}`
    case 'burnFrom':
      return `burns ${amountText(args['amount']!, unit)} of ${args['from']}`
    case 'mint':
      return `mints ${amountText(args['amount']!, unit)}`
    default:
      return undefined
  }
}

function tellPair(call: Call): string | undefined {
  const at = call.at ?? 'pair'
  const place = `${tokensOf(at)
    .map((token) => SYMBOLS[token])
    .join('/')} pair`
  switch (call.call) {
    case 'pair.mint':
      return `has the ${place} mint LP to ${call.args.to}`
    case 'pair.burn':
      return `has the ${place} burn its LP for ${call.args.to}`
    case 'pair.skim':
      return `skims the ${place} to ${call.args.to}`
    case 'pair.sync':
      return `syncs the ${place}`
    default:
      return tellToken(call, `${place} LP`)
  }
}

/** A call as it would be written, for what has no phrase of its own. */
function plainCall(call: Call): string {
  const args = call.args as Readonly<Record<string, unknown>>
  const shown = Object.keys(signatureOf(call.call).params).map((name) => `${name}: ${plainArg(args[name])}`)
  const where = call.at === undefined ? '' : ` on ${call.at}`
  return `${call.call}(${shown.join(', ')})${where}`
}

function plainArg(value: unknown): string {
  if (value === UINT256_MAX) return '2^256-1'
  return Array.isArray(value) ? `[${value.join(', ')}]` : String(value)
}

function vaultText(contract: string): string {
  return contract === 'stakingVault' ? 'staking vault' : 'buy-back vault'
}

function liquidityText(args: { readonly amountAmt: bigint; readonly amountBtcb: bigint }): string {
  return `${amountText(args.amountAmt, 'AMT')} and ${amountText(args.amountBtcb, 'BTCB')}`
}

/** `AMT`, `AMT/BTCB LP`; the name of any other account. */
export function symbolOf(coin: Account | undefined): string {
  if (coin === undefined || !isPair(coin)) return SYMBOLS[coin ?? ''] ?? String(coin)
  return `${tokensOf(coin).map(symbolOf).join('/')} LP`
}

/** In the largest unit that leaves no remainder. */
function duration(seconds: bigint): string {
  const [size, unit] = UNITS.find(([size]) => seconds > 0n && seconds % size === 0n) ?? [1n, 'second']
  const count = seconds / size
  return `${count} ${unit}${count === 1n ? '' : 's'}`
}

/** Units of time by their seconds. */
const UNITS: readonly (readonly [bigint, string])[] = [
  [SECONDS_PER_DAY, 'day'],
  [3_600n, 'hour'],
  [60n, 'minute'],
]

/** Seconds since 1970; the calendar ends with 2^53 seconds, and nobody waits so long. */
function deadlineText(deadline: bigint): string {
  if (deadline >= 1n << 53n) return 'any time'
  return `second ${deadline} since 1970`
}

function capitalised(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1)
}

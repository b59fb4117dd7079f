/**
 * Replayed run: the economy at the close of a day, from the actions of a saved run on the model.
 *
 * The state is not taken from the run's tables: they are compared with it, so that a file that was changed
 * is noticed.
 */
import { apply, deployEconomy, type Economy } from '../../model/economy.ts'
import { decodeAction, InvalidAction, isWait, type Action } from '../../model/interface/action.ts'
import {
  isPersonName,
  SYSTEM_ACCOUNTS,
  TOKENS,
  type Account,
  type Token,
} from '../../model/interface/accounts.ts'
import { UnknownAccount } from '../../model/kernel/names.ts'
import { fromBase, type Amt, type Btcb, type Timestamp } from '../../model/kernel/units.ts'
import { totalSupply } from '../../model/contracts/token.ts'
import { floorOf } from '../../model/contracts/burn-vault.ts'
import { dateOf } from '../../sim/calendar.ts'
import { damaged, tableIn, textIn, type Place } from '../results/saved.ts'
import type { RunManifest } from '../results/saved-run.ts'
import { WrongInput } from '../wrong-input.ts'

export interface PaymentMade {
  /** YYYY-MM-DD. */
  readonly date: string
  readonly amount: Btcb
  readonly toVault: Btcb
  /** Supply at the payment. */
  readonly supply: Amt
}

export interface Mint {
  readonly date: string
  readonly to: Account
  readonly amount: Amt
  readonly supplyBefore: Amt
  /** BTCB of the RCL. */
  readonly backing: Btcb
}

export interface ReplayedRun {
  readonly economy: Economy
  readonly date: string
  readonly day: number
  readonly payments: readonly PaymentMade[]
  readonly mints: readonly Mint[]
  /** AMT that was redeemed, and BTCB paid for it. */
  readonly redeemed: { readonly amt: bigint; readonly btcb: bigint }
  /** Rounding dust that the owner collected. */
  readonly collected: bigint
  /** BTCB of all claims. */
  readonly claimed: bigint
  /** The run's daily table, by column. */
  readonly daily: ReadonlyMap<string, readonly string[]>
}

const ACTIONS = 'actions.jsonl'

/**
 * Replays a run up to the close of a day; the last by default.
 *
 * @throws {WrongInput} when the run has no such day, or its files are damaged or contradict each other.
 */
export function replayRun(place: Place, manifest: RunManifest, asked: number | undefined): ReplayedRun {
  const daily = tableIn(place, 'daily.csv')
  const dates = daily?.get('date') ?? []
  if (daily === undefined || dates.length === 0) throw damaged(place, 'daily.csv has no dates')
  const day = asked ?? dates.length - 1
  const date = dates[day]
  if (date === undefined)
    throw new WrongInput({
      expected: `--day from 0 to ${dates.length - 1}`,
      got: String(day),
      advice: `The run in ${place.shown} has ${dates.length} days.`,
    })
  const run = replayUntil(place, manifest, date)
  mustAgree(place, run.economy, daily, day)
  return { ...run, date, day, daily }
}

function replayUntil(
  place: Place,
  { founding }: RunManifest,
  last: string,
): Omit<ReplayedRun, 'date' | 'day' | 'daily'> {
  const wrong = (why: string): WrongInput => damaged(place, why)
  let economy = deployed(place, founding)
  const payments: PaymentMade[] = []
  const mints: Mint[] = []
  const redeemed = { amt: 0n, btcb: 0n }
  let [collected, claimed] = [0n, 0n]
  const text = textIn(place, ACTIONS)
  if (text === undefined) throw wrong(`${ACTIONS} is missing`)
  for (const [at, line] of text.trimEnd().split('\n').entries()) {
    const action = read(line, () => wrong(`${ACTIONS}:${at + 1} is no action`))
    const before = economy
    const supplyBefore = totalSupply(before, 'amt') as Amt
    const { economy: after, outcome } = applied(before, action, () =>
      wrong(`${ACTIONS}:${at + 1} names an unknown account`),
    )
    if (isWait(action) && dateOf(after.timestamp) > last) break
    economy = after
    const date = dateOf(economy.timestamp)
    if (!outcome.ok) continue
    for (const { name, args } of outcome.events) {
      const [first, second, third] = args as readonly unknown[]
      if (name === 'rentPaid')
        payments.push({ date, amount: first as Btcb, toVault: second as Btcb, supply: supplyBefore })
      if (name === 'masterHasMinted')
        mints.push({
          date,
          to: first as Account,
          amount: second as Amt,
          supplyBefore,
          backing: floorOf(before).backing,
        })
      if (name === 'burnMade') {
        redeemed.amt += first as bigint
        redeemed.btcb += second as bigint
      }
      if (name === 'dustCollected') collected += second as bigint
      if (name === 'charged') claimed += third as bigint
    }
  }
  return { economy, payments, mints, redeemed, collected, claimed }
}

function deployed(place: Place, { people, tokenOrder, timestamp }: RunManifest['founding']): Economy {
  const tokens = tokenOrder.filter((name): name is Token => (TOKENS as readonly string[]).includes(name))
  const isWhole = new Set(tokens).size === TOKENS.length && tokenOrder.length === TOKENS.length
  if (
    !isWhole ||
    !people.every((name) => isPersonName(name) || isSystem(name)) ||
    new Set(people).size < people.length
  )
    throw damaged(place, 'manifest.json: founding is no deployment')
  return deployEconomy({ people, tokenOrder: tokens, timestamp: BigInt(timestamp) as Timestamp })
}

const isSystem = (name: string): boolean => (SYSTEM_ACCOUNTS as readonly string[]).includes(name)

function read(line: string, wrong: () => WrongInput): Action {
  try {
    return decodeAction(line)
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof InvalidAction || error instanceof TypeError)
      throw wrong()
    throw error
  }
}

function applied(economy: Economy, action: Action, wrong: () => WrongInput): ReturnType<typeof apply> {
  try {
    return apply(economy, action)
  } catch (error) {
    if (error instanceof UnknownAccount) throw wrong()
    throw error
  }
}

/** The state against the columns of the table that say the same. */
function mustAgree(place: Place, economy: Economy, daily: ReplayedRun['daily'], day: number): void {
  const { backing, supply } = floorOf(economy)
  for (const [column, amount] of [
    ['backing', backing],
    ['supply', supply],
  ] as const) {
    const recorded = daily.get(column)?.[day]
    if (recorded !== undefined && recorded !== fromBase(amount))
      throw damaged(
        place,
        `daily.csv has ${column} ${recorded} on day ${day}, its actions give ${fromBase(amount)}`,
      )
  }
}

/**
 * Consequences of a finding in words: who has more and who less at once, whose claims are not covered, and
 * what it comes to once everybody has taken out all that is theirs.
 */
import { isPair, type Account } from '../../model/interface/accounts.ts'
import { amountText, sentence, symbolOf } from '../../lockstep/report/story.ts'
import type { Finding } from '../finding.ts'
import type { Change } from '../worth/net-worth.ts'
import type { Shortfall } from '../worth/shortfalls.ts'
import { percent } from './counted.ts'

/** A sentence, and lines that belong to it. */
export interface Told {
  readonly about: string
  readonly lines: readonly string[]
}

/** Accounts that are shown at most. */
const MOST_ACCOUNTS = 6

/** Everything that there is to say, in order. */
export function consequencesOf(finding: Finding): readonly Told[] {
  const { shown, severity, kind } = finding
  const { worth, exit, blocked, afterPayment, shortfalls } = shown
  const told: Told[] = []
  if (worth.changes.length > 0) {
    const when =
      severity === 'property'
        ? 'At the end, against the model'
        : kind === 'permits' || kind === 'extra'
          ? 'By this action'
          : 'Right after it, against the model'
    told.push({ about: `${when}, in BTCB, with all that is owed:`, lines: changeTexts(worth.changes) })
  }
  for (const each of shortfalls) told.push({ about: shortfallText(each), lines: [] })
  if (exit !== undefined) {
    const payment = afterPayment ? 'one more payment of 1 BTCB comes, and ' : ''
    const end = `If ${payment}everybody claims, withdraws and redeems then`
    told.push(
      exit.changes.length === 0 && blocked.length === 0
        ? { about: `${end}, nobody has less than in the model: nothing is lost for good.`, lines: [] }
        : { about: `${end}, at the end, against the model:`, lines: changeTexts(exit.changes) },
    )
  }
  if (blocked.length > 0)
    told.push({
      about: 'These exits revert in the audited contracts, a day later as well, and not in the model:',
      lines: shortened(
        blocked.map(({ action, revert }) => `${sentence(action)}: ${revert}`),
        MOST_ACCOUNTS,
      ),
    })
  const share = shareText(finding)
  return share === undefined ? told : [...told, { about: share, lines: [] }]
}

/** As lines of a text, each part after an empty one. */
export function consequenceLines(finding: Finding): readonly string[] {
  return consequencesOf(finding).flatMap(({ about, lines }) => [
    '',
    `  ${about}`,
    ...lines.map((line) => `    ${line}`),
  ])
}

/** Who loses most, for a table; empty if nobody does. */
export function lossText({ loss }: Finding): string {
  const [first] = loss.changes
  return first === undefined ? '' : changeText(first)
}

function shareText({ loss }: Finding): string | undefined {
  if (loss.share === 0) return undefined
  const who = loss.changes.length === 1 ? 'This is' : 'Together these losses are'
  return `${who} ${percent(loss.share)} of all that people and contracts of this story own, in BTCB.`
}

function changeTexts(changes: readonly Change[]): readonly string[] {
  return shortened(changes.map(changeText), MOST_ACCOUNTS)
}

function changeText({ account, btcb }: Change): string {
  const size = btcb < 0n ? -btcb : btcb
  return `${holderText(account)}: ${btcb < 0n ? 'less' : 'more'} by about ${amountText(size, 'BTCB')}`
}

/** A token stands for its holders. */
function holderText(account: Account): string {
  if (account === 'amt') return 'holders of AMT by dilution'
  if (isPair(account)) return `liquidity of ${symbolOf(account)}`
  return DEBTORS[account] ?? account
}

const DEBTORS: Readonly<Record<Account, string>> = {
  master: 'Master, for who claims last',
  stakingVault: 'the staking vault, for its depositors',
  buyBackVault: 'the buy-back vault, for its depositors',
  burnVault: 'the RCL, for who holds AMT',
  market: 'the Market',
}

/** `Claims of alice (3 BTCB) and bruno (2 BTCB) on Master: 1 BTCB of them is not covered.` */
export function shortfallText({ debtor, coin, missing, claimants }: Shortfall): string {
  const named = shortened(
    claimants.map(({ account, amount }) => `${account} (${amountText(amount, symbolOf(coin))})`),
    MOST_ACCOUNTS,
  )
  const what = coin === 'amt' ? 'Deposits' : coin === 'pair' ? 'Liquidity' : 'Claims'
  const where =
    debtor === 'master' ? 'Master' : `the ${debtor === 'stakingVault' ? 'staking' : 'buy-back'} vault`
  const of = named.length < 2 ? named.join() : `${named.slice(0, -1).join(', ')} and ${named.at(-1)}`
  return (
    `${what} of ${of} at ${where} are not covered: ` +
    `${amountText(missing, symbolOf(coin))} of them ${missing === 1n ? 'is' : 'are'} missing.`
  )
}

function shortened(texts: readonly string[], most: number): readonly string[] {
  return texts.length > most ? [...texts.slice(0, most), `${texts.length - most} more`] : texts
}

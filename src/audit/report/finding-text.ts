/** One finding as text: what differs, who has more or less, the story, and both sides' answers. */
import { isPair, type Account } from '../../model/interface/accounts.ts'
import { viewKey } from '../../model/surface/observation.ts'
import { amountText, numbered, symbolOf } from '../../lockstep/report/story.ts'
import { answerText } from '../../lockstep/compare/comparison.ts'
import { byDesign } from '../accept.ts'
import { lostShare } from '../worth/net-worth.ts'
import { counted } from './counted.ts'
import type { Effect } from '../census/effect.ts'
import { SEVERITY_TEXTS, type Finding } from '../finding.ts'

/** Views that are shown of a finding at most. */
const MOST_VIEWS = 6

/** Several lines, without a line break at the end. */
export function findingText(finding: Finding): string {
  const { signature, severity, shown, effects, needsPrivilege, claim } = finding
  const { actions, outcomes, difference } = shown
  const key = needsPrivilege && severity !== 'privileged-value' ? ', acted by a privileged account' : ''
  const views = viewTexts(finding)
  return [
    signature,
    `${SEVERITY_TEXTS[severity]}${key}; ${seenText(finding)}`,
    ...(claim === undefined ? [] : [byDesign(claim)]),
    ...(finding.isShrunk ? [] : ['not shrunk: time was over']),
    '',
    ...(actions.length === 0
      ? [
          difference.kind === 'extra'
            ? '  tried where every contract holds something'
            : difference.views.length === 0
              ? '  during deployment'
              : '  right after deployment',
        ]
      : numbered(actions, outcomes)),
    `     ${severity === 'property' ? 'property' : 'model'}: ${difference.model}`,
    `     chain: ${difference.chain}`,
    ...(effects.length === 0 ? [] : ['', ...effects.map((effect) => `  On the chain ${effectText(effect)}`)]),
    ...worthLines(finding),
    ...(views.length === 0 ? [] : ['', ...views.map((view) => `  ${view}`)]),
  ].join('\n')
}

/** Accounts whose net worth is shown at most. */
const MOST_ACCOUNTS = 6

function worthLines(finding: Finding): readonly string[] {
  const { about, changes } = worthTexts(finding)
  return changes.length === 0 ? [] : ['', `  ${about}`, ...changes.map((change) => `    ${change}`)]
}

export interface WorthTexts {
  /** What is compared, and what others lose of it. */
  readonly about: string
  /** `alice: more by about 5 BTCB`; none if nobody's changes. */
  readonly changes: readonly string[]
}

/** Who gains and who loses, what is owed included. */
export function worthTexts({ shown, severity, actor }: Finding): WorthTexts {
  const { changes } = shown.worth
  const share = lostShare(shown.worth, actor)
  const lost = share === 0 ? '' : ` Others lose ${percent(share)} of all wealth.`
  const against = severity === 'property' ? ' at the end' : ''
  return {
    about: `Net worth in BTCB${against}, against the model, what is owed included.${lost}`,
    changes: [
      ...changes.slice(0, MOST_ACCOUNTS).map(({ account, btcb }) => {
        const size = btcb < 0n ? -btcb : btcb
        return `${holderText(account)}: ${btcb < 0n ? 'less' : 'more'} by about ${amountText(size, 'BTCB')}`
      }),
      ...(changes.length > MOST_ACCOUNTS ? [`… and ${changes.length - MOST_ACCOUNTS} more`] : []),
    ],
  }
}

/** A token stands for its holders. */
function holderText(account: Account): string {
  if (account === 'amt') return 'holders of AMT by dilution'
  return isPair(account) ? `liquidity of ${symbolOf(account)}` : account
}

/** `seen 12 times, first after 340 actions; at worst 2.0% of a supply`. */
export function seenText({ count, foundAfter, worst }: Finding): string {
  const times = count === 1 ? 'seen once' : `seen ${count} times`
  const where = foundAfter === 0 ? '' : `, first after ${counted(foundAfter, 'action')}`
  const share = worst.weight === 0 ? '' : `; at worst ${percent(worst.weight)} of a supply`
  return `${times}${where}${share}`
}

function percent(share: number): string {
  return share >= 0.001 ? `${(share * 100).toFixed(1)}%` : 'less than 0.1%'
}

/** `alice has 5 BTCB more than in the model`. */
export function effectText({ account, coin, amount }: Effect): string {
  const size = amount < 0n ? -amount : amount
  return `${account} has ${amountText(size, symbolOf(coin))} ${amount < 0n ? 'less' : 'more'} than in the model`
}

/** Views that differ, a sentence each, balances left out: the effects tell them. */
export function viewTexts({ shown, effects }: Finding): readonly string[] {
  const views = shown.difference.views.filter(({ view }) => effects.length === 0 || view.fn !== 'balanceOf')
  const more = views.length > MOST_VIEWS ? [`… and ${views.length - MOST_VIEWS} more`] : []
  return [
    ...views
      .slice(0, MOST_VIEWS)
      .map(
        ({ view, model, chain }) =>
          `${viewKey(view)}: ${answerText(model)} in the model, ${answerText(chain)} on the chain`,
      ),
    ...more,
  ]
}

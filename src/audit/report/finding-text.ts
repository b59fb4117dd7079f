/** One finding as text: what differs, who has more or less, the story, and both sides' answers. */
import { viewKey } from '../../model/surface/observation.ts'
import { amountText, numbered, sentence, symbolOf } from '../../lockstep/report/story.ts'
import { answerText } from '../../lockstep/compare/comparison.ts'
import { byDesign } from '../accept.ts'
import { consequenceLines } from './consequences.ts'
import { counted, percent } from './counted.ts'
import type { Effect } from '../census/effect.ts'
import type { Nearest } from '../census/nearest.ts'
import type { Finding } from '../finding.ts'
import { SEVERITY_TEXTS } from '../severity.ts'

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
    ...(shown.apart === undefined ? [] : [mergedText(shown.apart)]),
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
    ...consequenceLines(finding),
    ...(finding.nearest === undefined ? [] : ['', `  ${nearestText(finding, finding.nearest)}`]),
    ...(views.length === 0 ? [] : ['', ...views.map((view) => `  ${view}`)]),
  ].join('\n')
}

/** `seen 12 times, first after 340 actions; in one of them it moved 2.0% of all AMT`. */
export function seenText({ count, foundAfter, worst }: Finding): string {
  const times = count === 1 ? 'seen once' : `seen ${count} times`
  const where = foundAfter === 0 ? '' : `, first after ${counted(foundAfter, 'action')}`
  if (worst.weight === 0) return `${times}${where}`
  const when = count === 1 ? 'where it was seen' : 'in the worst of these cases'
  return `${times}${where}; ${when}, ${percent(worst.weight)} of all ${symbolOf(worst.coin ?? 'amt')} moved`
}

/** The closest case on which the sides agree, as a sentence. */
export function nearestText({ severity }: Pick<Finding, 'severity'>, { changed, done }: Nearest): string {
  const change =
    changed.what === 'removal'
      ? `without action ${changed.at + 1}`
      : `with "${sentence(changed.action)}" as action ${changed.at + 1}`
  const holds = severity === 'property' ? 'it holds' : done ? 'both do it' : 'both revert it'
  const edge = changed.what === 'number' && changed.exact ? '; one unit closer, it shows' : ''
  const reverted = severity === 'property' && !done ? ' (the last action reverts)' : ''
  return `Closest case without it: ${change}, ${holds}${reverted}${edge}.`
}

/** That a story has fewer people than its finding needs. */
export function mergedText(apart: number): string {
  return `one person does what several may do: with everybody apart, the story has ${apart} actions`
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

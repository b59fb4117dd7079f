/** One finding as text: what differs, who has more or less, the story, and both sides' answers. */
import { viewKey } from '../../model/surface/observation.ts'
import { amountText, sentence, symbolOf } from '../../lockstep/report/story.ts'
import { answerText } from '../../lockstep/compare/comparison.ts'
import { byDesign } from '../accept.ts'
import { consequenceLines } from './consequences.ts'
import { counted, percent } from './counted.ts'
import type { Effect } from '../census/effect.ts'
import type { Nearest } from '../census/nearest.ts'
import type { Finding } from '../finding.ts'
import { SEVERITY_TEXTS } from '../severity.ts'
import { stepLines, stepsOf } from './steps.ts'

/** Views that are shown of a finding at most. */
const MOST_VIEWS = 6

/**
 * Several lines, without a line break at the end.
 *
 * @param isPlayed whether it is one case that was played, of which no search knows more. @default false
 */
export function findingText(finding: Finding, isPlayed = false): string {
  const { signature, severity, shown, effects, needsPrivilege, claim } = finding
  const { actions, difference } = shown
  const key = needsPrivilege && severity !== 'privileged-value' ? ', acted by a privileged account' : ''
  const views = viewTexts(finding)
  return [
    signature,
    `${SEVERITY_TEXTS[severity]}${key}${isPlayed ? '' : `; ${seenText(finding)}`}`,
    ...(claim === undefined ? [] : [byDesign(claim)]),
    ...(finding.isShrunk || isPlayed ? [] : ['not shrunk: time was over']),
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
      : stepLines(stepsOf(finding))),
    `     ${severity === 'property' ? 'property' : 'model'}: ${difference.model}`,
    `     audited contracts: ${difference.chain}`,
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
  return (
    `${account} has ${amountText(size, symbolOf(coin))} ${amount < 0n ? 'less' : 'more'} than in the ` +
    'model'
  )
}

/** Views that differ whenever something else does, and say nothing more. */
const FOLLOWING: ReadonlySet<string> = new Set([
  'allowance',
  'price0CumulativeLast',
  'price1CumulativeLast',
  'kLast',
])

/**
 * Views that differ, a sentence each; without balances, which the effects tell, and what follows from others.
 */
export function viewTexts({ shown, effects }: Finding): readonly string[] {
  const told = shown.difference.views.filter(({ view }) => effects.length === 0 || view.fn !== 'balanceOf')
  const following = told.filter(({ view }) => FOLLOWING.has(view.fn))
  // Where there is nothing else, they are what differs.
  const views = following.length === told.length ? told : told.filter((each) => !following.includes(each))
  const folded = views === told ? [] : following
  const more = [
    ...(views.length > MOST_VIEWS ? [`${views.length - MOST_VIEWS} more`] : []),
    ...[...FOLLOWING].flatMap((fn) => {
      const count = folded.filter(({ view }) => view.fn === fn).length
      return count === 0 ? [] : [`${count} of ${fn}`]
    }),
  ]
  return [
    ...views
      .slice(0, MOST_VIEWS)
      .map(
        ({ view, model, chain }) =>
          `${viewKey(view)}: ${answerText(model)} in the model, ${answerText(chain)} on the chain`,
      ),
    ...(more.length === 0 ? [] : [`… and ${more.join(', ')}`]),
  ]
}

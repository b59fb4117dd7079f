/**
 * Story: comparisons as text for the terminal, and as data.
 */
import {
  split,
  changeText,
  directionText,
  pairingText,
  sideText,
  type CompareStory,
} from '../../report/compare/story.ts'
import { times } from '../../report/number.ts'
import { shownUnit } from '../../report/unit.ts'
import { aligned } from '../columns.ts'

/** The text of the terminal. `page` is the path of the page. */
export function compareText(story: CompareStory, page: string): string {
  const { entries, differing, comparisons, notes } = story
  const sections = [
    [
      'What differs',
      ...aligned([
        ['', ...entries.map(({ label }) => label)],
        ...differing.map(({ what, values }) => [what, ...values]),
      ]),
      ...(differing.length === 0 ? ['  nothing: all have the same parameters, seed, days and commit'] : []),
    ],
    notes,
    ...comparisons.map((each) => {
      const { different, equal } = split(each)
      return [
        `${each.other.label} against ${each.base.label}: ${pairingText(each)}`,
        ...aligned([
          ['', each.base.label, each.other.label, 'difference, 95% interval', ''],
          ...different.map(([, metric]) => [
            `${metric.title}${metric.unit === '' ? '' : `, ${shownUnit(metric.unit)}`}`,
            sideText(metric.base, metric.unit),
            sideText(metric.other, metric.unit),
            changeText(metric, metric.unit),
            directionText(metric),
          ]),
        ]),
        ...(equal.length === 0
          ? []
          : [
              `  equal${each.pairing === 'paired' ? ' on every path' : ''}: ${times(equal.length, 'metric')}`,
            ]),
      ]
    }),
    ['Medians over the paths. Differences of pairs are medians of the differences path by path.'],
    [`Page        ${page}`],
  ]
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.map((line) => line.trimEnd()).join('\n'))
    .join('\n\n')}\n`
}

/** Version of the object of `--json`; it grows when a field changes its meaning or goes. */
const COMPARE_SCHEMA = 1

/** The object printed by `--json`. */
export function compareData({ entries, differing, comparisons, notes, command }: CompareStory): object {
  return {
    schema: COMPARE_SCHEMA,
    command,
    entries: entries.map(({ label, kind, scenario, seed, days, settings, commit, resultHash, paths }) => ({
      label,
      kind,
      scenario,
      seed,
      days,
      paths: paths.size,
      settings,
      ...(commit === undefined ? {} : { commit }),
      resultHash,
    })),
    differing,
    notes,
    comparisons: comparisons.map(({ base, other, pairing, common, metrics }) => ({
      base: base.label,
      other: other.label,
      pairing,
      common,
      metrics,
    })),
  }
}

/** Results of a campaign: its files, none of which depends on workers. */
import { lcov } from '../../evm/coverage/lcov.ts'
import { functionsCsv, sourcesCsv, statesCsv, uncoveredCsv } from '../../lockstep/campaign/tables.ts'
import { COLUMNS, columnsText, type DataTable } from '../../report/dictionary/columns-file.ts'
import { describe } from '../../report/dictionary/dictionary.ts'
import { CARD, cardText, commitIn } from '../../report/gallery/card.ts'
import { count, times } from '../../report/number.ts'
import type { FileSet } from '../file-set.ts'
import { versions } from '../versions.ts'
import { coveragePage } from './page.ts'
import { campaignData, repeatCommand, type Summary } from './summary.ts'

/** Results of a campaign. */
export const CAMPAIGN: FileSet = {
  manifest: 'campaign.json',
  listed: ({ format, files }) => (format === FORMAT ? files : undefined),
}

/** Files that every campaign writes. */
export const ALWAYS = ['functions.csv', 'states.csv'] as const

type Finished = Omit<Summary, 'cpuSeconds' | 'directory'>

/** The files by name. */
export function campaignFiles(finished: Finished): ReadonlyMap<string, string> {
  const { outcome, conclusion, request } = finished
  const { coverage, states, covered, failure } = outcome.totals
  const { sources } = conclusion
  const files = new Map([
    ['functions.csv', functionsCsv(coverage)],
    ['states.csv', statesCsv(states)],
  ])
  if (sources !== undefined) {
    files.set('sources.csv', sourcesCsv(sources))
    files.set('uncovered.csv', uncoveredCsv(sources))
    files.set('lcov.info', lcov(sources))
    files.set(
      'coverage.html',
      coveragePage({
        sources,
        measured: `Measured on ${count(covered!.sequences)} sequences of seed ${request.seed}, and the deployments, with contracts compiled without merging code.`,
        command: repeatCommand(finished),
      }),
    )
    files.set(CARD, cardOf(finished))
  }
  files.set(COLUMNS, columnsText([...files].filter(([name]) => name.endsWith('.csv')).map(tableOf)))
  for (const { path, text } of failure?.files ?? []) files.set(`failure/${path}`, text)
  const data = { format: FORMAT, ...campaignData(finished), files: [...files.keys()] }
  return files.set(CAMPAIGN.manifest, `${JSON.stringify(data, null, 2)}\n`)
}

const FORMAT = 'amt-lab campaign 1'

const TITLES: Readonly<Record<string, string>> = {
  functions: 'Outcomes of functions',
  states: 'Abstract states',
  sources: 'Coverage of each source',
  uncovered: 'What was not reached',
}

/** A table as `columns.json` has it; its header names the columns. */
function tableOf([file, text]: readonly [string, string]): DataTable {
  const name = file.replace(/\.csv$/, '')
  const header = text.slice(0, text.indexOf('\n')).split(',')
  const columns = header.map((column) =>
    describe(name, { name: column, title: column, unit: '' }, 'lockstep'),
  )
  return { name, title: TITLES[name]!, files: [file], columns }
}

/** What the gallery shows of a campaign with source coverage, which has a page. */
function cardOf({ request, outcome, conclusion }: Finished): string {
  const { totals } = outcome
  const { problems, groups } = conclusion
  return cardText({
    kind: 'lockstep',
    name: 'contracts',
    question: 'Do model and contracts agree on generated sequences of actions?',
    answer: `${problems.length === 0 ? 'They agree' : `No: ${problems[0]!}`}, in ${times(totals.sequences, 'sequence')} with ${times(totals.actions, 'action')}.`,
    page: 'coverage.html',
    seal:
      problems.length === 0
        ? { state: 'verified', words: 'Model and contracts agree' }
        : { state: 'broken', words: times(problems.length, 'problem') },
    seed: String(request.seed),
    ...commitIn(versions()),
    picture: {
      kind: 'bars',
      groups: groups.map(({ shares }) =>
        [shares.functions, shares.lines, shares.branches].map(({ reached, of }) =>
          of === 0 ? null : Math.round((1000 * reached) / of) / 10,
        ),
      ),
    },
  })
}

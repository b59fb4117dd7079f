/**
 * Report of a run of mutants, as Markdown: scores, kill times, what invariants alone kill, every survivor.
 */
import { diffText } from './diff.ts'
import { equivalenceWarning } from './gate.ts'
import type { GeneratedMutant } from './generated-mutant.ts'
import {
  killTimes,
  scoreOf,
  scoresBy,
  shareKilled,
  type JudgedMutant,
  type KillTimes,
  type Score,
} from './score.ts'
import type { Survivor } from './survivors.ts'

export interface ReportInput {
  /** What ran, in words: the selection, the stages, the budget. */
  readonly about: readonly string[]
  readonly judged: readonly JudgedMutant[]
  readonly survivors: readonly Survivor[]
  readonly originalOf: (mutant: GeneratedMutant) => string
}

/** The whole report. */
export function markdownReport({ about, judged, survivors, originalOf }: ReportInput): string {
  const warning = equivalenceWarning(judged)
  return [
    '# Mutants',
    about.map((line) => `- ${line}`).join('\n'),
    ...(warning === undefined ? [] : [`**${warning}**`]),
    '## Score',
    scoreTable('', new Map([['all', scoreOf(judged)]])),
    '### By contract or module',
    scoreTable(
      'unit',
      scoresBy(judged, ({ side, unit }) => (side === 'contracts' ? unit : `${side}: ${unit}`)),
    ),
    '### By operator',
    scoreTable(
      'operator',
      scoresBy(judged, ({ operator }) => operator),
    ),
    '## Time to kill',
    timesTable(judged),
    ...invariantsPart(judged),
    '## Survivors',
    survivorsPart(judged, survivors, originalOf),
  ].join('\n\n')
}

/** The few lines for the screen. */
export function summaryText(judged: readonly JudgedMutant[]): string {
  const score = scoreOf(judged)
  const { generated, killed, survived, equivalent, discarded, byStage } = score
  const stages = Object.entries(byStage).map(([stage, kills]) => `${stage} ${kills}`)
  const rows = [...scoresBy(judged, ({ unit }) => unit)].map(
    ([unit, each]) => `  ${unit.padEnd(20)} ${percent(shareKilled(each)).padStart(7)}  ${counts(each)}`,
  )
  const times = (['actions', 'cpuSeconds'] as const).flatMap((unit) => {
    const of = killTimes(judged, 'lockstep', unit)
    return of === undefined ? [] : [`  ${UNITS[unit]}: ${timesText(of)}`]
  })
  return [
    `Score ${percent(shareKilled(score))}: ${killed} of ${killed + survived} mutants killed` +
      `${stages.length === 0 ? '' : ` (${stages.join(', ')})`}; ${equivalent} equivalent`,
    `${generated} generated, ${discarded} discarded: invalid, same code or duplicates`,
    ...rows,
    ...(times.length === 0 ? [] : ['Time to kill in lockstep', ...times]),
  ].join('\n')
}

function counts({ killed, survived, equivalent }: Score): string {
  const more = equivalent === 0 ? '' : `, ${equivalent} equivalent`
  return `${killed} killed, ${survived} survived${more}`
}

function percent(share: number | undefined): string {
  return share === undefined ? '' : `${(share * 100).toFixed(1)}%`
}

function scoreTable(head: string, scores: ReadonlyMap<string, Score>): string {
  const stages = [...new Set([...scores.values()].flatMap(({ byStage }) => Object.keys(byStage)))]
  const titles = [head, 'score', 'killed', ...stages.map((stage) => `by ${stage}`)]
  const rows = [...scores].map(([name, score]) => [
    name,
    percent(shareKilled(score)),
    score.killed,
    ...stages.map((stage) => score.byStage[stage] ?? 0),
    score.survived,
    score.equivalent,
    score.discarded,
  ])
  return table([...titles, 'survived', 'equivalent', 'discarded'], rows)
}

const UNITS = { actions: 'actions', cpuSeconds: 'CPU seconds' } as const

function timesTable(judged: readonly JudgedMutant[]): string {
  const rows = (['actions', 'cpuSeconds'] as const).flatMap((unit) => {
    const of = killTimes(judged, 'lockstep', unit)
    return of === undefined ? [] : [[`lockstep, ${UNITS[unit]}`, of.kills, ...timesOf(of)]]
  })
  return rows.length === 0 ? 'Nothing was killed by lockstep.' : table(['', 'kills', ...TIMES], rows)
}

const TIMES = ['median', '95th percentile', 'maximum']

function timesOf({ median, p95, max }: KillTimes): readonly string[] {
  return [median, p95, max].map((time) => (Number.isInteger(time) ? String(time) : time.toFixed(2)))
}

function timesText(times: KillTimes): string {
  return timesOf(times)
    .map((time, index) => `${TIMES[index]} ${time}`)
    .join(', ')
}

function invariantsPart(judged: readonly JudgedMutant[]): readonly string[] {
  const ran = judged.filter(({ status, result }) => result.verdicts['invariants'] && status !== 'duplicate')
  if (ran.length === 0) return []
  const broken = new Map<string, number>()
  for (const { result } of ran) {
    const verdict = result.verdicts['invariants']!
    if (verdict.verdict === 'killed') broken.set(verdict.by, (broken.get(verdict.by) ?? 0) + 1)
  }
  const kills = [...broken.values()].reduce((sum, each) => sum + each, 0)
  return [
    '## What invariants alone kill',
    `The same sequences without comparison: ${kills} of ${ran.length} mutants break an invariant.`,
    table(
      ['first invariant broken', 'mutants'],
      [...broken].toSorted((a, b) => b[1] - a[1]),
    ),
  ]
}

function survivorsPart(
  judged: readonly JudgedMutant[],
  survivors: readonly Survivor[],
  originalOf: (mutant: GeneratedMutant) => string,
): string {
  const listed = new Map(survivors.map((each) => [each.id, each]))
  const surviving = judged.filter(({ status }) => status === 'survived' || status === 'equivalent')
  if (surviving.length === 0) return 'None.'
  return surviving
    .map(({ mutant }) => {
      const entry = listed.get(mutant.id)
      const why = entry === undefined ? 'Not listed.' : `${entry.verdict}: ${entry.reason}`
      const diff = diffText(mutant, originalOf(mutant))
      return `### ${mutant.id}, ${mutant.unit}\n\n${why}\n\n\`\`\`diff\n${diff}\n\`\`\``
    })
    .join('\n\n')
}

function table(titles: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  return [titles, titles.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

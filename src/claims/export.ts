/**
 * Export: the counterexamples of a ledger as regression tests, in TypeScript and for Foundry.
 *
 * Each test repeats the actions on the contracts and asserts how each one ends and what the balances, supplies
 * and deposits are then: a claim's property reads nothing else. So a test passes as long as the contracts show
 * the counterexample, and fails on contracts that do not, such as repaired ones.
 */
import { projectBuild, type Build } from '../evm/build.ts'
import { amtSortsIn } from '../lockstep/compare/deployed-chain.ts'
import { RULES } from '../lockstep/compare/rules.ts'
import { buildFile } from '../lockstep/export/build-file.ts'
import type { DifferentAnswer } from '../lockstep/export/differences.ts'
import type { ExportedFile, ToldCase } from '../lockstep/export/failure-case.ts'
import { foundryProject } from '../lockstep/export/foundry/project.ts'
import { actionLiteral, literal, quoted } from '../lockstep/report/repro.ts'
import type { Value } from '../model/interface/outcome.ts'
import type { View } from '../model/surface/observation.ts'
import { DEPLOYMENT } from './deployment.ts'
import type { Entry, ReadingEntry, Story } from './ledger.ts'
import { readable } from './readable.ts'
import type { Counterexample } from './search.ts'

export interface ExportOptions {
  /** Makes the files again. */
  readonly command: string
  /** The contracts that the tests run on. @default the project's own */
  readonly build?: Build
  /**
   * Where the lab is imported from: the name of the package, or a path to `src` of a clone.
   *
   * @default 'amt-lab'
   */
  readonly lab?: string
}

/**
 * The files of one folder:
 *
 * - `claim-05-nothing-lowers.test.ts` for vitest, one for each counterexample, and `build.json`, the contracts;
 * - `foundry/`: one Foundry project, with a test for each counterexample and nothing to install.
 */
export function exportCounterexamples(
  entries: readonly Entry[],
  { command, build = projectBuild(), lab = 'amt-lab' }: ExportOptions,
): readonly ExportedFile[] {
  const told = entries.flatMap((entry) =>
    entry.readings.flatMap((reading) =>
      reading.stories.map((story, at) => toldStory(entry, reading, story, at, command)),
    ),
  )
  if (told.length === 0) return []
  const files = new Map([['build.json', buildFile(build)]])
  for (const { name, case: about, counterexample } of told) {
    const answers = lastAnswers(counterexample)
    files.set(`${name}.test.ts`, vitestText(about, answers, lab))
    const differences = answers.map(({ view, value }): DifferentAnswer => {
      const answer = { ok: true, value } as const
      return { kind: 'answer', view, model: answer, chain: answer }
    })
    // Base, code and configuration are those of every test: all begin with the same deployment.
    for (const { path, text } of foundryProject(about, build, differences, 'counterexample'))
      files.set(`foundry/${path.replace('Counterexample.t.sol', `${name}.t.sol`)}`, text)
  }
  return [...files].map(([path, text]) => ({ path, text }))
}

interface Told {
  /** `claim-05-nothing-lowers`, and the assumption that it lacks. */
  readonly name: string
  readonly case: ToldCase
  readonly counterexample: Counterexample
}

function toldStory(
  { claim }: Entry,
  { reading, verdict }: ReadingEntry,
  { counterexample, lines }: Story,
  at: number,
  command: string,
): Told {
  const assumption = 'assumptions' in verdict ? verdict.assumptions?.[at]?.assumption : undefined
  const number = String(claim.number).padStart(2, '0')
  const without = assumption === undefined ? '' : `, unless ${assumption.text}`
  const { actions, outcomes, violation } = counterexample
  return {
    name: `claim-${number}-${reading.name}${assumption === undefined ? '' : `-without-${assumption.name}`}`,
    counterexample,
    case: {
      about: `Claim ${claim.number} fails${without}: ${reading.property}`,
      deployment: DEPLOYMENT,
      actions,
      outcomes,
      story: [...lines, `So ${readable(violation)}.`].join('\n'),
      command,
    },
  }
}

interface LastAnswer {
  readonly view: View
  readonly value: Value
}

/** Views that properties are about. */
const SHOWN: ReadonlySet<string> = new Set([
  'balanceOf',
  'totalSupply',
  'pays',
  'liqPays',
  'depositOf',
  'owedTo',
])

/** What the actions have changed since the deployment, as it is after the last one. */
function lastAnswers({ actions }: Counterexample): readonly LastAnswer[] {
  const start = RULES.deployEconomy(DEPLOYMENT)
  const end = actions.reduce((economy, action) => RULES.apply(economy, action).economy, start)
  return [...RULES.changedViews(start, end)].flatMap((view) =>
    SHOWN.has(view.fn) ? [{ view, value: RULES.read(end, view) }] : [],
  )
}

function vitestText(
  { about, deployment, actions, outcomes, story, command }: ToldCase,
  answers: readonly LastAnswer[],
  lab: string,
): string {
  const isPath = lab.startsWith('.') || lab.startsWith('/')
  const entry = (part: string): string => quoted(isPath ? `${lab}/${part}/index.ts` : `${lab}/${part}`)
  const ends = outcomes.map((outcome) => (outcome.ok ? 'succeeds' : outcome.revert))
  const told = story.split('\n').map((line) => `// ${line}`.trimEnd())
  const expected = answers.map(({ view, value }) => `  [${literal(view)}, ${literal(value)}],`)
  return `// ${about}
//
${told.join('\n')}
//
// Repeat: ${command}
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { Chain } from ${entry('evm')}
import { readBuildFile } from ${entry('lockstep')}

const build = readBuildFile(readFileSync(new URL('./build.json', import.meta.url), 'utf8'))

const actions = [
${actions.map((action) => `  ${actionLiteral(action)},`).join('\n')}
] as const

/** Of each action: that it succeeds, or why it reverts. */
const ends = ${literal(ends)}

/** What the actions change, as it is after the last one. */
const answers = [
${expected.join('\n')}
] as const

it(${quoted(about)}, () => {
  const chain = new Chain({ build, amtSorts: ${quoted(amtSortsIn(deployment))}, start: ${deployment.timestamp}n })
  const outcomes = actions.map((action) => chain.apply(action))
  expect(outcomes.map((outcome) => (outcome.ok ? 'succeeds' : outcome.revert))).toEqual(ends)
  for (const [view, value] of answers) expect([view, chain.read(view)]).toEqual([view, value])
})
`
}

/**
 * Results: the output of one run of a scenario, as plain serialisable data.
 *
 * Every cell is exact decimal text, never a float that was money. A result therefore has one canonical text,
 * the same on every machine, from which its hash is computed. Only charts convert cells to numbers.
 */
import type { Account, Token } from '../model/interface/accounts.ts'
import { encodeAction, type Action } from '../model/interface/action.ts'

/** A column of a table: exact decimal text, or words. */
export interface Column {
  readonly name: string
  readonly title: string
  /** Such as `BTC/AMT`, `AMT`, `USD`, `day`. */
  readonly unit: string
  readonly cells: readonly string[]
}

/** A table of columns with equally many cells. */
export interface Table {
  readonly name: string
  readonly title: string
  readonly columns: readonly Column[]
}

/**
 * Kinds of charts.
 *
 * - `lines`: line segments through the points; `steps`: each value holds until the next row; `bars`: grouped
 *   bars.
 * - `waterfall`: the components of one amount.
 * - `heatmap`: one cell for each pair of x and y; words such as `never` are allowed as values. `contour`:
 *   lines of equal value, numbers only.
 */
export type ChartKind = 'lines' | 'steps' | 'bars' | 'waterfall' | 'heatmap' | 'contour'

/** A chart as data: columns of a table, and how they are drawn. */
export interface ChartSpec {
  readonly name: string
  readonly title: string
  /** One sentence: what the chart shows. */
  readonly caption: string
  readonly kind: ChartKind
  readonly table: string
  readonly x: string
  /**
   * Columns, one trace each; each unit has its own axis. A heatmap or contour has exactly one, its vertical
   * axis.
   */
  readonly y: readonly string[]
  /** For `heatmap` and `contour`: the column of the values at x and y. */
  readonly z?: string
  readonly scale?: 'linear' | 'log'
  /** For `heatmap`: values at which the colours end; beyond them they stay. @default the values' range */
  readonly limits?: readonly [low: number, high: number]
  /** For `heatmap`: which values are drawn in the strongest colour. @default 'highest' */
  readonly strongest?: 'highest' | 'lowest'
}

/**
 * How a chart is to be read: not part of the result, so that words and lines can change without another hash.
 */
export interface ChartReading {
  /** In place of the chart's caption. */
  readonly caption?: string
  /** For `contour`: a line over the isolines, from two columns of a table in the units of the axes. */
  readonly overlay?: { readonly table: string; readonly x: string; readonly y: string; readonly name: string }
}

/** A number that answers part of the question, as exact text. */
export interface Metric {
  readonly title: string
  readonly unit: string
  readonly value: string
  /** For a return: the largest possible loss in its unit. Studies give returns their tail risk. */
  readonly worst?: number
}

/** Whether an invariant holds on a run. */
export interface Verdict {
  readonly statement: string
  readonly holds: boolean
  /**
   * Number of actions after which the statement was known to hold, up to the first violation; those of the
   * variants are included. An action that touches nothing that the invariant reads counts too.
   */
  readonly checks: number
  /** The first violation: index and day of the action, and the message. */
  readonly violation?: {
    readonly action: number
    readonly day: number
    readonly message: string
    /** Name of the variant; absent for the run itself. */
    readonly variant?: string
  }
}

/** What begins in the environment on a day of the run, such as a shock. */
export interface DatedEvent {
  readonly day: number
  /** YYYY-MM-DD. */
  readonly date: string
  /** Short, as in a chart. */
  readonly name: string
  readonly title: string
}

/** A hypothesis of the scenario with its outcome. */
export interface Finding {
  readonly statement: string
  readonly found: string
  readonly asExpected: boolean
}

/** A hypothesis that a run does not judge. It is no part of the result. */
export interface Unjudged {
  readonly statement: string
  /** Such as `needs 182 days, this run has 100`. */
  readonly reason: string
}

/**
 * Parameters of the deployment. Together with the actions, enough to replay a run on the model or on the
 * contracts.
 */
export interface DeploymentSpec {
  readonly people: readonly Account[]
  /** Tokens in ascending order of their addresses; the first of two is `token0` of their pair. */
  readonly tokenOrder: readonly Token[]
  /** `block.timestamp` of the deployment, in seconds, decimal. */
  readonly timestamp: string
}

/** A variant of the run: the settings that differ, and all its actions. */
export interface VariantResult {
  readonly name: string
  readonly title: string
  readonly set: Readonly<Record<string, string>>
  /** All parameters after defaults, `--set` and the variant's settings, as text. */
  readonly parameters: Readonly<Record<string, string>>
  readonly deployment: DeploymentSpec
  readonly actions: readonly Action[]
  readonly reverts: Readonly<Record<string, number>>
}

/** The result of one run, as plain data. */
export interface RunResult {
  readonly scenario: string
  readonly question: string
  readonly seed: string
  readonly path: number
  readonly days: number
  /** Every parameter after defaults and `--set`, as text. */
  readonly parameters: Readonly<Record<string, string>>
  /** Events of the environment; absent without any. */
  readonly events?: readonly DatedEvent[]
  readonly deployment: DeploymentSpec
  /** All actions in order, those of the initial state included. */
  readonly actions: readonly Action[]
  /** Number of reverts by `function: code`. */
  readonly reverts: Readonly<Record<string, number>>
  readonly tables: readonly Table[]
  readonly charts: readonly ChartSpec[]
  readonly metrics: Readonly<Record<string, Metric>>
  readonly invariants: Readonly<Record<string, Verdict>>
  /**
   * The invariants were not checked: their verdicts are those of a run in which all hold. No part of the
   * canonical text, so that checking them gives the same hash unless one is broken.
   */
  readonly unchecked?: true
  readonly findings: readonly Finding[]
  /** Variants of the run; empty if the scenario declares none. */
  readonly variants: readonly VariantResult[]
  /** The result without variants, as in a study; absent if the scenario declares none. */
  readonly alone?: RunResult
}

/** The result of the run without its variants. */
export function aloneOf(result: RunResult): RunResult {
  return result.alone ?? result
}

/**
 * Canonical text of a result, from which its hash is computed. Includes the actions of the run and of every
 * variant; excludes `alone`, which adds no data, and `unchecked`.
 */
export function canonicalText(result: RunResult): string {
  const { actions, variants, alone: _alone, unchecked: _unchecked, ...rest } = result
  const compared = variants.map(({ actions: _actions, ...variant }) => variant)
  const head = compared.length === 0 ? rest : { ...rest, variants: compared }
  return [
    `${JSON.stringify(head)}\n`,
    ...[{ actions }, ...variants].map((run) => actionLines(run.actions)),
  ].join('')
}

/** Actions as JSON lines. */
export function actionLines(actions: readonly Action[]): string {
  return actions.map((action) => `${encodeAction(action)}\n`).join('')
}

/**
 * Results: what one run of a scenario hands to whoever reports it.
 *
 * Plain, serialisable data. Every cell is exact decimal text (never a float that was money), so a result has one canonical text, the
 * same on any machine, and that text is what the result's hash is taken of. Charts turn cells into numbers at the last moment.
 */
import type { Account, Token } from '../model/interface/accounts.ts'
import { encodeAction, type Action } from '../model/interface/action.ts'

export interface Column {
  readonly name: string
  readonly title: string
  /** Such as `BTC/AMT`, `AMT`, `USD`, `day`. */
  readonly unit: string
  readonly cells: readonly string[]
}

export interface Table {
  readonly name: string
  readonly title: string
  readonly columns: readonly Column[]
}

/**
 * Lines through points, steps that last until the next row, bars side by side, the steps of one amount, and two kinds of grid: one cell for
 * each pair of x and y, where words such as `never` stand for themselves, or lines of equal height through numbers.
 */
export type ChartKind = 'lines' | 'steps' | 'bars' | 'waterfall' | 'heatmap' | 'contour'

/** A picture as data: which columns of which table, drawn how. */
export interface ChartSpec {
  readonly name: string
  readonly title: string
  /** One sentence: what to see. */
  readonly caption: string
  readonly kind: ChartKind
  readonly table: string
  readonly x: string
  /** Names of columns; one trace each. Several units get axes of their own. A grid has one, its vertical axis. */
  readonly y: readonly string[]
  /** For the grids, `heatmap` and `contour`: the column that gives each place, of x and y, its colour. */
  readonly z?: string
  readonly scale?: 'linear' | 'log'
}

export interface Metric {
  readonly title: string
  readonly unit: string
  readonly value: string
}

export interface Verdict {
  readonly statement: string
  readonly holds: boolean
  /** How often it was checked. */
  readonly checks: number
  /** The first violation: index of the action and what was seen. */
  readonly violation?: {
    readonly action: number
    readonly day: number
    readonly message: string
    /** In which variant, if it was not the run itself. */
    readonly variant?: string
  }
}

/** An expectation that the scenario stated beforehand, and what was found. */
export interface Finding {
  readonly statement: string
  readonly found: string
  readonly asExpected: boolean
}

/** Where an economy begins: with the actions, enough to replay a run on the model or on a chain. */
export interface DeploymentSpec {
  readonly people: readonly Account[]
  /** Tokens in the ascending order of their addresses: the first of two is `token0` of their pair. */
  readonly tokenOrder: readonly Token[]
  /** Seconds, as `block.timestamp`, in decimal digits. */
  readonly timestamp: string
}

/** A variant of the run: what was set otherwise, and everything that was done in it. */
export interface VariantResult {
  readonly name: string
  readonly title: string
  readonly set: Readonly<Record<string, string>>
  /** All parameters, as the run's own. */
  readonly parameters: Readonly<Record<string, string>>
  readonly deployment: DeploymentSpec
  readonly actions: readonly Action[]
  readonly reverts: Readonly<Record<string, number>>
}

export interface RunResult {
  readonly scenario: string
  readonly question: string
  readonly seed: string
  readonly path: number
  readonly days: number
  /** Every parameter after defaults and `--set`, as text. */
  readonly parameters: Readonly<Record<string, string>>
  readonly deployment: DeploymentSpec
  /** Everything that was done, genesis included, in order: enough to replay the run. */
  readonly actions: readonly Action[]
  /** How many of the actions were refused, by `function: code`. */
  readonly reverts: Readonly<Record<string, number>>
  readonly tables: readonly Table[]
  readonly charts: readonly ChartSpec[]
  readonly metrics: Readonly<Record<string, Metric>>
  readonly invariants: Readonly<Record<string, Verdict>>
  readonly findings: readonly Finding[]
  /** What the run was compared with; none if the scenario's question needs none. */
  readonly variants: readonly VariantResult[]
  /** The run without what it was compared with, as a study lives through it; left out where the scenario compares nothing. */
  readonly alone?: RunResult
}

/** The run without what it was compared with. */
export function aloneOf(result: RunResult): RunResult {
  return result.alone ?? result
}

/**
 * The canonical text of a result: what its hash covers, the actions of the run and then of each variant included. All that `alone` has is in it
 * already.
 */
export function canonicalText(result: RunResult): string {
  const { actions, variants, alone: _alone, ...rest } = result
  const compared = variants.map(({ actions: _done, ...variant }) => variant)
  const head = compared.length === 0 ? rest : { ...rest, variants: compared }
  return [
    `${JSON.stringify(head)}\n`,
    ...[{ actions }, ...variants].map((run) => actionLines(run.actions)),
  ].join('')
}

/** One action per line. */
export function actionLines(actions: readonly Action[]): string {
  return actions.map((action) => `${encodeAction(action)}\n`).join('')
}

/**
 * Experiment: what the explorer computes, and its form as the fragment of an address, so that a link is an
 * experiment: `#baseline&seed=2&days=90&set=vaultShare=40`.
 */
import type { Filter } from './walk/filter.ts'

export interface Experiment {
  /** Name of the scenario. */
  readonly scenario: string
  /** Decimal, from 0 to 2^64 - 1. */
  readonly seed: string
  readonly path: number
  /** @default the scenario's own number */
  readonly days?: number
  /** Parameters that are set, as text, by name. */
  readonly set: Readonly<Record<string, string>>
}

/** Number of further paths that the fan starts with; 0 for one path alone. */
export const MOST_PATHS = 1000

export const VIEWS = ['report', 'compare', 'sweep', 'walk'] as const
export type View = (typeof VIEWS)[number]

/** A parameter that is swept, with its values as `study` reads them: `0..100:5` or `10,20,40`. */
export interface SweepAxis {
  readonly name: string
  readonly values: string
}

/** Everything that the page shows. */
export interface State {
  readonly experiment: Experiment
  /** Number of further paths. */
  readonly paths: number
  readonly view: View
  /** The settings that the experiment is compared with. @default none */
  readonly base?: Experiment
  readonly sweep: readonly SweepAxis[]
  /** The action that the walk is at. @default the first */
  readonly action?: number
  /** The variant of the run that the walk is through. @default the run itself */
  readonly variant?: string
  /** Which actions the walk lists. @default all */
  readonly filter?: Filter
}

export const FIRST: State = {
  experiment: { scenario: 'baseline', seed: '1', path: 0, set: {} },
  paths: 0,
  view: 'report',
  sweep: [],
}

/** The fragment, with its `#`. Values at their defaults are left out. */
export function fragmentOf(state: State): string {
  const { experiment, paths, view, base, sweep, action, variant, filter } = state
  const parts = new URLSearchParams([
    ...entriesOf(experiment),
    ...entry('paths', paths === 0 ? undefined : String(paths)),
    ...entry('view', view === 'report' ? undefined : view),
    ...entry('base', base && `${base.scenario}&${new URLSearchParams(entriesOf(base)).toString()}`),
    ...sweep.flatMap(({ name, values }) => entry('sweep', `${name}=${values}`)),
    ...entry('action', action?.toString()),
    ...entry('variant', variant),
    ...entry('person', filter?.person),
    ...entry('contract', filter?.contract),
    ...entry('reverted', filter?.reverted === true ? 'only' : undefined),
  ])
  const rest = parts.toString()
  return `#${encodeURIComponent(experiment.scenario)}${rest === '' ? '' : `&${rest}`}`
}

type Entry = [name: string, value: string]

const entry = (name: string, value: string | undefined): Entry[] =>
  value === undefined ? [] : [[name, value]]

function entriesOf({ seed, path, days, set }: Experiment): Entry[] {
  return [
    ...entry('seed', seed === '1' ? undefined : seed),
    ...entry('path', path === 0 ? undefined : String(path)),
    ...entry('days', days?.toString()),
    ...Object.entries(set).flatMap(([name, value]) => entry('set', `${name}=${value}`)),
  ]
}

/**
 * The state of a fragment. Whatever a link has that cannot be read is left out and named in `problems`: the
 * page of a damaged link opens all the same.
 */
export function stateOf(fragment: string): { readonly state: State; readonly problems: readonly string[] } {
  const problems: string[] = []
  const text = fragment.replace(/^#/, '')
  if (text === '') return { state: FIRST, problems }
  const { experiment, others } = experimentIn(text, problems)
  let state: State = { ...FIRST, experiment }
  for (const [name, value] of others) {
    if (name === 'paths') state = { ...state, paths: whole(name, value, MOST_PATHS, problems) ?? 0 }
    else if (name === 'action') state = withAction(state, whole(name, value, 2 ** 32, problems))
    else if (name === 'view' && VIEWS.some((each) => each === value))
      state = { ...state, view: value as View }
    else if (name === 'variant') state = { ...state, variant: value }
    else if (name === 'person' || name === 'contract')
      state = { ...state, filter: { ...state.filter, [name]: value } }
    else if (name === 'reverted' && value === 'only')
      state = { ...state, filter: { ...state.filter, reverted: true } }
    else if (name === 'base') state = { ...state, base: experimentIn(value, problems).experiment }
    else if (name === 'sweep') {
      const axis = axisOf(value)
      if (axis === undefined) problems.push(wrong(name, 'NAME=FROM..TO:COUNT or NAME=VALUE,VALUE', value))
      else state = { ...state, sweep: [...state.sweep, axis].slice(0, 2) }
    } else problems.push(wrong(name, 'a part of a link of this page', `${name}=${value}`))
  }
  return { state, problems }
}

const withAction = (state: State, action: number | undefined): State =>
  action === undefined ? state : { ...state, action }

const wrong = (name: string, expected: string, got: string): string =>
  `The link’s ${name} was left out: expected ${expected}, got "${got}".`

function experimentIn(
  text: string,
  problems: string[],
): { readonly experiment: Experiment; readonly others: readonly (readonly [string, string])[] } {
  const [name = '', ...rest] = text.split('&')
  let experiment: Experiment = { ...FIRST.experiment, scenario: decoded(name) }
  const others: (readonly [string, string])[] = []
  for (const [key, value] of new URLSearchParams(rest.join('&'))) {
    if (key === 'seed') {
      if (/^\d{1,20}$/.test(value) && BigInt(value) < 1n << 64n) experiment = { ...experiment, seed: value }
      else problems.push(wrong(key, 'a whole number from 0 to 2^64 - 1', value))
    } else if (key === 'path')
      experiment = { ...experiment, path: whole(key, value, 2 ** 32 - 1, problems) ?? 0 }
    else if (key === 'days') {
      const days = whole(key, value, 36_500, problems)
      if (days !== undefined) experiment = { ...experiment, days }
    } else if (key === 'set' && value.includes('=')) {
      const at = value.indexOf('=')
      experiment = { ...experiment, set: { ...experiment.set, [value.slice(0, at)]: value.slice(at + 1) } }
    } else others.push([key, value])
  }
  return { experiment, others }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

function whole(name: string, text: string, most: number, problems: string[]): number | undefined {
  if (/^\d{1,12}$/.test(text) && Number(text) <= most) return Number(text)
  problems.push(wrong(name, `a whole number from 0 to ${most}`, text))
  return undefined
}

const axisOf = (text: string): SweepAxis | undefined => {
  const found = /^(\w+)=([-\w.,:]+)$/.exec(text)
  return found === null ? undefined : { name: found[1]!, values: found[2]! }
}

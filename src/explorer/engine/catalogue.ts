/**
 * Catalogue: the scenarios with their questions and parameters, in a language, as the page shows them.
 */
import { translatorFor, type Language } from '../../report/language/language.ts'
import { scenarios } from '../../scenarios/index.ts'
import { isFileKind, type Kind, type Parameter } from '../../sim/definition/parameter.ts'
import type { Scenario } from '../../sim/definition/scenario.ts'
import { GROUP_TITLES, groupOf } from './groups.ts'
import { PRESETS, type Preset } from '../presets.ts'
import { TEXTS, type Texts } from '../texts.ts'

export interface ListedParameter {
  readonly name: string
  readonly title: string
  readonly unit: string
  readonly kind: Kind
  readonly standard: string
  readonly min?: string | undefined
  readonly max?: string | undefined
  readonly choices?: readonly string[] | undefined
  /** Heading, in the language. */
  readonly group: string
  /** Whether it names a file, which only the command line reads. */
  readonly isFile: boolean
}

export interface ListedScenario {
  readonly name: string
  readonly question: string
  readonly days: number
  /** Name of the metric by which it is judged. */
  readonly primary?: string | undefined
  readonly parameters: readonly ListedParameter[]
}

export interface Catalogue {
  readonly language: Language
  readonly scenarios: readonly ListedScenario[]
  /** Headings of parameters in their order. */
  readonly groups: readonly string[]
  readonly texts: Texts
  readonly presets: readonly Preset[]
}

export function catalogueIn(language: Language): Catalogue {
  const { translate } = translatorFor(language)
  return {
    language,
    scenarios: scenarios.map((each) => listed(each, translate)),
    groups: GROUP_TITLES.map(translate),
    presets: PRESETS.map((preset) => ({ ...preset, title: translate(preset.title) })),
    texts: Object.fromEntries(Object.entries(TEXTS).map(([key, text]) => [key, translate(text)])) as Texts,
  }
}

type Translate = (text: string) => string

const listed = (
  { name, question, days, primary, parameters }: Scenario,
  translate: Translate,
): ListedScenario => ({
  name,
  question: translate(question),
  days,
  primary: primary?.metric,
  parameters: parameters.map((each) => listedParameter(each, translate)),
})

function listedParameter(parameter: Parameter, translate: Translate): ListedParameter {
  const { name, title, unit, kind, min, max, choices } = parameter
  return {
    name,
    title: translate(title),
    unit: translate(unit),
    kind,
    standard: parameter.default,
    min,
    max,
    choices,
    group: translate(groupOf(parameter)),
    isFile: isFileKind(kind),
  }
}

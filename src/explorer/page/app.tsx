/** App: the inputs beside what they give. */
import { useEffect, useRef, useState } from 'preact/hooks'
import type { Content } from '../../report/content.ts'
import { LANGUAGES, type Language } from '../../report/language/language.ts'
import type { Catalogue, ListedScenario } from '../engine/catalogue.ts'
import type { Shown } from '../engine/engine.ts'
import { VIEWS, type Experiment, type State } from '../experiment.ts'
import type { Texts } from '../texts.ts'
import { leadToDays } from './chart-days.ts'
import { useComputed, type Computed } from './computed.ts'
import { CopyButton } from './copy-button.tsx'
import { useHistory } from './history.ts'
import { Inputs } from './inputs.tsx'
import { baseOf, COMPARED, compareJob, reportJob, sweepJob } from './jobs.ts'
import { Paths } from './paths.tsx'
import { Report } from './report.tsx'
import type { Runner } from './runner.ts'
import { Save } from './save.tsx'
import { Status } from './status.tsx'
import { Sweep } from './sweep.tsx'
import { Verify } from './verify.tsx'
import { Walk } from './walk.tsx'

export interface AppProps {
  readonly runner: Runner
  library(): Promise<void>
}

/** Names of the languages, in themselves. */
const NAMES: Readonly<Record<Language, string>> = { en: 'English', es: 'Español' }

const firstLanguage = (): Language => {
  const [own = 'en'] = navigator.language.split('-')
  return LANGUAGES.find((each) => each === own) ?? 'en'
}

/** Reports that were drawn; the document tells it, so that a test can wait for the next. */
let drawn = 0

export function App({ runner, library }: AppProps) {
  const { state, change, replace, ...history } = useHistory()
  const [language, setLanguage] = useState(firstLanguage)
  const [catalogue, setCatalogue] = useState<Catalogue>()
  useEffect(() => void runner.ask('catalogue', language).then(setCatalogue), [language])
  const { report, ...computed } = useView(runner, state, language)
  /** The day that the walk shall begin with, until it is found. */
  const [day, setDay] = useState<string>()
  const latest = useRef(state)
  latest.current = state
  const walkTo = (wanted: string): void => {
    setDay(wanted)
    change({ ...latest.current, view: 'walk' })
  }
  useEffect(() => {
    document.documentElement.lang = language
    if (catalogue !== undefined) document.title = catalogue.texts.title
  }, [catalogue])
  if (catalogue === undefined) return null
  const { texts } = catalogue
  const scenario = catalogue.scenarios.find(({ name }) => name === state.experiment.scenario)
  return (
    <>
      <header class="bar">
        <p class="name">{texts.title}</p>
        <Status computed={computed} texts={texts} />
        <CopyButton text={() => location.href} label={texts.copyLink} copied={texts.copied} />
        <label class="line language">
          <span>{texts.language}</span>
          <select
            value={language}
            onChange={({ currentTarget }) => setLanguage(currentTarget.value as Language)}
          >
            {LANGUAGES.map((each) => (
              <option value={each}>{NAMES[each]}</option>
            ))}
          </select>
        </label>
      </header>
      <div class="columns">
        <aside aria-label={texts.inputs}>
          {history.problems.map((problem) => (
            <p class="wrong" role="alert">
              {problem}
            </p>
          ))}
          {scenario === undefined ? (
            <Unknown name={state.experiment.scenario} texts={texts} />
          ) : (
            <Inputs
              catalogue={catalogue}
              scenario={scenario}
              experiment={state.experiment}
              failure={computed.failure}
              canUndo={history.canUndo}
              canRedo={history.canRedo}
              onChange={(experiment) => change(withExperiment(state, experiment))}
              onUndo={history.undo}
              onRedo={history.redo}
            />
          )}
        </aside>
        <main id="result" aria-label={texts.result} aria-busy={computed.isRunning}>
          <nav class="views" aria-label={texts.views}>
            {VIEWS.map((view) => (
              <button
                type="button"
                aria-current={state.view === view ? 'page' : undefined}
                onClick={() => change({ ...state, view })}
              >
                {texts[view]}
              </button>
            ))}
          </nav>
          {scenario !== undefined && state.view === 'walk' && (
            <Walk
              {...{ runner, texts, language, day }}
              experiment={state.experiment}
              variant={state.variant}
              action={state.action ?? 0}
              filter={state.filter ?? {}}
              onFilter={(filter) => change({ ...latest.current, filter })}
              onGo={(action) => {
                setDay(undefined)
                replace({ ...state, action })
              }}
              onVariant={(variant) => {
                const { variant: _variant, ...rest } = state
                change(variant === undefined ? rest : { ...rest, variant })
              }}
            />
          )}
          {state.view !== 'walk' && (
            <>
              <div class="toolbar">
                {scenario !== undefined && <Controls {...{ catalogue, scenario, state }} onChange={change} />}
                {state.view === 'report' && report?.worst !== undefined && (
                  <button type="button" onClick={() => change(atPath(state, report.worst!.path))}>
                    {texts.worstPath} {report.worst.path}
                  </button>
                )}
                {state.view === 'report' && report !== undefined && (
                  <Save {...{ runner, texts, language }} shown={report} />
                )}
              </div>
              {computed.failure !== undefined && (
                <p class="wrong" role="alert">
                  <b>{texts.failed}</b> {computed.failure.message}
                </p>
              )}
              {state.view !== 'sweep' && <p class="note">{texts.walkHint}</p>}
              {state.view === 'report' && computed.shown !== undefined && (
                <Verify
                  {...{ runner, texts, language }}
                  experiment={state.experiment}
                  report={computed.shown}
                  isCurrent={!computed.isRunning}
                />
              )}
              {computed.shown !== undefined && (
                <Report
                  content={computed.shown}
                  library={library}
                  onDrawn={(element) => {
                    document.documentElement.dataset['drawn'] = String(++drawn)
                    if (state.view !== 'sweep') leadToDays(element, computed.shown!, walkTo)
                  }}
                />
              )}
            </>
          )}
        </main>
      </div>
    </>
  )
}

/** A new experiment. Another scenario has nothing to do with what was compared or swept. */
function withExperiment(state: State, experiment: Experiment): State {
  if (experiment.scenario === state.experiment.scenario)
    return { ...state, experiment, paths: state.view === 'report' ? 0 : state.paths }
  return { experiment, paths: 0, view: state.view === 'walk' ? 'walk' : 'report', sweep: [] }
}

/** The same experiment on another path, alone. */
const atPath = (state: State, path: number): State => ({
  ...state,
  experiment: { ...state.experiment, path },
  paths: 0,
})

/** What the view shows. Views other than the current one compute nothing. */
function useView(
  runner: Runner,
  state: State,
  language: Language,
): Computed<Content> & { readonly report?: Shown | undefined } {
  const { view, experiment, paths, sweep } = state
  const key = (needed: unknown): string => JSON.stringify([view, language, experiment, paths, needed])
  const report = useComputed(
    runner,
    key(view === 'report'),
    view === 'report' ? reportJob(runner, state, language) : undefined,
  )
  const compared = useComputed(
    runner,
    key(view === 'compare' && baseOf(state)),
    view === 'compare' ? compareJob(runner, state, language) : undefined,
  )
  const swept = useComputed(
    runner,
    key(view === 'sweep' && sweep),
    view === 'sweep' && sweep.length > 0 ? sweepJob(runner, state, language) : undefined,
  )
  if (view === 'compare') return compared
  if (view === 'sweep') return sweep.length > 0 ? swept : { ...swept, shown: undefined }
  return { ...report, shown: report.shown?.content, report: report.shown }
}

interface ControlsProps {
  readonly catalogue: Catalogue
  readonly scenario: ListedScenario
  readonly state: State
  onChange(state: State): void
}

/** What is asked for besides the inputs, in each view. */
function Controls({ catalogue, scenario, state, onChange }: ControlsProps) {
  const { texts } = catalogue
  const run = (paths: number): void => onChange({ ...state, paths })
  if (state.view === 'sweep') return <Sweep {...{ catalogue, scenario, state, onChange }} />
  if (state.view === 'compare') {
    const base = baseOf(state)
    return (
      <div class="asked">
        <button type="button" onClick={() => onChange({ ...state, base: state.experiment })}>
          {texts.keepAsBase}
        </button>
        <button
          type="button"
          onClick={() => onChange({ ...state, base: state.experiment, experiment: base })}
        >
          {texts.swap}
        </button>
        <Paths label={texts.further} action={texts.run} paths={state.paths} standard={COMPARED} onRun={run} />
      </div>
    )
  }
  return (
    <div class="asked">
      <button type="button" onClick={() => onChange({ ...state, base: state.experiment, view: 'compare' })}>
        {texts.compareFrom}
      </button>
      <Paths label={texts.further} action={texts.run} paths={state.paths} standard={COMPARED} onRun={run} />
    </div>
  )
}

const Unknown = ({ name, texts }: { name: string; texts: Texts }) => (
  <p class="wrong" role="alert">
    {texts.unknownScenario} <b translate={false}>{name}</b>. <a href="#baseline">baseline</a>
  </p>
)

/** App: the inputs beside what they give. */
import { useEffect, useState } from 'preact/hooks'
import { LANGUAGES, type Language } from '../../report/language/language.ts'
import type { Catalogue } from '../engine/catalogue.ts'
import { MOST_PATHS, type Experiment } from '../experiment.ts'
import type { Texts } from '../texts.ts'
import { useHistory } from './history.ts'
import { Inputs } from './inputs.tsx'
import { Report } from './report.tsx'
import { useRun, type Running } from './run.ts'
import type { Runner } from './runner.ts'

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

export function App({ runner, library }: AppProps) {
  const history = useHistory()
  const { state, change } = history
  const [language, setLanguage] = useState(firstLanguage)
  const [catalogue, setCatalogue] = useState<Catalogue>()
  useEffect(() => void runner.catalogue(language).then(setCatalogue), [language])
  const running = useRun(runner, state, language)
  useEffect(() => {
    document.documentElement.lang = language
    if (catalogue !== undefined) document.title = catalogue.texts.title
  }, [catalogue])
  if (catalogue === undefined) return null
  const { texts } = catalogue
  const scenario = catalogue.scenarios.find(({ name }) => name === state.experiment.scenario)
  const choose = (experiment: Experiment): void => change({ ...state, experiment, paths: 0 })
  return (
    <>
      <header class="bar">
        <p class="name">{texts.title}</p>
        <Status running={running} texts={texts} wanted={state.paths} />
        <CopyLink texts={texts} />
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
          {scenario !== undefined && (
            <Inputs
              catalogue={catalogue}
              scenario={scenario}
              experiment={state.experiment}
              failure={running.failure}
              canUndo={history.canUndo}
              canRedo={history.canRedo}
              onChange={choose}
              onUndo={history.undo}
              onRedo={history.redo}
            />
          )}
        </aside>
        <main id="result" aria-label={texts.result} aria-busy={running.isRunning}>
          {running.failure !== undefined && (
            <p class="wrong" role="alert">
              <b>{texts.failed}</b> {running.failure.message}
            </p>
          )}
          <Further texts={texts} paths={state.paths} onRun={(paths) => change({ ...state, paths })} />
          {running.shown !== undefined && (
            <Report
              content={running.shown.content}
              library={library}
              onDrawn={() => performance.mark('drawn')}
            />
          )}
        </main>
      </div>
    </>
  )
}

function Status({ running, texts, wanted }: { running: Running; texts: Texts; wanted: number }) {
  const [isSlow, setSlow] = useState(false)
  useEffect(() => {
    setSlow(false)
    if (!running.isRunning) return
    const timer = setTimeout(() => setSlow(true), 200)
    return () => clearTimeout(timer)
  }, [running.isRunning])
  return (
    <p class="status" role="status">
      {running.isRunning && isSlow && (
        <>
          {texts.running}
          {wanted > 0 && ` ${running.arrived}/${wanted}`}{' '}
          <progress
            max={wanted || 1}
            {...(wanted > 0 ? { value: running.arrived } : {})}
            aria-label={texts.running}
          />{' '}
          <button type="button" onClick={running.cancel}>
            {texts.cancel}
          </button>
        </>
      )}
    </p>
  )
}

function Further({ texts, paths, onRun }: { texts: Texts; paths: number; onRun(paths: number): void }) {
  const [count, setCount] = useState(paths === 0 ? 50 : paths)
  return (
    <form
      class="further"
      onSubmit={(event) => {
        event.preventDefault()
        onRun(count)
      }}
    >
      <label class="line">
        <span>{texts.further}</span>
        <input
          type="number"
          min={1}
          max={MOST_PATHS}
          value={count}
          onInput={({ currentTarget }) => setCount(Number(currentTarget.value))}
        />
      </label>
      <button type="submit">{texts.runFan}</button>
    </form>
  )
}

function CopyLink({ texts }: { texts: Texts }) {
  const [isDone, setDone] = useState(false)
  useEffect(() => {
    if (!isDone) return
    const timer = setTimeout(() => setDone(false), 2000)
    return () => clearTimeout(timer)
  }, [isDone])
  return (
    <button
      type="button"
      onClick={() => void navigator.clipboard.writeText(location.href).then(() => setDone(true))}
    >
      {isDone ? texts.copied : texts.copyLink}
    </button>
  )
}

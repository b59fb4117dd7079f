/** Walk: a run or a counterexample, action by action, with the state before and after each. */
import { useEffect, useRef, useState } from 'preact/hooks'
import { count } from '../../report/number.ts'
import type { Language } from '../../report/language/language.ts'
import type { Experiment } from '../experiment.ts'
import type { Texts } from '../texts.ts'
import type { Filter } from '../walk/filter.ts'
import type { Step, Walk as Walked, WalkAsked } from '../walk/walk.ts'
import { useComputed, type Computed } from './computed.ts'
import type { Runner } from './runner.ts'
import { Status } from './status.tsx'
import { ActionList } from './walk-actions.tsx'
import { OpenCase, type OpenedCase } from './walk-case.tsx'
import { DayStrip } from './walk-days.tsx'
import { Filters } from './walk-filters.tsx'
import { StateAround } from './walk-state.tsx'

export interface WalkProps {
  readonly runner: Runner
  readonly texts: Texts
  readonly language: Language
  readonly experiment: Experiment
  readonly variant: string | undefined
  /** Index of the action. */
  readonly action: number
  /** In place of the action: the first of this day, until it is found. */
  readonly day: string | undefined
  /** Which actions of the run are listed. */
  readonly filter: Filter
  onGo(action: number): void
  onVariant(variant: string | undefined): void
  onFilter(filter: Filter): void
}

/** Keys and where they lead. */
const KEYS: Readonly<Record<string, Step>> = {
  ArrowUp: 'previousAction',
  ArrowDown: 'nextAction',
  ArrowLeft: 'previousDay',
  ArrowRight: 'nextDay',
  Home: 'first',
  End: 'last',
}

const BUTTONS: readonly Step[] = ['previousDay', 'previousAction', 'nextAction', 'nextDay']

export function Walk({ texts, language, onGo, onVariant, onFilter, ...props }: WalkProps) {
  const { runner, experiment, variant, day } = props
  const [file, setFile] = useState<OpenedCase>()
  /** Where the reader of a file is, and what is listed of it; the address has no file. */
  const [inFile, setInFile] = useState(0)
  const [filterInFile, setFilterInFile] = useState<Filter>({})
  const subject = file === undefined ? JSON.stringify([experiment, variant]) : `${file.id} ${file.index}`
  const [action, filter] = file === undefined ? [props.action, props.filter] : [inFile, filterInFile]
  const walk = useWalk(
    runner,
    {
      subject: file ?? { experiment, variant },
      language,
      filter,
      action,
      ...(file === undefined ? { day } : {}),
    },
    subject,
  )
  const { shown, failure } = walk
  const go = (to: number | undefined): void => {
    if (to === undefined) return
    if (file === undefined) onGo(to)
    else setInFile(to)
  }
  useEffect(() => {
    if (day !== undefined && file === undefined && shown?.day === day) go(shown.walk.here?.shown.index)
  }, [shown])
  const open = (next: OpenedCase | undefined): void => {
    setFile(next)
    setInFile(0)
    setFilterInFile({})
  }
  // What was found for another subject is none of this one's.
  const found = failure === undefined && shown?.subject === subject ? shown.walk : undefined
  const here = found?.here
  return (
    <section
      class="walk"
      aria-labelledby="walk-heading"
      onKeyDown={(event) => {
        const step = KEYS[event.key]
        const isField = (event.target as Element).closest('input, select') !== null
        if (step === undefined || isField || event.ctrlKey || event.altKey || event.metaKey) return
        event.preventDefault()
        go(here?.to[step])
      }}
    >
      <h2 id="walk-heading">{texts.walkTitle}</h2>
      <Status computed={walk} texts={texts} />
      <OpenCase texts={texts} opened={file} onOpen={open} />
      {failure !== undefined && (
        <p class="wrong" role="alert">
          <b>{file === undefined ? texts.failed : texts.wrongFile}</b> {failure.message}
        </p>
      )}
      {found !== undefined && (
        <>
          <Filters
            texts={texts}
            walk={found}
            isFile={file !== undefined}
            chosen={file === undefined ? (variant ?? '') : String(file.index)}
            filter={filter}
            onChoose={(name) => {
              if (file === undefined) onVariant(name === '' ? undefined : name)
              else open({ ...file, index: Number(name) })
            }}
            onFilter={file === undefined ? onFilter : setFilterInFile}
          />
          {found.about !== '' && <p class="about">{found.about}</p>}
          {here === undefined ? (
            <p role="status">{texts.noAction}</p>
          ) : (
            <>
              <DayStrip texts={texts} days={found.days} day={here.day} onGo={go} />
              <div class="walk-steps">
                {BUTTONS.map((step) => (
                  <button
                    type="button"
                    disabled={here.to[step] === undefined}
                    onClick={() => go(here.to[step])}
                  >
                    {texts[step as keyof Texts]}
                  </button>
                ))}
              </div>
              <p class="place" role="status">
                {placeText(found, here.place, texts, language)}
              </p>
              <div class="walk-columns">
                <ActionList texts={texts} here={here} onGo={go} />
                <StateAround texts={texts} action={here.shown} />
              </div>
              <p class="note">{texts.walkKeys}</p>
            </>
          )}
        </>
      )}
    </section>
  )
}

/** `Day 12 · Action 34 of 11,699` */
function placeText({ days, matches, here }: Walked, place: number, texts: Texts, language: Language): string {
  const number = (value: number): string =>
    language === 'es' ? count(value).replaceAll(',', '.') : count(value)
  const { title, date } = days[here!.day]!
  return `${title} (${date}) · ${texts.action} ${number(place + 1)} ${texts.ofActions} ${number(matches)}`
}

interface Found {
  readonly walk: Walked
  readonly subject: string
  readonly day: string | undefined
}

/** What is at the place that is asked for. */
function useWalk(runner: Runner, asked: WalkAsked, subject: string): Computed<Found> {
  const last = useRef('')
  return useComputed<Found>(runner, JSON.stringify([subject, { ...asked, subject: undefined }]), {
    start: async () => {
      // A new subject cancels what runs; a step does not, since the worker has the timeline.
      const isStep = last.current === subject
      last.current = subject
      const walk = await (isStep ? runner.ask('walk', asked) : runner.askNow('walk', asked))
      return { shown: { walk, subject, day: asked.day }, tasks: [] }
    },
    show: () => Promise.reject(new Error('expected a walk, which needs no paths')),
  })
}

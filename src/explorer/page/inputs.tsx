/** Inputs: the scenario, seed, path and days, and all parameters under their headings, searchable. */
import { useState } from 'preact/hooks'
import type { Catalogue, ListedParameter, ListedScenario } from '../engine/catalogue.ts'
import type { Failure } from '../engine/engine.ts'
import type { Experiment } from '../experiment.ts'
import { Field } from './field.tsx'

export interface InputsProps {
  readonly catalogue: Catalogue
  readonly scenario: ListedScenario
  readonly experiment: Experiment
  readonly failure: Failure | undefined
  readonly canUndo: boolean
  readonly canRedo: boolean
  onChange(experiment: Experiment): void
  onUndo(): void
  onRedo(): void
}

export function Inputs(props: InputsProps) {
  const { catalogue, scenario, experiment, failure, onChange } = props
  const { texts } = catalogue
  const setOne = (name: string, value: string | undefined): void => {
    const { [name]: _old, ...set } = experiment.set
    onChange({ ...experiment, set: value === undefined ? set : { ...set, [name]: value } })
  }
  return (
    <>
      <label class="line">
        <span>{texts.presets}</span>
        <select
          id="input-preset"
          value=""
          onChange={({ currentTarget }) => {
            const chosen = catalogue.presets[Number(currentTarget.value)]
            currentTarget.value = ''
            if (chosen !== undefined) onChange(chosen.experiment)
          }}
        >
          <option value="">{texts.choosePreset}</option>
          {catalogue.presets.map(({ title }, index) => (
            <option value={index}>{title}</option>
          ))}
        </select>
      </label>
      <label class="line">
        <span>{texts.scenario}</span>
        <select
          id="input-scenario"
          value={scenario.name}
          onChange={({ currentTarget }) =>
            onChange({ scenario: currentTarget.value, seed: experiment.seed, path: 0, set: {} })
          }
        >
          {catalogue.scenarios.map(({ name }) => (
            <option value={name}>{name}</option>
          ))}
        </select>
      </label>
      <p class="question">{scenario.question}</p>
      <div class="numbers">
        <Whole
          name="seed"
          label={texts.seed}
          value={experiment.seed}
          standard="1"
          onSet={(seed) => onChange({ ...experiment, seed })}
        />
        <Whole
          name="path"
          label={texts.path}
          value={String(experiment.path)}
          standard="0"
          onSet={(path) => onChange({ ...experiment, path: Number(path) })}
        />
        <Whole
          name="days"
          label={texts.days}
          value={String(experiment.days ?? scenario.days)}
          standard={String(scenario.days)}
          onSet={(text) => {
            const { days: _days, ...rest } = experiment
            onChange(Number(text) === scenario.days ? rest : { ...rest, days: Number(text) })
          }}
        />
      </div>
      <div class="buttons">
        <button type="button" disabled={!props.canUndo} onClick={props.onUndo}>
          {texts.undo}
        </button>
        <button type="button" disabled={!props.canRedo} onClick={props.onRedo}>
          {texts.redo}
        </button>
        <button
          type="button"
          disabled={Object.keys(experiment.set).length === 0}
          onClick={() => onChange({ ...experiment, set: {} })}
        >
          {texts.reset}
        </button>
      </div>
      <Parameters {...{ catalogue, scenario, experiment, failure }} onSet={setOne} />
    </>
  )
}

interface ParametersProps extends Pick<InputsProps, 'catalogue' | 'scenario' | 'experiment' | 'failure'> {
  onSet(name: string, value: string | undefined): void
}

function Parameters({ catalogue, scenario, experiment, failure, onSet }: ParametersProps) {
  const { texts, groups } = catalogue
  const [sought, seek] = useState('')
  const [onlyChanged, showOnlyChanged] = useState(false)
  // On a phone the answer comes first.
  const [isWide] = useState(() => matchMedia('(min-width: 901px)').matches)
  const isChanged = ({ name, standard }: ListedParameter): boolean =>
    experiment.set[name] !== undefined && experiment.set[name] !== standard
  const words = sought.toLowerCase().split(/\s+/).filter(Boolean)
  const found = scenario.parameters.filter((each) => {
    const text = `${each.name} ${each.title} ${each.unit} ${each.group}`.toLowerCase()
    return words.every((word) => text.includes(word)) && (!onlyChanged || isChanged(each))
  })
  const isNarrow = words.length > 0 || onlyChanged
  return (
    <details class="parameters" open={isWide}>
      <summary>
        <h2>{texts.parameters}</h2>
      </summary>
      <input
        type="search"
        class="search"
        aria-label={texts.search}
        placeholder={texts.search}
        value={sought}
        onInput={({ currentTarget }) => seek(currentTarget.value)}
      />
      <label class="only">
        <input
          type="checkbox"
          checked={onlyChanged}
          onChange={({ currentTarget }) => showOnlyChanged(currentTarget.checked)}
        />{' '}
        {texts.changedOnly}
      </label>
      {found.length === 0 && <p class="note">{texts.noMatch}</p>}
      {groups.map((title, index) => {
        const own = found.filter(({ group }) => group === title)
        const changes = own.filter(isChanged).length
        if (own.length === 0) return null
        return (
          <details
            class="group"
            key={title}
            open={isNarrow || changes > 0 || index === firstGroup(groups, scenario)}
          >
            <summary>
              {title} <span class="count">{own.length}</span>
              {changes > 0 && (
                <span class="mark">
                  {changes} {texts.changed}
                </span>
              )}
            </summary>
            {own.map((parameter) => (
              <Field
                key={parameter.name}
                parameter={parameter}
                value={experiment.set[parameter.name]}
                texts={texts}
                failure={failure?.parameter === parameter.name ? failure : undefined}
                onSet={(value) => onSet(parameter.name, value)}
              />
            ))}
          </details>
        )
      })}
    </details>
  )
}

/** The first heading below which the scenario has parameters; it is open. */
const firstGroup = (groups: readonly string[], { parameters }: ListedScenario): number =>
  groups.findIndex((title) => parameters.some(({ group }) => group === title))

interface WholeProps {
  readonly name: string
  readonly label: string
  readonly value: string
  readonly standard: string
  onSet(text: string): void
}

/** A whole number. Anything else is not taken. */
function Whole({ name, label, value, standard, onSet }: WholeProps) {
  return (
    <label class="line">
      <span>{label}</span>
      <input
        id={`input-${name}`}
        type="text"
        inputMode="numeric"
        value={value}
        onChange={({ currentTarget }) => {
          const text = currentTarget.value.trim()
          if (/^\d{1,20}$/.test(text)) onSet(text)
          else currentTarget.value = text === '' ? standard : value
          if (text === '') onSet(standard)
        }}
      />
    </label>
  )
}

/** Sweep: which parameters are swept, over which values, on how many paths. */
import { useState } from 'preact/hooks'
import type { Catalogue, ListedParameter, ListedScenario } from '../engine/catalogue.ts'
import type { State, SweepAxis } from '../experiment.ts'
import type { Texts } from '../texts.ts'
import { SWEPT } from './jobs.ts'
import { Paths } from './paths.tsx'
import { sliderOf, textAt } from './slider.ts'

export interface SweepProps {
  readonly catalogue: Catalogue
  readonly scenario: ListedScenario
  readonly state: State
  onChange(state: State): void
}

/** Values of a sweep that is proposed, of one parameter and of each of two. */
const VALUES = { one: 9, two: 5 }

/** The values that are proposed for a parameter: those of its slider, or all that it can have. */
function proposed(parameter: ListedParameter, isOne: boolean): string {
  const slider = sliderOf(parameter)
  if (slider === undefined) return (parameter.choices ?? ['true', 'false']).join(',')
  return `${textAt(slider.low, slider)}..${textAt(slider.high, slider)}:${isOne ? VALUES.one : VALUES.two}`
}

const isSwept = (each: ListedParameter): boolean =>
  sliderOf(each) !== undefined || each.kind === 'choice' || each.kind === 'boolean'

export function Sweep({ catalogue: { texts }, scenario, state, onChange }: SweepProps) {
  const [first, second] = state.sweep
  const own = scenario.parameters.filter(isSwept)
  const take = (axes: readonly (SweepAxis | undefined)[]): void =>
    onChange({ ...state, sweep: axes.filter((each) => each !== undefined) })
  const propose = (name: string, isOne: boolean): SweepAxis | undefined => {
    const parameter = own.find((each) => each.name === name)
    return parameter === undefined ? undefined : { name, values: proposed(parameter, isOne) }
  }
  return (
    <section class="sweep" aria-label={texts.sweep}>
      <Axis
        label={texts.sweptParameter}
        {...{ axis: first, parameters: own, texts }}
        onChange={(axis) => take([axis, second])}
        onChoose={(name) => take([propose(name, second === undefined), second])}
      />
      {first !== undefined && (
        <Axis
          label={texts.secondParameter}
          {...{ axis: second, parameters: own.filter(({ name }) => name !== first.name), texts }}
          onChange={(axis) => take([first, axis])}
          onChoose={(name) =>
            take(
              name === '' ? [propose(first.name, true)] : [propose(first.name, false), propose(name, false)],
            )
          }
        />
      )}
      <Paths
        label={texts.pathsPerPoint}
        action={texts.runSweep}
        paths={state.paths}
        standard={SWEPT}
        onRun={(paths) => onChange({ ...state, paths })}
      />
    </section>
  )
}

interface AxisProps {
  readonly label: string
  readonly axis: SweepAxis | undefined
  readonly parameters: readonly ListedParameter[]
  readonly texts: Texts
  onChange(axis: SweepAxis): void
  onChoose(name: string): void
}

function Axis({ label, axis, parameters, texts, onChange, onChoose }: AxisProps) {
  const [text, setText] = useState<string>()
  return (
    <div class="axis">
      <label class="line">
        <span>{label}</span>
        <select value={axis?.name ?? ''} onChange={({ currentTarget }) => onChoose(currentTarget.value)}>
          <option value="">{texts.none}</option>
          {parameters.map(({ name }) => (
            <option value={name}>{name}</option>
          ))}
        </select>
      </label>
      {axis !== undefined && (
        <label class="line">
          <span>{texts.values}</span>
          <input
            type="text"
            value={text ?? axis.values}
            onInput={({ currentTarget }) => setText(currentTarget.value)}
            onChange={({ currentTarget }) => {
              setText(undefined)
              onChange({ ...axis, values: currentTarget.value.replaceAll(/\s/g, '') })
            }}
          />
        </label>
      )}
    </div>
  )
}

/** Field: one parameter with its value, its slider where it has one, and a mark where it is changed. */
import type { Failure } from '../engine/engine.ts'
import type { ListedParameter } from '../engine/catalogue.ts'
import type { Texts } from '../texts.ts'
import { sliderOf, textAt } from './slider.ts'

export interface FieldProps {
  readonly parameter: ListedParameter
  /** As it is set; undefined at the default. */
  readonly value: string | undefined
  readonly texts: Texts
  /** Why the value cannot run. */
  readonly failure?: Failure | undefined
  /** A new value, or undefined for the default. */
  onSet(value: string | undefined): void
}

export function Field({ parameter, value, texts, failure, onSet }: FieldProps) {
  const { name, title, unit, standard } = parameter
  const isChanged = value !== undefined && value !== standard
  const id = `input-set-${name}`
  return (
    <div class={`field${isChanged ? ' changed' : ''}`}>
      <div class="field-head">
        <label for={id} translate={false}>
          {name}
        </label>
        {isChanged && (
          <button type="button" class="reset" onClick={() => onSet(undefined)}>
            <span class="mark">{texts.changed}</span> {texts.resetOne}{' '}
            {standard === '' ? texts.none : standard}
          </button>
        )}
      </div>
      <p class="field-title" id={`${id}-about`}>
        {title}
      </p>
      <Control {...{ parameter, value, texts, failure, onSet }} id={id} />
      {failure !== undefined && (
        <p class="wrong" role="alert">
          {failure.message}
        </p>
      )}
      <p class="note">
        {rangeText(parameter, texts)}
        {unit !== '' && <span class="unit"> {unit}</span>}
      </p>
    </div>
  )
}

/** `default 20, from 0 to 100` */
function rangeText({ standard, min, max, isFile }: ListedParameter, texts: Texts): string {
  if (isFile) return texts.fileOnly
  const range = [
    ...(min === undefined ? [] : [`${texts.from} ${min}`]),
    ...(max === undefined ? [] : [`${texts.to} ${max}`]),
  ].join(' ')
  return `${texts.standard} ${standard === '' ? texts.none : standard}${range === '' ? '' : `, ${range}`}`
}

function Control({ parameter, value, id, failure, onSet }: FieldProps & { readonly id: string }) {
  const { kind, standard, choices, isFile } = parameter
  const shown = value ?? standard
  const set = (text: string): void => onSet(text === standard ? undefined : text)
  const described = { id, 'aria-describedby': `${id}-about`, 'aria-invalid': failure !== undefined }
  const options = kind === 'boolean' ? ['true', 'false'] : choices
  if (options !== undefined)
    return (
      <select {...described} value={shown} onChange={({ currentTarget }) => set(currentTarget.value)}>
        {options.map((each) => (
          <option value={each}>{each}</option>
        ))}
      </select>
    )
  const slider = sliderOf(parameter)
  return (
    <div class="control">
      {slider !== undefined && (
        <input
          type="range"
          aria-label={parameter.title}
          min={slider.low}
          max={slider.high}
          step={slider.step}
          value={Number(shown)}
          onInput={({ currentTarget }) => set(textAt(Number(currentTarget.value), slider))}
        />
      )}
      <input
        {...described}
        type="text"
        inputMode={slider === undefined ? 'text' : 'decimal'}
        disabled={isFile}
        value={shown}
        onChange={({ currentTarget }) => set(currentTarget.value.trim())}
      />
    </div>
  )
}

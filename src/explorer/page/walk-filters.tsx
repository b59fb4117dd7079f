/** Filters of a walk: which run or counterexample, and which of its actions. */
import type { Texts } from '../texts.ts'
import type { Filter } from '../walk/filter.ts'
import type { Walk } from '../walk/walk.ts'

interface FiltersProps {
  readonly texts: Texts
  readonly walk: Walk
  readonly isFile: boolean
  /** Name of the choice. */
  readonly chosen: string
  readonly filter: Filter
  onChoose(name: string): void
  onFilter(filter: Filter): void
}

interface Option {
  readonly name: string
  readonly title: string
}

export function Filters({ texts, walk, isFile, chosen, filter, onChoose, onFilter }: FiltersProps) {
  const { choices, people, contracts } = walk
  return (
    <div class="filters">
      {choices.length > 1 && (
        <Select
          id="walk-choice"
          label={isFile ? texts.case : texts.walkOf}
          value={chosen}
          options={choices}
          onChange={onChoose}
        />
      )}
      <Select
        id="walk-person"
        label={texts.person}
        value={filter.person ?? ''}
        options={[{ name: '', title: texts.everybody }, ...people.map((name) => ({ name, title: name }))]}
        onChange={(name) => onFilter({ ...filter, person: name === '' ? undefined : name })}
      />
      <Select
        id="walk-contract"
        label={texts.contract}
        value={filter.contract ?? ''}
        options={[{ name: '', title: texts.allContracts }, ...contracts]}
        onChange={(name) => onFilter({ ...filter, contract: name === '' ? undefined : name })}
      />
      <label class="only">
        <input
          id="walk-reverted"
          type="checkbox"
          checked={filter.reverted ?? false}
          onChange={({ currentTarget }) => onFilter({ ...filter, reverted: currentTarget.checked })}
        />{' '}
        {texts.revertedOnly}
      </label>
    </div>
  )
}

interface SelectProps {
  readonly id: string
  readonly label: string
  readonly value: string
  readonly options: readonly Option[]
  onChange(name: string): void
}

const Select = ({ id, label, value, options, onChange }: SelectProps) => (
  <label class="line">
    <span>{label}</span>
    <select id={id} value={value} onChange={({ currentTarget }) => onChange(currentTarget.value)}>
      {options.map(({ name, title }) => (
        <option key={name} value={name}>
          {title}
        </option>
      ))}
    </select>
  </label>
)

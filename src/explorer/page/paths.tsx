/** Paths: how many further paths are run. */
import { useEffect, useState } from 'preact/hooks'
import { MOST_PATHS } from '../experiment.ts'

export interface PathsProps {
  readonly label: string
  readonly action: string
  /** As the state has it; 0 for none. */
  readonly paths: number
  /** Shown where the state has none. */
  readonly standard: number
  onRun(paths: number): void
}

export function Paths({ label, action, paths, standard, onRun }: PathsProps) {
  const [count, setCount] = useState(paths || standard)
  useEffect(() => setCount(paths || standard), [paths, standard])
  return (
    <form
      class="further"
      onSubmit={(event) => {
        event.preventDefault()
        onRun(count)
      }}
    >
      <label class="line">
        <span>{label}</span>
        <input
          type="number"
          min={1}
          max={MOST_PATHS}
          value={count}
          onInput={({ currentTarget }) => setCount(Number(currentTarget.value))}
        />
      </label>
      <button type="submit">{action}</button>
    </form>
  )
}

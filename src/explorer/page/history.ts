/**
 * History: the state of the page with what came before it, for undo and redo. The address always has the
 * state, so that it can be copied at any time.
 */
// Layout effects: nobody can change the address between the first reading of it and the listening.
import { useLayoutEffect, useState } from 'preact/hooks'
import { fragmentOf, stateOf, type State } from '../experiment.ts'

export interface History {
  readonly state: State
  /** What the link had that could not be read. */
  readonly problems: readonly string[]
  readonly canUndo: boolean
  readonly canRedo: boolean
  /** Takes a new state. Steps of one kind in quick succession, as of a slider, are undone as one. */
  change(state: State): void
  /** Takes a new state that is no step of its own: undo leads to what was before the present one. */
  replace(state: State): void
  undo(): void
  redo(): void
}

/** States that are kept. */
const MOST = 200
/** Milliseconds within which steps count as one. */
const TOGETHER = 600

interface Line {
  readonly past: readonly State[]
  readonly state: State
  readonly future: readonly State[]
  readonly at: number
}

export function useHistory(): History {
  const [first] = useState(() => stateOf(location.hash))
  const [problems, setProblems] = useState(first.problems)
  const [line, setLine] = useState<Line>({ past: [], state: first.state, future: [], at: 0 })
  const { past, state, future } = line
  useLayoutEffect(() => {
    const fragment = fragmentOf(state)
    if (location.hash !== fragment) history.replaceState(undefined, '', fragment)
  }, [state])
  useLayoutEffect(() => {
    // Somebody edits the address, or follows a link to this page.
    const read = (): void => {
      const found = stateOf(location.hash)
      setProblems(found.problems)
      setLine((old) => ({ past: [...old.past, old.state], state: found.state, future: [], at: 0 }))
    }
    addEventListener('hashchange', read)
    return () => removeEventListener('hashchange', read)
  }, [])
  return {
    state,
    problems,
    canUndo: past.length > 0,
    canRedo: future.length > 0,
    change: (next) =>
      setLine((old) => {
        const now = performance.now()
        const isOneStep = now - old.at < TOGETHER && old.past.length > 0
        return {
          past: isOneStep ? old.past : [...old.past, old.state].slice(-MOST),
          state: next,
          future: [],
          at: now,
        }
      }),
    replace: (next) => setLine((old) => ({ ...old, state: next })),
    undo: () =>
      setLine((old) => ({
        past: old.past.slice(0, -1),
        state: old.past.at(-1) ?? old.state,
        future: [old.state, ...old.future],
        at: 0,
      })),
    redo: () =>
      setLine((old) => ({
        past: [...old.past, old.state],
        state: old.future[0] ?? old.state,
        future: old.future.slice(1),
        at: 0,
      })),
  }
}

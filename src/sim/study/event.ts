/**
 * Events: conditions on a metric whose probability is estimated, `finalFloor>=0.000001` or
 * `monthsToPayBack=never`.
 *
 * Numbers are compared exactly. A word equals only itself and is neither above nor below any value.
 */
import { difference, readExact } from '../../statistics/exact.ts'

export interface Event {
  readonly metric: string
  readonly relation: '<' | '<=' | '=' | '>=' | '>'
  readonly than: string
}

/** Reads an event; undefined if the text is not one. */
export function readEvent(text: string): Event | undefined {
  const match = /^(\w+)(<=|>=|<|>|=)([^<>=]+)$/.exec(text)
  if (match === null) return undefined
  const [, metric, relation, than] = match
  if (relation !== '=' && readExact(than!) === undefined) return undefined
  return { metric: metric!, relation: relation as Event['relation'], than: than! }
}

export function eventText({ metric, relation, than }: Event): string {
  return `${metric}${relation}${than}`
}

/** Whether a value of the metric satisfies the event. */
export function happened({ relation, than }: Event, value: string): boolean {
  const [a, b] = [readExact(value), readExact(than)]
  if (a === undefined || b === undefined) return relation === '=' && value === than
  const { digits } = difference(a, b)
  switch (relation) {
    case '<':
      return digits < 0n
    case '<=':
      return digits <= 0n
    case '=':
      return digits === 0n
    case '>=':
      return digits >= 0n
    case '>':
      return digits > 0n
  }
}

/**
 * Events: what somebody wants the probability of, `finalFloor>=0.000001` or `monthsToPayBack=never`.
 *
 * Numbers are compared exactly. A word is equal to itself, and neither above nor below anything.
 */
import { difference, readExact } from './exact.ts'

export interface Event {
  readonly metric: string
  readonly relation: '<' | '<=' | '=' | '>=' | '>'
  readonly than: string
}

/** Reads an event; undefined if the text is none. */
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

/** Whether it happened, by the metric's value. */
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

/**
 * Versions of solc that a pragma or a configuration asks for.
 *
 * The part of npm's ranges that pragmas use: `^`, `~`, comparisons, several joined by spaces, alternatives by
 * `||`.
 */

type Version = readonly [number, number, number]

/** Ranges of all `pragma solidity` of a source. */
export function pragmasIn(text: string): readonly string[] {
  const code = text.replaceAll(/\/\/[^\n]*|\/\*[\s\S]*?\*\//g, ' ')
  return [...code.matchAll(/\bpragma\s+solidity\s+([^;]+);/g)].map(([, range]) => range!.trim())
}

/** Whether a version is in a range. A range that cannot be read contains no version. */
export function satisfies(version: string, range: string): boolean {
  const actual = parse(version)
  return (
    actual !== undefined &&
    range.split('||').some((part) => {
      const terms = part.match(/(?:\^|~|>=|<=|>|<|=)?\s*v?\d+(?:\.\d+){0,2}/g) ?? []
      const isWhole = terms.join('').replaceAll(/\s/g, '') === part.replaceAll(/\s/g, '')
      return isWhole && terms.length > 0 && terms.every((term) => holds(actual, term))
    })
  )
}

/** Highest first. */
export function byVersion(a: string, b: string): number {
  return compare(parse(b) ?? [0, 0, 0], parse(a) ?? [0, 0, 0])
}

function holds(actual: Version, term: string): boolean {
  const [, operator = '', text] = /^(\^|~|>=|<=|>|<|=)?\s*(.+)$/.exec(term)!
  const bound = parse(text!)!
  const order = compare(actual, bound)
  switch (operator) {
    case '>=':
      return order >= 0
    case '>':
      return order > 0
    case '<=':
      return order <= 0
    case '<':
      return order < 0
    case '~':
      return order >= 0 && actual[0] === bound[0] && actual[1] === bound[1]
    case '^':
      return order >= 0 && actual[0] === bound[0] && (bound[0] > 0 || actual[1] === bound[1])
    default:
      return order === 0
  }
}

function compare(a: Version, b: Version): number {
  for (const at of [0, 1, 2] as const) if (a[at] !== b[at]) return a[at] - b[at]
  return 0
}

function parse(text: string): Version | undefined {
  const [, major, minor = '0', patch = '0'] = /^v?(\d+)(?:\.(\d+))?(?:\.(\d+))?/.exec(text.trim()) ?? []
  return major === undefined ? undefined : [Number(major), Number(minor), Number(patch)]
}

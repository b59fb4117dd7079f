/**
 * Polynomial: exact integer polynomials, expanded from expressions such as `(V-q)*S - V*(S-a)`.
 *
 * A polynomial maps each monomial, written as its sorted variables joined by `*`, to its coefficient. Zero
 * coefficients are left out, so equal polynomials have equal maps.
 */
import { expression, type Expression } from './expression.ts'

export type Polynomial = ReadonlyMap<string, bigint>

/**
 * Expands an expression, or its text.
 *
 * @throws {InvalidExpression} when the text is no expression.
 */
export function polynomial(of: string | Expression): Polynomial {
  const parsed = typeof of === 'string' ? expression(of) : of
  switch (parsed.is) {
    case 'number':
      return plus(ZERO, new Map([['', parsed.value]]))
    case 'variable':
      return new Map([[parsed.name, 1n]])
    case '+':
      return plus(polynomial(parsed.left), polynomial(parsed.right))
    case '-':
      return plus(polynomial(parsed.left), polynomial(parsed.right), -1n)
    case '*':
      return times(polynomial(parsed.left), polynomial(parsed.right))
  }
}

const ZERO: Polynomial = new Map()

/** `a + factor * b`. */
export function plus(a: Polynomial, b: Polynomial, factor = 1n): Polynomial {
  const total = new Map(a)
  for (const [monomial, coefficient] of b) add(total, monomial, factor * coefficient)
  return total
}

export function times(a: Polynomial, b: Polynomial): Polynomial {
  const total = new Map<string, bigint>()
  for (const [left, one] of a)
    for (const [right, other] of b) {
      const variables = [...left.split('*'), ...right.split('*')].filter((name) => name !== '')
      add(total, variables.toSorted().join('*'), one * other)
    }
  return total
}

/** Whether two polynomials have the same coefficients, and so the same value everywhere. */
export function isEqual(a: Polynomial, b: Polynomial): boolean {
  return plus(a, b, -1n).size === 0
}

function add(total: Map<string, bigint>, monomial: string, coefficient: bigint): void {
  const value = (total.get(monomial) ?? 0n) + coefficient
  if (value === 0n) total.delete(monomial)
  else total.set(monomial, value)
}

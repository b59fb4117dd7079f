/**
 * Polynomial: exact integer polynomials, parsed from text such as `(V-q)*S - V*(S-a)`.
 *
 * A polynomial maps each monomial, written as its sorted variables joined by `*`, to its coefficient. Zero
 * coefficients are left out, so equal polynomials have equal maps.
 */
export type Polynomial = ReadonlyMap<string, bigint>

/**
 * Parses sums, differences and products of variables and whole numbers, with parentheses.
 *
 * @throws {InvalidExpression} when the text is anything else.
 */
export function polynomial(text: string): Polynomial {
  const tokens = text.match(/[A-Za-z]\w*|\d+|\S/g) ?? []
  let at = 0
  const sum = (): Polynomial => {
    let value = product()
    while (tokens[at] === '+' || tokens[at] === '-')
      value = tokens[at++] === '+' ? plus(value, product()) : plus(value, product(), -1n)
    return value
  }
  const product = (): Polynomial => {
    let value = factor()
    while (tokens[at] === '*') {
      at++
      value = times(value, factor())
    }
    return value
  }
  const factor = (): Polynomial => {
    const token = tokens[at++]
    if (token === '(') {
      const value = sum()
      if (tokens[at++] !== ')') throw new InvalidExpression(text)
      return value
    }
    if (token === undefined || !/^\w+$/.test(token)) throw new InvalidExpression(text)
    return /^\d/.test(token) ? plus(ZERO, new Map([['', BigInt(token)]])) : new Map([[token, 1n]])
  }
  const value = sum()
  if (at !== tokens.length) throw new InvalidExpression(text)
  return value
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

/** A text is not a polynomial. */
export class InvalidExpression extends Error {
  override readonly name = 'InvalidExpression'
  constructor(text: string) {
    super(`expected a polynomial such as "(V-q)*S - V*(S-a)", got ${JSON.stringify(text)}`)
  }
}

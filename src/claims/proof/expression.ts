/**
 * Expression: sums, differences and products of variables and whole numbers, such as `(V-q)*S - V*(S-a)`, and
 * relations of two of them, such as `p*S <= a*V`.
 *
 * One text is evaluated on integers, written for a solver, and expanded to a polynomial.
 */
export type Expression =
  | { readonly is: 'number'; readonly value: bigint }
  | { readonly is: 'variable'; readonly name: string }
  | { readonly is: Operator; readonly left: Expression; readonly right: Expression }

type Operator = '+' | '-' | '*'

export interface Relation {
  readonly left: Expression
  readonly is: Comparison
  readonly right: Expression
}

export type Comparison = '<=' | '>=' | '<' | '>' | '='

/** Values of variables by name. */
export type Values = Readonly<Record<string, bigint>>

/**
 * Parses an expression.
 *
 * @throws {InvalidExpression} when the text is anything else.
 */
export function expression(text: string): Expression {
  const tokens = text.match(/[A-Za-z]\w*|\d+|\S/g) ?? []
  let at = 0
  const sum = (): Expression => {
    let left = product()
    while (tokens[at] === '+' || tokens[at] === '-')
      left = { is: tokens[at++] as Operator, left, right: product() }
    return left
  }
  const product = (): Expression => {
    let left = factor()
    while (tokens[at] === '*') {
      at++
      left = { is: '*', left, right: factor() }
    }
    return left
  }
  const factor = (): Expression => {
    const token = tokens[at++]
    if (token === '(') {
      const inner = sum()
      if (tokens[at++] !== ')') throw new InvalidExpression(text)
      return inner
    }
    if (token === undefined || !/^\w+$/.test(token)) throw new InvalidExpression(text)
    return /^\d/.test(token) ? { is: 'number', value: BigInt(token) } : { is: 'variable', name: token }
  }
  const value = sum()
  if (at !== tokens.length) throw new InvalidExpression(text)
  return value
}

/**
 * Parses a relation.
 *
 * @throws {InvalidExpression} when the text is anything else.
 */
export function relation(text: string): Relation {
  const [, left, is, right] = /^([^<>=]+)(<=|>=|<|>|=)([^<>=]+)$/.exec(text) ?? []
  if (left === undefined || right === undefined) throw new InvalidExpression(text)
  return { left: expression(left), is: is as Comparison, right: expression(right) }
}

/** @throws {NoValue} when a variable has no value. */
export function valueOf(of: Expression, values: Values): bigint {
  switch (of.is) {
    case 'number':
      return of.value
    case 'variable': {
      const value = values[of.name]
      if (value === undefined) throw new NoValue(of.name, Object.keys(values))
      return value
    }
    case '+':
      return valueOf(of.left, values) + valueOf(of.right, values)
    case '-':
      return valueOf(of.left, values) - valueOf(of.right, values)
    case '*':
      return valueOf(of.left, values) * valueOf(of.right, values)
  }
}

export function isTrue({ left, is, right }: Relation, values: Values): boolean {
  const difference = valueOf(left, values) - valueOf(right, values)
  switch (is) {
    case '<=':
      return difference <= 0n
    case '>=':
      return difference >= 0n
    case '<':
      return difference < 0n
    case '>':
      return difference > 0n
    case '=':
      return difference === 0n
  }
}

/** In SMT-LIB, the standard language of solvers. */
export function smtOf(of: Expression): string {
  switch (of.is) {
    case 'number':
      return String(of.value)
    case 'variable':
      return of.name
    default:
      return `(${of.is} ${smtOf(of.left)} ${smtOf(of.right)})`
  }
}

export function smtOfRelation({ left, is, right }: Relation): string {
  return `(${is} ${smtOf(left)} ${smtOf(right)})`
}

/** A text is neither an expression nor a relation. */
export class InvalidExpression extends Error {
  override readonly name = 'InvalidExpression'
  constructor(text: string) {
    super(
      `expected an expression such as "(V-q)*S - V*(S-a)", or a relation of two, got ${JSON.stringify(text)}`,
    )
  }
}

/** An expression names a variable without a value. */
export class NoValue extends Error {
  override readonly name = 'NoValue'
  constructor(got: string, known: readonly string[]) {
    super(`expected one of the variables ${known.join(', ')}, got ${JSON.stringify(got)}`)
  }
}

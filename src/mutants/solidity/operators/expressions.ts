/** Operators on expressions: the operators of Solidity, literals, operands. */
import { child, list, typeOf, word, type AstNode } from '../ast.ts'
import { inPlace, isInteger, isNumeric, operand, replace, type Operator, type Site } from '../operator.ts'

const ARITHMETIC = ['+', '-', '*', '/']
const BITWISE = ['&', '|', '^']
const SHIFT = ['<<', '>>']
const EQUALITY = ['==', '!=']

/** A replacement of one operator by the others of its group. */
function binary(
  name: string,
  from: string,
  othersOf: (site: Site, symbol: string) => readonly string[],
): Operator {
  return {
    name,
    from,
    *propose(site) {
      const { node } = site
      if (node.nodeType !== 'BinaryOperation') return
      const symbol = word(node, 'operator')
      for (const other of othersOf(site, symbol))
        if (other !== symbol) yield replace(site, node, inPlace(site, joined(site, node, other)))
    },
  }
}

function joined(site: Site, node: AstNode, symbol: string): string {
  const [left, right] = sidesOf(node)
  return `${operand(site, left)} ${symbol} ${operand(site, right)}`
}

function sidesOf(node: AstNode): readonly [AstNode, AstNode] {
  return [child(node, 'leftExpression')!, child(node, 'rightExpression')!]
}

const within = (group: readonly string[]) => (_site: Site, symbol: string) =>
  group.includes(symbol) ? group : []

const arithmetic = binary('arithmetic', 'Gambit binary-op, slither AOR, forge binary', (_site, symbol) => {
  if (symbol === '**') return ['*']
  // The remainder is nearest to a quotient; in place of a sum or a product it is seldom compiled or missed.
  return symbol === '/' ? [...ARITHMETIC, '%'] : [...ARITHMETIC, '%'].includes(symbol) ? ARITHMETIC : []
})

/** SafeMath is the arithmetic of the old contracts. */
const arithmeticCall: Operator = {
  name: 'arithmetic-call',
  from: 'Gambit binary-op on SafeMath, Gambit function-call',
  *propose(site) {
    const { node, source } = site
    if (node.nodeType !== 'MemberAccess') return
    const name = word(node, 'memberName')
    const group = [SAFE_MATH, LEAST].find((each) => each.includes(name))
    if (group === undefined || !typeOf(node).startsWith('function (uint')) return
    const whole = source.range(node)
    for (const other of group)
      if (other !== name) yield { start: whole.end - name.length, end: whole.end, after: other }
  },
}

const SAFE_MATH = ['add', 'sub', 'mul']
const LEAST = ['min', 'max']

const bitwise = binary('bitwise', 'Gambit binary-op, slither BOR', within(BITWISE))
const shift = binary('shift', 'Gambit binary-op, slither BOR', within(SHIFT))

/**
 * The replacements that subsume all others of their operator (Kaminski, Ammann and Offutt, "Improving
 * logic-based testing", 2013). The third of each, a constant, is made by the operator `condition`.
 */
const SUBSUMING: Readonly<Record<string, readonly string[]>> = {
  '<': ['<=', '!='],
  '<=': ['<', '=='],
  '>': ['>=', '!='],
  '>=': ['>', '=='],
  '==': ['<=', '>='],
  '!=': ['<', '>'],
}

const relational = binary('relational', 'slither ROR, Gambit and forge binary', ({ node }, symbol) => {
  const [left, right] = sidesOf(node)
  // Nothing unsigned is less than zero: what remains is equivalent, or a constant.
  const isWithZero = typeOf(left).startsWith('uint') && word(right, 'value') === '0'
  if (isNumeric(typeOf(left))) return isWithZero ? [] : (SUBSUMING[symbol] ?? [])
  return EQUALITY.includes(symbol) ? EQUALITY : []
})

const logical: Operator = {
  name: 'logical',
  from: 'slither LOR, Gambit expression-value, forge binary',
  *propose(site) {
    const { node } = site
    const symbol = word(node, 'operator')
    if (node.nodeType !== 'BinaryOperation' || (symbol !== '&&' && symbol !== '||')) return
    yield replace(site, node, inPlace(site, joined(site, node, symbol === '&&' ? '||' : '&&')))
    for (const side of sidesOf(node)) yield replace(site, node, operand(site, side))
  },
}

const unary: Operator = {
  name: 'unary',
  from: 'Gambit unary-op, slither UOR, forge unary',
  *propose(site) {
    const { node, source, above } = site
    if (node.nodeType !== 'UnaryOperation') return
    const symbol = word(node, 'operator')
    const on = source.of(child(node, 'subExpression')!)
    if (symbol === '++' || symbol === '--') {
      const other = symbol === '++' ? '--' : '++'
      yield replace(site, node, node['prefix'] === true ? `${other}${on}` : `${on}${other}`)
      // As a statement of its own, prefix and postfix do the same.
      if (above.at(-1)?.nodeType === 'ExpressionStatement') return
      yield replace(site, node, node['prefix'] === true ? `${on}${symbol}` : `${symbol}${on}`)
    }
    if (symbol === '-' || symbol === '~' || symbol === '!') yield replace(site, node, on)
    if (symbol === '-') yield replace(site, node, `~${on}`)
    if (symbol === '~') yield replace(site, node, `-${on}`)
  },
}

const literal: Operator = {
  name: 'literal',
  from: 'slither LIR, SBR (time units)',
  *propose(site) {
    const { node, source } = site
    if (node.nodeType !== 'Literal') return
    const text = source.of(node)
    if (node['kind'] === 'bool') yield replace(site, node, text === 'true' ? 'false' : 'true')
    if (node['kind'] === 'string' && text.length > 2) yield replace(site, node, '""')
    if (node['kind'] !== 'number') return
    if (typeOf(node) === 'address') return yield replace(site, node, 'address(0)')
    const plain = /^\d+$/.test(text) ? BigInt(text) : undefined
    const values =
      plain === undefined
        ? [`(${text} + 1)`, `(${text} - 1)`, '0', `(${text} * 10)`]
        : [plain + 1n, ...(plain > 0n ? [plain - 1n, 0n, plain * 10n] : [])].map(String)
    for (const value of values) yield replace(site, node, value)
    for (const [unit, other] of TIME_UNITS)
      if (node['subdenomination'] === unit) yield replace(site, node, text.replace(unit, other))
  },
}

const TIME_UNITS = [
  ['days', 'hours'],
  ['hours', 'minutes'],
  ['minutes', 'seconds'],
] as const

const swapOperands: Operator = {
  name: 'swap-operands',
  from: 'Gambit swap-arguments-operator',
  *propose(site) {
    const { node } = site
    const symbol = word(node, 'operator')
    if (node.nodeType !== 'BinaryOperation' || !['-', '/', '%', '**', ...SHIFT].includes(symbol)) return
    const [left, right] = sidesOf(node)
    yield replace(site, node, inPlace(site, `${operand(site, right)} ${symbol} ${operand(site, left)}`))
  },
}

/** One more or one less: where a loop starts, an index, a length, the value of a new variable. */
const offByOne: Operator = {
  name: 'off-by-one',
  from: 'slither MVIE, Gambit expression-value',
  *propose(site) {
    const { node } = site
    if (!isInteger(typeOf(node)) || !isPosition(site)) return
    for (const symbol of ['+', '-'])
      yield replace(site, node, inPlace(site, `${operand(site, node)} ${symbol} 1`))
  },
}

function isPosition({ node, above }: Site): boolean {
  const parent = above.at(-1)
  if (parent === undefined || node.nodeType === 'Literal') return false
  if (node.nodeType === 'MemberAccess' && word(node, 'memberName') === 'length') return true
  if (parent.nodeType === 'VariableDeclarationStatement') return parent['initialValue'] === node
  return parent.nodeType === 'IndexAccess' && parent['indexExpression'] === node
}

/** What the environment answers: another caller, another clock. */
const environment: Operator = {
  name: 'environment',
  from: 'slither SBR',
  *propose(site) {
    const { node, source } = site
    const other = ENVIRONMENT[source.of(node).replaceAll(/\s/g, '')]
    if (other !== undefined && ['MemberAccess', 'FunctionCall'].includes(node.nodeType))
      yield replace(site, node, other)
  },
}

const ENVIRONMENT: Readonly<Record<string, string>> = {
  'msg.sender': 'tx.origin',
  'block.timestamp': 'block.number',
  'address(this)': 'msg.sender',
}

const delegateCall: Operator = {
  name: 'delegate-call',
  from: 'Gambit elim-delegate, forge elim-delegate',
  *propose({ node, source }) {
    if (node.nodeType !== 'MemberAccess' || word(node, 'memberName') !== 'delegatecall') return
    const { end } = source.range(node)
    yield { start: end - 'delegatecall'.length, end, after: 'call' }
  },
}

/** The components of a tuple in another order. */
const swapComponents: Operator = {
  name: 'swap-components',
  from: 'Gambit swap-arguments-function',
  *propose(site) {
    const { node, source } = site
    if (node.nodeType !== 'TupleExpression') return
    const parts = list(node, 'components')
    for (const [index, left] of parts.entries())
      for (const right of parts.slice(index + 1)) {
        if (typeOf(left) !== typeOf(right) || source.of(left) === source.of(right)) continue
        const between = source.text.slice(source.range(left).end, source.range(right).start)
        yield {
          start: source.range(left).start,
          end: source.range(right).end,
          after: source.of(right) + between + source.of(left),
        }
      }
  },
}

export const EXPRESSION_OPERATORS: readonly Operator[] = [
  arithmetic,
  arithmeticCall,
  bitwise,
  shift,
  relational,
  logical,
  unary,
  literal,
  swapOperands,
  swapComponents,
  offByOne,
  environment,
  delegateCall,
]

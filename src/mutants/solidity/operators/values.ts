/** Operators on values that flow: assignments, first values, returned values, arguments. */
import { child, list, typeOf, walk, word, type AstNode } from '../ast.ts'
import { isFirstAssignment } from '../first-assignment.ts'
import {
  isCall,
  isInteger,
  operand,
  replace,
  simpleValues,
  valueType,
  type Operator,
  type Replacement,
  type Site,
} from '../operator.ts'

const assignment: Operator = {
  name: 'assignment',
  from: 'Gambit assignment, slither ASOR, forge assignment',
  *propose(site) {
    const { node, source } = site
    if (node.nodeType !== 'Assignment') return
    const [left, right] = [child(node, 'leftHandSide')!, child(node, 'rightHandSide')!]
    const symbol = word(node, 'operator')
    yield* otherValues(site, right)
    const isSum = isInteger(typeOf(left)) && ['=', '+=', '-='].includes(symbol)
    const others = isSum ? ['=', '+=', '-='] : symbol === '=' ? [] : ['=']
    const isIdle = (other: string): boolean => symbol === '=' && other === '+=' && isFirstAssignment(site)
    for (const other of others.filter((each) => each !== symbol)) {
      const replaced = replace(site, node, `${source.of(left)} ${other} ${source.of(right)}`)
      yield { ...replaced, isIdle: isIdle(other) }
    }
  },
}

const firstValue: Operator = {
  name: 'first-value',
  from: 'slither MVIV and MVIE',
  *propose(site) {
    const { node } = site
    const value =
      node.nodeType === 'VariableDeclarationStatement'
        ? child(node, 'initialValue')
        : node.nodeType === 'VariableDeclaration'
          ? child(node, 'value')
          : undefined
    if (value !== undefined) yield* otherValues(site, value)
  },
}

const returnedValue: Operator = {
  name: 'returned-value',
  from: 'Gambit expression-value, universalmutator',
  *propose(site) {
    const { node, source } = site
    const value = node.nodeType === 'Return' ? child(node, 'expression') : undefined
    if (value === undefined) return
    yield* otherValues(site, value)
    if (isInteger(typeOf(value))) yield replace(site, value, `${operand(site, value)} + 1`)
    if (typeOf(value) === 'bool') yield replace(site, value, `!(${source.of(value)})`)
  },
}

/** An expression replaced by the simple values of its type. A literal is replaced by another operator. */
function* otherValues(site: Site, value: AstNode): Iterable<Replacement> {
  if (value.nodeType === 'Literal') return
  for (const simple of simpleValues(typeOf(value)))
    if (simple !== site.source.of(value)) yield replace(site, value, simple)
}

const swapArguments: Operator = {
  name: 'swap-arguments',
  from: 'Gambit swap-arguments-function',
  *propose(site) {
    const { node, source } = site
    if (node.nodeType !== 'FunctionCall' || node['kind'] === 'typeConversion') return
    const given = list(node, 'arguments')
    for (const [index, first] of given.entries())
      for (const second of given.slice(index + 1)) {
        if (valueType(first) !== valueType(second) || source.of(first) === source.of(second)) continue
        const between = source.text.slice(source.range(first).end, source.range(second).start)
        yield {
          start: source.range(first).start,
          end: source.range(second).end,
          after: source.of(second) + between + source.of(first),
        }
      }
  },
}

/** An argument replaced by another variable of the function that has the same type. */
const otherArgument: Operator = {
  name: 'other-argument',
  from: 'Gambit function-call, universalmutator',
  *propose(site) {
    const { node, source } = site
    if (node.nodeType !== 'FunctionCall' || node['kind'] === 'typeConversion') return
    for (const given of list(node, 'arguments')) {
      if (given.nodeType !== 'Identifier' && given.nodeType !== 'MemberAccess') continue
      const alike = inScope(site).filter(({ type }) => type === valueType(given))
      for (const name of neighbours(alike, source.of(given))) yield replace(site, given, name)
    }
  },
}

interface Variable {
  readonly name: string
  readonly type: string
}

/**
 * The variables declared before and after one; the first two for what is none of them. All of them would be
 * a fifth of all mutants.
 */
function neighbours(variables: readonly Variable[], given: string): readonly string[] {
  const names = [...new Set(variables.map(({ name }) => name))]
  const index = names.indexOf(given)
  return index < 0 ? names.slice(0, 2) : names.filter((_name, at) => Math.abs(at - index) === 1)
}

/** Parameters, returned values and local variables of the function that are declared before the node. */
function inScope({ node, above, source }: Site): readonly Variable[] {
  const callable = above.find(({ nodeType }) => nodeType === 'FunctionDefinition')
  const declared: AstNode[] = []
  if (callable !== undefined)
    walk(callable, (each, path) => {
      const scope = path.findLast(({ nodeType }) =>
        ['FunctionDefinition', 'Block', 'UncheckedBlock', 'ForStatement'].includes(nodeType),
      )
      const isVisible = scope === callable || above.includes(scope!)
      const isBefore = source.range(each).end <= source.range(node).start
      if (each.nodeType === 'VariableDeclaration' && isVisible && isBefore) declared.push(each)
    })
  return declared
    .map((each) => ({ name: word(each, 'name'), type: valueType(each) }))
    .filter(({ name }) => name !== '')
}

/** A call replaced by one of its arguments, or by what it is called on. */
const callToArgument: Operator = {
  name: 'call-to-argument',
  from: 'Gambit function-call',
  *propose(site) {
    const { node, source } = site
    const type = typeOf(node)
    if (!isCall(node) || simpleValues(type).length === 0) return
    const called = child(node, 'expression')!
    const receiver = called.nodeType === 'MemberAccess' ? child(called, 'expression') : undefined
    for (const each of [...(receiver === undefined ? [] : [receiver]), ...list(node, 'arguments')])
      if (typeOf(each) === type) yield replace(site, node, source.of(each))
  },
}

export const VALUE_OPERATORS: readonly Operator[] = [
  assignment,
  firstValue,
  returnedValue,
  swapArguments,
  otherArgument,
  callToArgument,
]

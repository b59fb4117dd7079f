/**
 * Effects of a statement: what it reads, writes and does, to tell whether two neighbours can change places
 * without any difference.
 */
import { child, list, typeOf, walk, word, type AstNode } from './ast.ts'
import { isCall, requiredCondition } from './operator.ts'

interface Effects {
  /** Declarations of the variables that are named, and of those that are written. */
  readonly named: ReadonlySet<number>
  readonly written: ReadonlySet<number>
  /** A call that may change state, a jump, or what is not understood. */
  readonly acts: boolean
  readonly emits: boolean
  /** A revert with a reason of its own. Panics and errors of pure functions have no order that matters. */
  readonly reverts: boolean
}

/** Whether the order of two statements cannot be observed. False when in doubt. */
export function commute(one: AstNode, other: AstNode): boolean {
  const [a, b] = [effectsOf(one), effectsOf(other)]
  if (isEmptyDeclaration(one) || isEmptyDeclaration(other)) return true
  if (overlap(a.written, b.named) || overlap(b.written, a.named)) return false
  if ((a.emits && b.emits) || (a.reverts && b.reverts)) return false
  // What a call does is unknown: it may read what the other statement writes, or fail before it reverts.
  return !a.acts && !b.acts
}

function isEmptyDeclaration(statement: AstNode): boolean {
  return (
    statement.nodeType === 'VariableDeclarationStatement' && child(statement, 'initialValue') === undefined
  )
}

function overlap(some: ReadonlySet<number>, others: ReadonlySet<number>): boolean {
  return [...some].some((each) => others.has(each))
}

function effectsOf(statement: AstNode): Effects {
  const [named, written] = [new Set<number>(), new Set<number>()]
  let [acts, emits, reverts] = [false, false, false]
  walk(statement, (node, above) => {
    if (typeof node['referencedDeclaration'] === 'number') named.add(node['referencedDeclaration'])
    for (const target of targetsOf(node)) written.add(target)
    if (node.nodeType === 'EmitStatement') emits = true
    if (node.nodeType === 'RevertStatement' || requiredCondition(node) !== undefined) reverts = true
    if (['Return', 'Break', 'Continue', 'InlineAssembly'].includes(node.nodeType)) acts = true
    const isDeclared = ['EmitStatement', 'RevertStatement'].includes(above.at(-1)?.nodeType ?? '')
    if (isCall(node) && !isDeclared && requiredCondition(node) === undefined && !isReading(node)) acts = true
  })
  return { named, written, acts, emits, reverts }
}

/** Whether a call changes nothing that its statement does not name. */
function isReading(call: AstNode): boolean {
  const called = child(call, 'expression')!
  return / (pure|view)\b/.test(typeOf(called)) || isPush(called)
}

/** `push` and `pop` write to the array that they are called on. */
function isPush(called: AstNode): boolean {
  return (
    called.nodeType === 'MemberAccess' &&
    ['push', 'pop'].includes(word(called, 'memberName')) &&
    typeOf(child(called, 'expression')!).includes('[] storage')
  )
}

/** Declarations of the variables that a node itself writes: the base of an index, or the member. */
function targetsOf(node: AstNode): readonly number[] {
  if (node.nodeType === 'VariableDeclaration') return [node.id]
  if (isPush(node)) return basesOf(child(node, 'expression')!)
  if (node.nodeType === 'Assignment') return basesOf(child(node, 'leftHandSide')!)
  const isStep = node.nodeType === 'UnaryOperation' && ['++', '--', 'delete'].includes(word(node, 'operator'))
  return isStep ? basesOf(child(node, 'subExpression')!) : []
}

function basesOf(target: AstNode): readonly number[] {
  if (target.nodeType === 'TupleExpression') return list(target, 'components').flatMap(basesOf)
  // A member stands for itself: another member of the same struct is another variable.
  const inner = child(target, 'baseExpression')
  if (inner !== undefined) return basesOf(inner)
  const declaration = target['referencedDeclaration']
  return typeof declaration === 'number' ? [declaration] : []
}

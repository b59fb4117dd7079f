/** Operators on statements: deletion, order, jumps. */
import { list, walk, type AstNode } from '../ast.ts'
import { commute } from '../effects.ts'
import { replace, type Operator, type Site } from '../operator.ts'

/** Deletes statements of some kinds. Where the language needs a statement, an empty block stays. */
function deletion(name: string, from: string, ...kinds: readonly string[]): Operator {
  return {
    name,
    from,
    *propose({ node, above, source }) {
      if (!kinds.includes(node.nodeType)) return
      const isInBlock = ['Block', 'UncheckedBlock'].includes(above.at(-1)?.nodeType ?? '')
      yield { ...source.statement(node), after: isInBlock ? '' : '{}' }
    },
  }
}

const statementDeletion = deletion(
  'statement-deletion',
  'Gambit delete-expression, slither CR, forge delete',
  'ExpressionStatement',
  'Return',
  'Continue',
  'Break',
)
const eventDeletion = deletion('event-deletion', 'Gambit delete-expression, slither CR', 'EmitStatement')
const revertDeletion = deletion('revert-deletion', 'slither RR, forge require', 'RevertStatement')

const swapLines: Operator = {
  name: 'swap-lines',
  from: 'universalmutator, Gambit swap-lines',
  *propose({ node, source }) {
    if (node.nodeType !== 'Block' && node.nodeType !== 'UncheckedBlock') return
    const statements = list(node, 'statements')
    for (const [index, second] of statements.slice(1).entries()) {
      const first = statements[index]!
      if (isFinal(first) || isFinal(second)) continue
      if (uses(second, first) || commute(first, second)) continue
      const [one, other] = [source.statement(first), source.statement(second)]
      const between = source.text.slice(one.end, other.start)
      yield { start: one.start, end: other.end, after: source.cut(other) + between + source.cut(one) }
    }
  },
}

/** After these, nothing runs. */
function isFinal({ nodeType }: AstNode): boolean {
  return ['Return', 'RevertStatement', 'Continue', 'Break'].includes(nodeType)
}

/** Whether a statement names a variable that another one declares. */
function uses(statement: AstNode, declaring: AstNode): boolean {
  const declared = new Set(list(declaring, 'declarations').map(({ id }) => id))
  let found = false
  walk(statement, ({ referencedDeclaration }) => {
    if (typeof referencedDeclaration === 'number' && declared.has(referencedDeclaration)) found = true
  })
  return found
}

const jump: Operator = {
  name: 'jump',
  from: 'universalmutator',
  *propose(site: Site) {
    const { node } = site
    if (node.nodeType === 'Continue') yield replace(site, node, 'break')
    if (node.nodeType === 'Break') yield replace(site, node, 'continue')
  },
}

export const STATEMENT_OPERATORS: readonly Operator[] = [
  statementDeletion,
  eventDeletion,
  revertDeletion,
  swapLines,
  jump,
]

/** Operators on conditions and branches. */
import { child, type AstNode } from '../ast.ts'
import { conditionOf, replace, requiredCondition, type Operator } from '../operator.ts'

const negation: Operator = {
  name: 'negation',
  from: 'Gambit if-cond, slither MIA and MWA',
  *propose(site) {
    const condition = conditionOf(site.node)
    if (condition !== undefined) yield replace(site, condition, `!(${site.source.of(condition)})`)
  },
}

const condition: Operator = {
  name: 'condition',
  from: 'Gambit if-cond, slither MIA and MWA',
  *propose(site) {
    const found = requiredCondition(site.node) === undefined ? conditionOf(site.node) : undefined
    if (found !== undefined) for (const value of ['true', 'false']) yield replace(site, found, value)
  },
}

const requirement: Operator = {
  name: 'require',
  from: 'Gambit require, slither RR, forge require',
  *propose(site) {
    const required = requiredCondition(site.node)
    if (required !== undefined) for (const value of ['true', 'false']) yield replace(site, required, value)
  },
}

const branchSwap: Operator = {
  name: 'branch-swap',
  from: 'Gambit if-statement',
  *propose({ node, source }) {
    const [one, other] =
      node.nodeType === 'Conditional'
        ? [child(node, 'trueExpression'), child(node, 'falseExpression')]
        : node.nodeType === 'IfStatement'
          ? [child(node, 'trueBody'), child(node, 'falseBody')]
          : []
    if (one === undefined || other === undefined) return
    const [first, second] = [rangeOf(one), rangeOf(other)]
    const between = source.text.slice(first.end, second.start)
    yield { start: first.start, end: second.end, after: source.cut(second) + between + source.cut(first) }

    function rangeOf(part: AstNode): { readonly start: number; readonly end: number } {
      return node.nodeType === 'IfStatement' ? source.statement(part) : source.range(part)
    }
  },
}

export const CONDITION_OPERATORS: readonly Operator[] = [negation, condition, requirement, branchSwap]

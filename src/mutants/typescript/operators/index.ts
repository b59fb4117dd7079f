/** All operators, in the order in which they propose. */
import { arithmetic, bitwise, logical, operands, optional, relational, unary } from './expressions.ts'
import type { Operator } from './operator.ts'
import { args, assignment, method, statement } from './statements.ts'
import { condition, elements, literal, result, spread, variable } from './values.ts'

export const OPERATORS: readonly Operator[] = [
  arithmetic,
  relational,
  logical,
  bitwise,
  operands,
  unary,
  optional,
  condition,
  literal,
  result,
  variable,
  elements,
  spread,
  statement,
  method,
  args,
  assignment,
]

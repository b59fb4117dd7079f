/** All mutation operators of Solidity, in the order in which they propose. */
import type { Operator } from '../operator.ts'
import { CONDITION_OPERATORS } from './conditions.ts'
import { DECLARATION_OPERATORS } from './declarations.ts'
import { EXPRESSION_OPERATORS } from './expressions.ts'
import { STATEMENT_OPERATORS } from './statements.ts'
import { VALUE_OPERATORS } from './values.ts'

export const SOLIDITY_OPERATORS: readonly Operator[] = [
  ...EXPRESSION_OPERATORS,
  ...CONDITION_OPERATORS,
  ...STATEMENT_OPERATORS,
  ...VALUE_OPERATORS,
  ...DECLARATION_OPERATORS,
]

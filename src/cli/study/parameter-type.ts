/**
 * Types of parameters as columns of data files.
 */
import type { Parameter } from '../../sim/definition/parameter.ts'
import { BOOLEAN, DATE, DECIMAL, INTEGER, TEXT, type ColumnType } from '../../report/dictionary/type.ts'

/** Type of the column `parameter_NAME`. */
export function parameterType({ kind }: Pick<Parameter, 'kind'>): ColumnType {
  switch (kind) {
    case 'integer':
      return INTEGER
    case 'amount':
    case 'percent':
    case 'decimal':
      return DECIMAL
    case 'date':
      return DATE
    case 'boolean':
      return BOOLEAN
    case 'choice':
    case 'prices':
    case 'history':
    case 'snapshot':
      return TEXT
  }
}

/** Block counter: is shown every code before it runs, and may count the executions of its blocks. */
import type { Code } from './code.ts'

export interface BlockCounter {
  /** Called before each run of a call's code. */
  deployed(code: Code): void
  /** Called before each run of a creation's code, to which the constructor's arguments are appended. */
  creation(code: Code): void
}

/**
 * Reverts: the only way in which an action may fail.
 *
 * A transition throws a revert, which discards all of its effects. `surface/apply.ts` turns the revert into a
 * value (`Outcome`). There is one class per reason. The lockstep compares the class's `code` with the
 * chain's. Any other error that a transition throws is a bug.
 */
export abstract class Revert extends Error {
  /** Stable identifier of the reason, as listed in `docs/reference/mechanism.md`. */
  abstract readonly code: string

  /** Without a stack trace, which costs more than the action: a revert is an outcome, not a bug. */
  constructor() {
    const { stackTraceLimit } = Error
    Error.stackTraceLimit = 0
    super()
    Error.stackTraceLimit = stackTraceLimit
  }
}

/** uint256 overflow or underflow: Solidity's `Panic(0x11)`. */
export class ArithmeticPanic extends Revert {
  readonly code = 'Panic(0x11)'
}

/** Division by zero: Solidity's `Panic(0x12)`. */
export class DivisionPanic extends Revert {
  readonly code = 'Panic(0x12)'
}

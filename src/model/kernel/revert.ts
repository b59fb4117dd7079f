/**
 * Refusals: the one way in which an action may fail.
 *
 * A refusal is thrown inside a transition, so that nothing of the transition survives, and becomes a value at the
 * economy's edge (`Outcome`). One class per reason; the class's `code` is what both sides of the lockstep compare.
 * Any other error that escapes a transition is a bug.
 */
export abstract class Revert extends Error {
  /** Stable identifier of the reason, as in `docs/reference/mechanism.md`. */
  abstract readonly code: string
}

/** uint256 arithmetic left its range: Solidity's `Panic(0x11)`. */
export class ArithmeticPanic extends Revert {
  readonly code = 'Panic(0x11)'
}

/** Division by zero: Solidity's `Panic(0x12)`. */
export class DivisionPanic extends Revert {
  readonly code = 'Panic(0x12)'
}

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
}

/** uint256 overflow or underflow: Solidity's `Panic(0x11)`. */
export class ArithmeticPanic extends Revert {
  readonly code = 'Panic(0x11)'
}

/** Division by zero: Solidity's `Panic(0x12)`. */
export class DivisionPanic extends Revert {
  readonly code = 'Panic(0x12)'
}

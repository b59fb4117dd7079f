/**
 * Call trace: the calls of one message, and which branch of which code made it fail.
 *
 * The branch is the last conditional jump before the failure: of a check, or of an arithmetic helper of the
 * compiler. A failure that a caller handles is none; one that it passes on, with the same data, is its
 * callee's.
 */
import type { Address } from './address.ts'
import type { Code } from './code.ts'
import type { Frame } from './frame.ts'
import { Op } from './opcodes.ts'

export interface TracedCall {
  /** 0 for the message itself. */
  readonly depth: number
  readonly caller: Address
  /** Whose storage it uses. */
  readonly self: Address
  /** Whose code it runs. */
  readonly code: Address
  readonly input: Uint8Array
  readonly isStatic: boolean
}

export interface Failure {
  /** Whose code fails. */
  readonly code: Address
  /** Byte offset after the conditional jump; 0 if there is none. */
  readonly branch: number
}

export class CallTrace {
  readonly calls: TracedCall[] = []
  private failed: (Failure & { readonly depth: number; readonly output: Uint8Array }) | undefined
  private readonly counted = new Set<Code>()

  /** Before the code of a call runs. */
  entered(frame: Frame, caller: Address, self: Address, code: Address): void {
    frame.trail = []
    if (frame.code.counts === undefined) {
      frame.code.count(new Float64Array())
      this.counted.add(frame.code)
    }
    const { depth, input, isStatic } = frame
    this.calls.push({ depth, caller, self, code, input, isStatic })
  }

  /** After a call has failed. */
  fails(frame: Frame, code: Address): void {
    const { depth, output, trail } = frame
    const inner = this.failed
    const isPassedOn = inner?.depth === depth + 1 && Buffer.compare(inner.output, output) === 0
    this.failed = isPassedOn
      ? { ...inner, depth }
      : { code, branch: branchOf(frame.code, trail ?? []), depth, output: output.slice() }
  }

  /** Why the message failed; to be asked if it has. Codes run without a trace again. */
  end(): Failure | undefined {
    for (const code of this.counted) code.uncount()
    if (this.failed === undefined) return undefined
    const { code, branch } = this.failed
    return { code, branch }
  }
}

/** Where the last conditional jump of the blocks ends that a frame has run. */
function branchOf(code: Code, trail: readonly number[]): number {
  for (const block of trail.toReversed()) {
    const end = code.blocks[block + 1]?.from ?? code.bytes.length
    if (code.bytes[end - 1] === Op.JUMPI) return end
  }
  return 0
}

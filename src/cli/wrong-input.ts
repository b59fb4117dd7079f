/**
 * Wrong input: what somebody asked for cannot be, and nothing was done. Exit code 2.
 */
export interface Complaint {
  /** What would have been right: `a whole number from 1 to 36500 for --days`. */
  readonly expected: string
  readonly got: string
  /** What to do now; a sentence. */
  readonly advice: string
}

export class WrongInput extends Error {
  override readonly name: string = 'WrongInput'
  constructor(complaint: Complaint | string) {
    super(
      typeof complaint === 'string'
        ? complaint
        : `expected ${complaint.expected}; got ${complaint.got}.\n${complaint.advice}`,
    )
  }
}

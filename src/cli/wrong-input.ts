/**
 * Wrong input: an invalid request of the user. Nothing was written. Exit code 2.
 */
export interface InputError {
  /** Valid input, such as `an integer from 1 to 36500 for --days`. */
  readonly expected: string
  readonly got: string
  /** What to do: one or more sentences. */
  readonly advice: string
}

/** Wrong input of a user: what was expected, what came, and what to do. Commands end with exit code 2. */
export class WrongInput extends Error {
  override readonly name: string = 'WrongInput'
  constructor(error: InputError | string) {
    super(
      typeof error === 'string' ? error : `expected ${error.expected}; got ${error.got}.\n${error.advice}`,
    )
  }
}

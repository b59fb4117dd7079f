/**
 * The program uses a feature that the machine lacks, or on which the reference is known to differ from the
 * chain.
 */
export class Unsupported extends Error {
  override readonly name = 'Unsupported'
  constructor(what: string) {
    super(`The machine does not support ${what}. The message had no effect.`)
  }
}

/** The program does something that this machine does not do, or that it and the reference are known to do differently. */
export class Unsupported extends Error {
  override readonly name = 'Unsupported'
  constructor(what: string) {
    super(`The machine does not support ${what}. Nothing of the message was kept.`)
  }
}

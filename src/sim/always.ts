/** placeholder until model invariants land */
export interface Invariant {
  readonly name: string
  readonly statement: string
}

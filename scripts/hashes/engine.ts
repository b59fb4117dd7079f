/**
 * Engine: a JavaScript engine that runs scenarios with the package's module for browsers, and hashes the
 * results.
 */
import { scenarios } from '../../src/scenarios/index.ts'

/** A scenario with default parameters, seed 1 and path 0. */
export interface Asked {
  readonly name: string
  readonly days: number
}

export interface Hashed extends Asked {
  /** SHA-256 of the result in hexadecimal. */
  readonly hash: string
  /** Wall-clock time of the run with its hash. */
  readonly seconds: number
}

export interface Hashes {
  /** Version of the engine, as it tells it. */
  readonly version: string
  readonly hashed: readonly Hashed[]
}

export interface Engine {
  readonly name: string
  /** Runs scenarios one after the other. `library` is the text of the module. */
  readonly hashes: (library: string, asked: readonly Asked[]) => Promise<Hashes>
}

/** All scenarios with their own days. */
export const ALL: readonly Asked[] = scenarios.map(({ name, days }) => ({ name, days }))

/** JavaScript function from the module and a scenario to {@link Hashed}, the same in all engines. */
export const HASHED = `({ resultHash, runScenario, scenarios }, { name, days }) => {
  const start = performance.now()
  const scenario = scenarios.find((each) => each.name === name)
  const hash = resultHash(runScenario(scenario, { seed: 1n, days }))
  return { name, days, hash, seconds: (performance.now() - start) / 1000 }
}`

/**
 * `amt-lab`: runs a scenario, verifies it on the compiled contracts, publishes its report; and the commands,
 * for a lab of your own scenarios.
 *
 * The parts have entries of their own: `amt-lab/model`, `/statistics`, `/sim`, `/scenarios`, `/evm`,
 * `/lockstep` and `/report`.
 */
export { simulate } from './cli/commands/simulate.ts'
export { study } from './cli/commands/study.ts'
export { verifyAll } from './cli/commands/verify.ts'
export { lab, verify, type Lab } from './cli/lab.ts'
export { bindPriceFiles, readPriceFile, WrongPriceFile } from './cli/price-files.ts'
export { runCommand } from './cli/process.ts'
export { runLab } from './cli/run-lab.ts'
export { publish, reportFiles, type Publication } from './cli/publish.ts'
export { WrongInput } from './cli/wrong-input.ts'
export { resultHash } from './report/hash.ts'
export { type Verification } from './report/manifest.ts'
export { scenarios } from './scenarios/index.ts'
export { runScenario, type RunOptions } from './sim/run.ts'

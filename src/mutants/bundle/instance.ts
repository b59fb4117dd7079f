/**
 * Instance: the bundle evaluated once, with one mutant active or none.
 *
 * Every instance has modules of its own, so that nothing that a mutant leaves in them reaches another one. It
 * costs a few milliseconds, since modules are evaluated when a test first needs them.
 */
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { compileFunction } from 'node:vm'
import { projectRoot } from '../../evm/compile/root.ts'
import { ACTIVE, ROUND } from '../typescript/schemata.ts'
import { testModule } from './test-module.ts'
import { testsOf, type CollectedTest } from './collected.ts'

/** No mutant has this number. */
export const NONE = -1

/** What is written down about the mutants that are executed while none is active. */
export interface Executions {
  /** By number: 1 if the expression or statement of the mutant was executed. */
  readonly hits: Uint8Array
  /** Executions of mutated expressions and statements, and rounds of loops. */
  work: number
}

/** Rounds of loops. */
export interface Rounds {
  readonly all: number
  /** The most of one loop, with no round of another loop between. */
  readonly inOne: number
}

export const UNLIMITED: Rounds = { all: Infinity, inOne: Infinity }

interface Evaluated {
  readonly files: Readonly<Record<string, () => unknown>>
  readonly limit: (most: Rounds) => Rounds
}

type Evaluate = (first: number, require: NodeJS.Require, module: object, executions?: Executions) => Evaluated

/** Compiles a bundle, and makes instances of it. */
export class Evaluator {
  private readonly plain: Evaluate
  private recording: Evaluate | undefined
  private readonly code: string
  private readonly titles: RegExp | undefined

  /** @param titles of the tests to run. @default all */
  constructor(code: string, titles?: string) {
    this.code = code
    this.plain = compiled(code)
    this.titles = titles === undefined ? undefined : new RegExp(titles)
  }

  /** @param number the mutant's position in the list that the bundle was built with. */
  with(number: number): Instance {
    return new Instance(this.plain(number, REQUIRE, { exports: {} }), this.titles)
  }

  /** An instance without a mutant, which writes down what it executes. */
  record(executions: Executions): Instance {
    // The bundler writes 6000 as 6e3.
    const selects = new RegExp(`\\${ACTIVE} === (\\d+(?:e\\d+)?)`, 'g')
    this.recording ??= compiled(this.code.replaceAll(selects, '$hit($1)'))
    return new Instance(this.recording(NONE, REQUIRE, { exports: {} }, executions), this.titles)
  }
}

export class Instance {
  private readonly evaluated: Evaluated
  private readonly titles: RegExp | undefined
  private readonly loaded = new Map<string, Promise<readonly CollectedTest[]>>()

  constructor(evaluated: Evaluated, titles: RegExp | undefined) {
    this.evaluated = evaluated
    this.titles = titles
  }

  /**
   * The tests of a file, which is loaded at the first call.
   *
   * @throws what the file throws.
   */
  testsOf(file: string): Promise<readonly CollectedTest[]> {
    const known = this.loaded.get(file)
    if (known !== undefined) return known
    const load = this.evaluated.files[file]
    if (load === undefined) throw new Error(`expected a test file of the bundle, got ${file}`)
    const tests = testsOf(file, load, this.titles)
    this.loaded.set(file, tests)
    return tests
  }

  /** Sets the most rounds of loops from now on, and returns those since the last call. */
  limit(most: Rounds): Rounds {
    return this.evaluated.limit(most)
  }
}

function compiled(code: string): Evaluate {
  const body = `let ${ACTIVE} = $first, $rounds = 0, $inOne = 0, $mostInOne = 0, $loop
let $limit = { all: Infinity, inOne: Infinity }
function ${ROUND}(loop) {
  if ($executions !== undefined) $executions.work++
  if (loop !== $loop) { $loop = loop; $inOne = 0 }
  if (++$inOne > $mostInOne) $mostInOne = $inOne
  if (++$rounds > $limit.all || $inOne > $limit.inOne) throw new Error('a loop does not end')
}
function $hit(number) { $executions.hits[number] = 1; $executions.work++; return false }
function $restart(limit) {
  const rounds = { all: $rounds, inOne: $mostInOne }
  $rounds = $inOne = $mostInOne = 0
  $limit = limit
  return rounds
}
${code}
return { files: module.exports.files, limit: $restart }`
  const evaluate = compileFunction(body, ['$first', 'require', 'module', 'exports', '$executions'])
  return (first, require, module: { exports?: object }, executions) =>
    evaluate(first, require, module, module.exports, executions) as Evaluated
}

const fromRoot = createRequire(join(projectRoot, 'package.json'))

/** Packages are shared by all instances, and `vitest` is replaced. */
const REQUIRE: NodeJS.Require = Object.assign(
  (name: string): unknown => (name === 'vitest' ? testModule() : fromRoot(name)),
  fromRoot,
)

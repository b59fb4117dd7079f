/**
 * Bytecode mutants: a build with one instruction of its own deployed code replaced.
 *
 * They need no source. Calls of a function are recorded on the build itself; of the instructions that they
 * execute, one is replaced by its opposite, such as DIV by MUL. A mutant is kept if it changes the outcome of
 * a recorded call on the chain alone: the comparison that should notice it has no part in the choice.
 */
import { isDeepStrictEqual } from 'node:util'
import * as fc from 'fast-check'
import type { Build } from '../../evm/build.ts'
import { Executed } from '../../evm/coverage/executed.ts'
import { fromHex, toHex } from '../../evm/machine/hex.ts'
import { Op } from '../../evm/machine/opcodes.ts'
import type { Role } from '../../evm/roles.ts'
import { isWait, type Action } from '../../model/interface/action.ts'
import type { FunctionName } from '../../model/interface/functions.ts'
import type { Outcome } from '../../model/interface/outcome.ts'
import { deployedChainOf } from '../compare/deployed-chain.ts'
import type { CorpusEntry } from '../corpus/entry.ts'

export interface BytecodeMutant {
  /** What is replaced where, such as `byte 1234 of Master: MUL for DIV`. */
  readonly name: string
  readonly build: Build
}

export interface BytecodeMutants {
  readonly mutants: readonly BytecodeMutant[]
  /** In which the function goes through on the unchanged build. */
  readonly sequences: readonly CorpusEntry[]
}

/** A function of a role whose instructions are changed. */
export type RoleFunction = Extract<FunctionName, `${Role}.${string}`>

/** A sequence in which the function goes through, and the outcomes of all its actions. */
interface Recorded {
  readonly entry: CorpusEntry
  readonly outcomes: readonly Answer[]
}

/** The outcome of an action; undefined if it cannot be decoded, or the build lacks the function. */
type Answer = Outcome | undefined

type OpName = keyof typeof Op

const OPPOSITES: readonly (readonly [OpName, OpName])[] = [
  ['MUL', 'DIV'],
  ['ADD', 'SUB'],
  ['LT', 'GT'],
  ['SLT', 'SGT'],
]

const REPLACED: ReadonlyMap<number, readonly [from: OpName, to: OpName]> = new Map(
  OPPOSITES.flatMap(([one, other]) => [
    [Op[one], [one, other] as const],
    [Op[other], [other, one] as const],
  ]),
)

/** Sequences in which the function goes through. */
const SEQUENCES = 3
/** Instructions that are tried. */
const TRIES = 16

/**
 * The mutants of a function that change the outcome of a recorded call, those first with which the fewest
 * actions revert. None if the function goes through in none of the sequences.
 *
 * @param seed of the order in which instructions are tried.
 */
export function bytecodeMutants(
  build: Build,
  fn: RoleFunction,
  corpus: readonly CorpusEntry[],
  seed: number,
): BytecodeMutants {
  const [role] = fn.split('.') as [Role]
  const { recorded, code, offsets } = record(build, fn, role, corpus)
  const creation = fromHex(build[role].bytecode)
  const start = startOf(code, creation)
  const known = offsets.filter((offset) => REPLACED.has(code[offset]!))
  const sequences = recorded.map(({ entry }) => entry)
  if (start === undefined || known.length === 0) return { mutants: [], sequences }
  const all = { minLength: known.length, maxLength: known.length }
  const [order] = fc.sample(fc.shuffledSubarray(known, all), { seed, numRuns: 1 })
  const tried = order!.slice(0, TRIES).flatMap((offset) => {
    const [from, to] = REPLACED.get(code[offset]!)!
    const bytes = creation.slice()
    bytes[start + offset] = Op[to]
    const mutated: Build = { ...build, [role]: { ...build[role], bytecode: toHex(bytes) } }
    const damage = damageOf(mutated, fn, recorded)
    const name = `byte ${offset} of ${build[role].contract}: ${to} for ${from}`
    return damage === undefined ? [] : [{ mutant: { name, build: mutated }, damage }]
  })
  const mutants = tried.toSorted((one, other) => one.damage - other.damage).map(({ mutant }) => mutant)
  return { mutants, sequences }
}

/** Runs the shortest sequences on the build, and notes which instructions the function's calls execute. */
function record(
  build: Build,
  fn: RoleFunction,
  role: Role,
  corpus: readonly CorpusEntry[],
): {
  readonly recorded: readonly Recorded[]
  readonly code: Uint8Array
  readonly offsets: readonly number[]
} {
  const counter = new Executed()
  const counted: Build = { ...build, counter }
  const recorded: Recorded[] = []
  const executed = new Set<number>()
  let code: Uint8Array = new Uint8Array()
  for (const entry of sequencesWith(fn, corpus)) {
    if (recorded.length === SEQUENCES) break
    const { chain } = deployedChainOf(counted, entry.amtSorts)
    code = chain.codeAt(role)
    const outcomes = outcomesOf(counted, fn, entry, {
      before: () => counter.clear(),
      after: (outcome) => {
        if (outcome?.ok === true) for (const offset of counter.offsets(code)) executed.add(offset)
      },
    })
    if (outcomes.some((outcome, at) => outcome?.ok === true && isCallOf(fn, entry.actions[at]!)))
      recorded.push({ entry, outcomes })
  }
  counter.stop()
  return { recorded, code, offsets: [...executed].toSorted((one, other) => one - other) }
}

/** The sequences of the corpus that call a function, the shortest first. */
function sequencesWith(fn: RoleFunction, corpus: readonly CorpusEntry[]): readonly CorpusEntry[] {
  return corpus
    .filter(({ actions }) => actions.some((action) => isCallOf(fn, action)))
    .toSorted((one, other) => one.actions.length - other.actions.length)
}

interface Around {
  readonly before: () => void
  readonly after: (outcome: Answer) => void
}

/** What the actions of a sequence come to on the chain alone; `around` is called for those of a function. */
function outcomesOf(build: Build, fn: RoleFunction, entry: CorpusEntry, around?: Around): readonly Answer[] {
  const { chain, start } = deployedChainOf(build, entry.amtSorts)
  chain.rewind(start)
  return entry.actions.map((action) => {
    if (!isWait(action) && build.lacks?.includes(action.call) === true) return undefined
    const isOwn = isCallOf(fn, action)
    if (isOwn) around?.before()
    const outcome = attempt(() => chain.apply(action))
    if (isOwn) around?.after(outcome)
    return outcome
  })
}

function isCallOf(fn: RoleFunction, action: Action): boolean {
  return !isWait(action) && action.call === fn
}

/**
 * How many actions of the sequences a mutant makes revert; undefined if it changes the outcome of none of the
 * function's calls, or cannot be deployed.
 */
function damageOf(mutated: Build, fn: RoleFunction, recorded: readonly Recorded[]): number | undefined {
  let [reverted, changed] = [0, 0]
  for (const { entry, outcomes } of recorded) {
    const mutants = attempt(() => outcomesOf(mutated, fn, entry))
    if (mutants === undefined) return undefined
    for (const [index, outcome] of outcomes.entries()) {
      const other = mutants[index]
      if (isDeepStrictEqual(outcome, other)) continue
      if (outcome?.ok === true && other?.ok !== true) reverted++
      if (isCallOf(fn, entry.actions[index]!)) changed++
    }
  }
  return changed === 0 ? undefined : reverted
}

/** Bytes by which a runtime code is looked for in the code that creates it. */
const WINDOW = 48

/**
 * Where the creation code has the runtime code, which may differ from it in immutables; undefined if it is
 * not there as it is.
 */
function startOf(runtime: Uint8Array, creation: Uint8Array): number | undefined {
  const whole = Buffer.from(creation)
  for (let from = 0; from + WINDOW <= runtime.length; from += WINDOW) {
    const part = runtime.subarray(from, from + WINDOW)
    const at = whole.indexOf(part)
    if (at >= from && whole.lastIndexOf(part) === at) return at - from
  }
  return undefined
}

function attempt<T>(act: () => T): T | undefined {
  try {
    return act()
  } catch (error) {
    if (!(error instanceof Error)) throw error
    return undefined
  }
}

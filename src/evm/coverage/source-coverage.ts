/**
 * Source coverage: how often each function, line and branch of each source was executed, from block counts.
 *
 * Code that several contracts contain, such as that of a base contract, counts once per source, with the sum.
 * What is in no contract's code is not counted at all, such as a library function that nothing calls.
 */
import type { SourceUnit } from '../compile/compile.ts'
import { Op } from '../machine/opcodes.ts'
import type { Counts, CountedCode } from './block-counts.ts'
import { instructionsOf, type Instruction } from './instruction.ts'
import type { MappedBuild } from './mapped-build.ts'
import {
  pointsOf,
  type BranchKind,
  type BranchPoint,
  type Points,
  type Range,
  type StatementPoint,
} from './points.ts'

/** Functions, lines and branches of one source that were reached. */
export interface SourceCoverage {
  /** Source unit name, such as `contracts/Master.sol`. */
  readonly unit: string
  /** The source as it was compiled. */
  readonly text: string
  readonly functions: readonly FunctionCoverage[]
  /** Lines on which a statement starts, ascending; of several statements, the most executed one counts. */
  readonly lines: readonly LineCoverage[]
  readonly branches: readonly BranchCoverage[]
}

export interface FunctionCoverage {
  /** `Contract.function`. */
  readonly name: string
  /** From 1. */
  readonly line: number
  readonly hits: number
}

export interface LineCoverage {
  readonly line: number
  readonly hits: number
}

export interface BranchCoverage {
  readonly line: number
  readonly kind: BranchKind
  /** What is decided on, as one line of source. */
  readonly condition: string
  /** How often it was true, and false. */
  readonly whenTrue: number
  readonly whenFalse: number
}

/** The coverage of every source with code in the build, by name. */
export function sourceCoverage(mapped: MappedBuild, counts: Counts): readonly SourceCoverage[] {
  const tallies = new Map<string, UnitTally>()
  for (const compilation of mapped.compilations) {
    const units = new Map<number, UnitTally>()
    for (const [id, unit] of Object.entries(compilation.units!)) {
      const tally = tallies.get(unit.name) ?? new UnitTally(unit)
      tallies.set(unit.name, tally)
      units.set(Number(id), tally)
    }
    for (const [index, counted] of mapped.counts.codes.entries())
      if (compilation.artifacts.includes(counted.artifact)) addCode(units, counted, counts[index]!)
  }
  return [...tallies.values()]
    .map((tally) => tally.coverage())
    .filter(({ functions, lines }) => functions.length + lines.length > 0)
    .toSorted((one, other) => (one.unit < other.unit ? -1 : 1))
}

function addCode(
  units: ReadonlyMap<number, UnitTally>,
  { artifact, kind, code }: CountedCode,
  counts: Float64Array,
): void {
  for (const tally of units.values()) tally.startCode()
  let current: StatementPoint | undefined
  for (const instruction of instructionsOf(code, artifact.sourceMaps![kind]))
    current = units.get(instruction.unit)?.add(instruction, counts, current) ?? current
  for (const tally of units.values()) tally.endCode()
}

/** The counts of one source, summed over codes. */
class UnitTally {
  private readonly unit: SourceUnit
  private readonly points: Points
  private readonly functions: Tally
  private readonly statements: Tally
  /** By branch: executions of its jump, and of the block after it, which runs if there is no jump. */
  private readonly branches = new Map<BranchPoint, { jumped: number; passed: number }>()
  private readonly functionAt: ReadonlyMap<string, number>
  private readonly branchAt: ReadonlyMap<string, BranchPoint>

  constructor(unit: SourceUnit) {
    this.unit = unit
    this.points = pointsOf(unit)
    this.functions = new Tally(this.points.functions.length)
    this.statements = new Tally(this.points.statements.length)
    this.functionAt = new Map(this.points.functions.map((point, index) => [placeOf(point), index]))
    this.branchAt = new Map(this.points.branches.map((point) => [placeOf(point), point]))
  }

  startCode(): void {
    this.functions.start()
    this.statements.start()
  }

  /** Adds an instruction, and returns its statement. `current` is that of the instructions before. */
  add(
    instruction: Instruction,
    counts: Float64Array,
    current: StatementPoint | undefined,
  ): StatementPoint | undefined {
    const { op, block } = instruction
    const count = block === undefined ? 0 : counts[block]!
    const place = placeOf(instruction)
    // The entry of a function, and what the compiler adds around its body; none runs more often than the
    // entry.
    const fn = this.functionAt.get(place)
    if (fn !== undefined) this.functions.most(fn, count)
    const index = this.statementAt(instruction)
    const statement = index === undefined ? undefined : this.points.statements[index]!
    if (index !== undefined) {
      if (statement!.copied && statement !== current) this.statements.next(index)
      this.statements.most(index, count)
    }
    const branch = op === Op.JUMPI ? this.branchAt.get(place) : undefined
    if (branch === undefined || block === undefined) return statement
    const known = this.branches.get(branch) ?? { jumped: 0, passed: 0 }
    const passed = counts[block + 1]!
    this.branches.set(branch, { jumped: known.jumped + count - passed, passed: known.passed + passed })
    return statement
  }

  endCode(): void {
    this.functions.end()
    this.statements.end()
  }

  coverage(): SourceCoverage {
    const { unit, points, functions, statements, branches } = this
    const bytes = Buffer.from(unit.text)
    const lineOf = lineFinder(bytes)
    const lines = new Map<number, number>()
    for (const [index, hits] of statements.sums.entries()) {
      if (hits === undefined) continue
      const line = lineOf(points.statements[index]!.start)
      lines.set(line, Math.max(hits, lines.get(line) ?? 0))
    }
    return {
      unit: unit.name,
      text: unit.text,
      functions: points.functions.flatMap(({ name, start }, index) => {
        const hits = functions.sums[index]
        return hits === undefined ? [] : [{ name, line: lineOf(start), hits }]
      }),
      lines: [...lines].map(([line, hits]) => ({ line, hits })).toSorted((a, b) => a.line - b.line),
      branches: points.branches.flatMap((point) => {
        const counted = branches.get(point)
        if (counted === undefined) return []
        const { start, length } = point.condition
        const condition = bytes
          .subarray(start, start + length)
          .toString()
          .replaceAll(/\s+/g, ' ')
        return [{ line: lineOf(start), kind: point.kind, condition, ...outcomes(point.kind, counted) }]
      }),
    }
  }

  /** Index of the statement that contains the range. */
  private statementAt({ start, length }: Range): number | undefined {
    const { statements } = this.points
    let [low, high] = [0, statements.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (statements[middle]!.start <= start) low = middle + 1
      else high = middle
    }
    const found = statements[low - 1]
    return found !== undefined && start + length <= found.start + found.length ? low - 1 : undefined
  }
}

/**
 * Sums over codes of the executions of points; a code without a point adds nothing to it. A point's
 * executions in one code are those of its most executed block, since its parts may be skipped.
 */
class Tally {
  readonly sums: (number | undefined)[]
  private here: (number | undefined)[] = []

  constructor(points: number) {
    this.sums = Array.from({ length: points }, () => undefined)
  }

  start(): void {
    this.here = []
  }

  most(point: number, count: number): void {
    this.here[point] = Math.max(this.here[point] ?? 0, count)
  }

  /** Starts another copy of the point in the same code. */
  next(point: number): void {
    const count = this.here[point]
    if (count === undefined) return
    this.sums[point] = (this.sums[point] ?? 0) + count
    this.here[point] = 0
  }

  end(): void {
    for (const [point, count] of this.here.entries())
      if (count !== undefined) this.sums[point] = (this.sums[point] ?? 0) + count
  }
}

/** The compiler jumps over what a false `if` skips, out of a loop, and to the first part of a choice. */
function outcomes(
  kind: BranchKind,
  { jumped, passed }: { readonly jumped: number; readonly passed: number },
): { readonly whenTrue: number; readonly whenFalse: number } {
  const jumpsIfTrue = kind === 'choice' || kind === 'or' || kind === 'require'
  return jumpsIfTrue ? { whenTrue: jumped, whenFalse: passed } : { whenTrue: passed, whenFalse: jumped }
}

function placeOf({ start, length }: Range): string {
  return `${start}:${length}`
}

/** Line, from 1, of a byte. */
function lineFinder(bytes: Uint8Array): (at: number) => number {
  const starts = [0]
  for (const [index, byte] of bytes.entries()) if (byte === 10) starts.push(index + 1)
  return (at) => {
    let [low, high] = [0, starts.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (starts[middle]! <= at) low = middle + 1
      else high = middle
    }
    return low
  }
}

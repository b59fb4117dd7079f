/**
 * Type check: which proposals leave the project type-correct.
 *
 * One proposal after the other costs a message and a check of a whole file each. So the text of a source is
 * followed by one renamed copy of the changed declaration for each of its proposals, and all are checked at
 * once. A copy says all about a declaration whose type is written down. Where the type is inferred, the copy
 * must also have the original's type; otherwise, and for other statements, the source is replaced and
 * checked with everything that imports it.
 *
 * Unused names are not errors here: they are a matter of style, and change nothing at run time.
 */
import {
  isClassDeclaration,
  isFunctionDeclaration,
  isIdentifier,
  isVariableStatement,
  type Node,
  type SourceFile,
} from 'typescript/unstable/ast'
import { NodeBuilderFlags, type Diagnostic } from 'typescript/unstable/sync'
import type { Proposal } from '../generated-mutant.ts'
import { answered, type TypeScriptProject } from './project.ts'

/** Declared, but never used: a variable, all imports, a type parameter, all destructured names. */
export const UNUSED: ReadonlySet<number> = new Set([6133, 6192, 6196, 6198, 6199, 6205])

/** The proposals that are type-correct, in order. */
export function typeCorrect<P extends Proposal>(
  project: TypeScriptProject,
  source: string,
  proposals: readonly P[],
  importersOf: (source: string) => readonly string[],
): readonly P[] {
  const file = project.treeOf(source)
  const copies = proposals.map((proposal) => copyOf(file, proposal))
  const verdicts = checkCopies(project, source, file.text, copies)
  return proposals.filter((proposal, index) => {
    const verdict = verdicts[index]!
    return verdict === 'unknown' ? fits(project, source, file.text, proposal, importersOf) : verdict
  })
}

/** A changed declaration under another name. */
interface Copy {
  readonly text: string
  /** Offset of the new name in the text. */
  readonly named: number
  /** Offset of the original's name in the source. */
  readonly original: number
  /** Whether the type is inferred, and has to be compared. */
  readonly infers: boolean
}

function copyOf(file: SourceFile, proposal: Proposal): Copy | undefined {
  const statement = statementAround(file, proposal)
  const name = nameOf(statement)
  if (name === undefined) return undefined
  const start = statement.getStart(file)
  const [at, end] = [name.getStart(file), name.end]
  if (proposal.start < end) return undefined
  const prefix = file.text.slice(start, at)
  const kept = prefix.replace(/^export /, '')
  const changed =
    file.text.slice(end, proposal.start) + proposal.after + file.text.slice(proposal.end, statement.end)
  return {
    text: `${kept}${name.getText(file)}$copy${changed}`,
    named: kept.length,
    original: at,
    infers: inferred(statement),
  }
}

/** The statement of the module that holds a proposal. */
export function statementAround(file: SourceFile, { start, end }: Proposal): Node {
  return file.statements.find((each) => each.getStart(file) <= start && end <= each.end) ?? file
}

function nameOf(statement: Node): Node | undefined {
  if (isFunctionDeclaration(statement) || isClassDeclaration(statement)) return statement.name
  if (!isVariableStatement(statement)) return undefined
  const [declaration, ...others] = statement.declarationList.declarations
  if (declaration === undefined || others.length > 0) return undefined
  return isIdentifier(declaration.name) ? declaration.name : undefined
}

function inferred(statement: Node): boolean {
  if (isFunctionDeclaration(statement)) return statement.type === undefined
  return !isVariableStatement(statement) || statement.declarationList.declarations[0]?.type === undefined
}

function checkCopies(
  project: TypeScriptProject,
  source: string,
  text: string,
  copies: readonly (Copy | undefined)[],
): readonly (boolean | 'unknown')[] {
  // A copy has its number in its name, so that copies do not merge.
  let whole = `${text}\n`
  const places = copies.map((copy, index) => {
    if (copy === undefined) return undefined
    const start = whole.length
    whole += `${copy.text.replace('$copy', `$copy${index}`)}\n`
    return { start, end: whole.length, named: start + copy.named, copy }
  })
  project.replace(source, whole)
  try {
    const wrong = erroneous(project.errorsIn(source), places)
    const typeAt = (offset: number): string => typeText(project, source, offset)
    const known = new Map<number, string>()
    const originalType = (offset: number): string => {
      const text = known.get(offset) ?? typeAt(offset)
      known.set(offset, text)
      return text
    }
    return places.map((place, index) => {
      if (place === undefined) return 'unknown'
      if (wrong.has(index)) return false
      if (!place.copy.infers) return true
      return typeAt(place.named) === originalType(place.copy.original) ? true : 'unknown'
    })
  } finally {
    project.replace(source, undefined)
  }
}

/** Numbers of the places that hold an error. */
function erroneous(
  errors: readonly Diagnostic[],
  places: readonly ({ readonly start: number; readonly end: number } | undefined)[],
): ReadonlySet<number> {
  const wrong = new Set<number>()
  const known = places.flatMap((place, index) => (place === undefined ? [] : [{ ...place, index }]))
  for (const { pos, code } of errors) {
    if (UNUSED.has(code)) continue
    let [low, high] = [0, known.length - 1]
    while (low <= high) {
      const middle = (low + high) >> 1
      const { start, end, index } = known[middle]!
      if (pos < start) high = middle - 1
      else if (pos >= end) low = middle + 1
      else {
        wrong.add(index)
        break
      }
    }
  }
  return wrong
}

function typeText(project: TypeScriptProject, source: string, offset: number): string {
  const { checker } = project
  const type = answered(() => checker.getTypeAtPosition(project.pathOf(source), offset))
  // An unknown type equals no other.
  if (type === undefined) return `unknown ${offset}`
  const wide = checker.getBaseTypeOfLiteralType(type) ?? type
  return checker.typeToString(wide, undefined, NodeBuilderFlags.NoTruncation).replaceAll(/\$copy\d+/g, '')
}

/** Checks the changed source and all that imports it. */
function fits(
  project: TypeScriptProject,
  source: string,
  text: string,
  { start, end, after }: Proposal,
  importersOf: (source: string) => readonly string[],
): boolean {
  project.replace(source, text.slice(0, start) + after + text.slice(end))
  try {
    return [source, ...importersOf(source)].every((each) =>
      project.errorsIn(each).every(({ code }) => UNUSED.has(code)),
    )
  } finally {
    project.replace(source, undefined)
  }
}

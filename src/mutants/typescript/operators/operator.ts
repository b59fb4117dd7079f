/**
 * Operator: proposes replacements at one node of a syntax tree.
 */
import type { Node, SourceFile } from 'typescript/unstable/ast'
import type { Span } from '../syntax.ts'

/** What an operator may ask. */
export interface Place {
  readonly file: SourceFile
  readonly types: Types
}

/** Types, as far as operators need them. */
export interface Types {
  /** Kind of the value of an expression. */
  kindOf(node: Node): ValueKind
  /** The strings that the place of a literal accepts, if these are finitely many. */
  choicesAt(node: Node): readonly string[]
  /** Names of other variables in scope at a use of a variable that have its type. */
  alikeAt(node: Node): readonly string[]
}

export type ValueKind = 'bigint' | 'number' | 'boolean' | 'string' | 'array' | 'other'

/** A replacement of the text between two offsets. */
export interface Replacement extends Span {
  readonly after: string
}

export interface Operator {
  readonly name: string
  /** The replacements at one node; nodes inside it are asked by themselves. */
  propose(node: Node, place: Place): Iterable<Replacement>
}

/** Replaces a whole node. */
export function instead(node: Node, { file }: Place, ...texts: readonly string[]): readonly Replacement[] {
  const [start, end] = [node.getStart(file), node.end]
  return texts.map((after) => ({ start, end, after }))
}

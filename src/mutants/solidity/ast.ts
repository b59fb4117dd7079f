/**
 * Abstract syntax tree of solc: the nodes that the mutation operators read, in the compact format of all
 * three compilers (0.5.16, 0.6.6 and 0.8.37).
 *
 * solc gives places as byte offsets in UTF-8; {@link SourceText} converts them to character offsets.
 */
import { Buffer } from 'node:buffer'

/** A node; which members it has depends on its type. */
export interface AstNode {
  readonly nodeType: string
  readonly id: number
  /** `start:length:file`, in bytes. */
  readonly src: string
  readonly [member: string]: unknown
}

export interface TextRange {
  readonly start: number
  readonly end: number
}

/** The nodes directly below a node, in the order of its members. */
export function childrenOf(node: AstNode): readonly AstNode[] {
  return Object.entries(node).flatMap(([member, value]) => (member === 'documentation' ? [] : nodesIn(value)))
}

function nodesIn(value: unknown): readonly AstNode[] {
  if (Array.isArray(value)) return value.flatMap(nodesIn)
  return isNode(value) ? [value] : []
}

export function isNode(value: unknown): value is AstNode {
  return typeof value === 'object' && value !== null && 'nodeType' in value
}

/** The member as a node; undefined if it is absent. */
export function child(node: AstNode, member: string): AstNode | undefined {
  const value = node[member]
  return isNode(value) ? value : undefined
}

/** The member as a list of nodes, without the gaps of a tuple. */
export function list(node: AstNode, member: string): readonly AstNode[] {
  const value = node[member]
  return Array.isArray(value) ? value.filter(isNode) : []
}

/** The member as text; empty if it is absent. */
export function word(node: AstNode, member: string): string {
  const value = node[member]
  return typeof value === 'string' ? value : ''
}

/** solc's name of the type of an expression or a variable, such as `uint256`; empty if it has none. */
export function typeOf(node: AstNode): string {
  const described = node['typeDescriptions'] as { readonly typeString?: string | null } | undefined
  return (described?.typeString ?? '').replace(/^address payable$/, 'address')
}

/** Calls `visit` for a node and all below it, with the path of nodes above, nearest last. */
export function walk(
  node: AstNode,
  visit: (node: AstNode, above: readonly AstNode[]) => void,
  above: readonly AstNode[] = [],
): void {
  visit(node, above)
  const path = [...above, node]
  for (const each of childrenOf(node)) walk(each, visit, path)
}

/** A source with the conversion of its places. */
export class SourceText {
  readonly text: string
  private readonly bytes: Buffer

  constructor(text: string) {
    this.text = text
    this.bytes = Buffer.from(text)
  }

  range({ src }: AstNode): TextRange {
    const [start, length] = src.split(':').map(Number) as [number, number]
    return { start: this.characters(start), end: this.characters(start + length) }
  }

  /** The range of a statement with its semicolon, which solc leaves out. */
  statement(node: AstNode): TextRange {
    const { start, end } = this.range(node)
    const semicolon = /^\s*;/.exec(this.text.slice(end))
    return { start, end: end + (semicolon?.[0].length ?? 0) }
  }

  of(node: AstNode): string {
    return this.cut(this.range(node))
  }

  cut({ start, end }: TextRange): string {
    return this.text.slice(start, end)
  }

  private characters(bytes: number): number {
    return this.bytes.length === this.text.length ? bytes : this.bytes.toString('utf8', 0, bytes).length
  }
}

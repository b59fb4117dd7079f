/** Operators on declarations: who may call, where data is stored, whether arithmetic is checked. */
import { child, walk, word, type AstNode } from '../ast.ts'
import type { Operator, Replacement, Site } from '../operator.ts'

const modifier: Operator = {
  name: 'modifier-deletion',
  from: 'slither FHR, universalmutator',
  *propose({ node, source }) {
    if (node.nodeType !== 'ModifierInvocation' || node['kind'] === 'baseConstructorSpecifier') return
    yield { ...source.range(node), after: '' }
  },
}

const visibility: Operator = {
  name: 'visibility',
  from: 'slither FHR',
  *propose(site) {
    const { node, source } = site
    const header = headerOf(site)
    if (header === undefined) return
    const found = /\b(external|public|internal|private)\b/.exec(source.cut(header))
    if (found === null) return
    const isOpen = found[1] === 'external' || found[1] === 'public'
    // A constructor has no visibility that matters, and what overrides must be as open.
    if (node['kind'] === 'constructor' || (isOpen && child(node, 'overrides') !== undefined)) return
    const start = header.start + found.index
    yield { start, end: start + found[1]!.length, after: isOpen ? 'internal' : 'public' }
  },
}

/** The text with the visibility of a function or a variable of a contract. */
function headerOf({ node, source }: Site): { readonly start: number; readonly end: number } | undefined {
  const { end } = source.range(node)
  if (node.nodeType === 'FunctionDefinition') {
    const body = child(node, 'body')
    const start = source.range(child(node, 'parameters')!).end
    return { start, end: body === undefined ? end : source.range(body).start }
  }
  if (node.nodeType !== 'VariableDeclaration' || node['stateVariable'] !== true) return undefined
  const value = child(node, 'value')
  const start = source.range(child(node, 'typeName')!).end
  return { start, end: value === undefined ? end : source.range(value).start }
}

const location: Operator = {
  name: 'storage-location',
  from: 'slither SBR',
  *propose({ node, source }) {
    const stored = word(node, 'storageLocation')
    if (node.nodeType !== 'VariableDeclaration' || !['storage', 'memory'].includes(stored)) return
    const start = source.range(child(node, 'typeName')!).end
    const found = /\b(storage|memory)\b/.exec(source.text.slice(start, source.range(node).end))
    if (found === null) return
    const place = start + found.index
    yield {
      start: place,
      end: place + stored.length,
      after: stored === 'storage' ? 'memory' : 'storage',
    }
  },
}

const unchecked: Operator = {
  name: 'unchecked',
  from: 'forge, universalmutator',
  *propose(site) {
    const { node, source, language } = site
    if (node.nodeType === 'UncheckedBlock') {
      const { start } = source.range(node)
      yield { start, end: start + 'unchecked'.length, after: '' }
    }
    if (node.nodeType === 'FunctionDefinition' && language === '0.8') yield* uncheckedBody(site)
  },
}

/** The body of a function that computes, without checks of overflow. */
function* uncheckedBody({ node, source }: Site): Iterable<Replacement> {
  const body = child(node, 'body')
  if (body === undefined || !computes(body)) return
  const text = source.of(body)
  yield { ...source.range(body), after: `{ unchecked ${text} }` }
}

function computes(body: AstNode): boolean {
  let found = false
  walk(body, (node) => {
    const symbol = word(node, 'operator')
    if (['+', '-', '*', '+=', '-=', '*=', '++', '--'].includes(symbol)) found = true
  })
  let isNested = false
  walk(body, ({ nodeType }) => {
    if (nodeType === 'UncheckedBlock') isNested = true
  })
  return found && !isNested
}

export const DECLARATION_OPERATORS: readonly Operator[] = [modifier, visibility, location, unchecked]

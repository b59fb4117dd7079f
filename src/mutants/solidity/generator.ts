/**
 * Generator of Solidity mutants: every operator at every node of the syntax trees that solc gives.
 */
import { cacheKey, readCache, writeCache } from '../../evm/compile/cache.ts'
import { compilerVersion, runCompiler } from '../../evm/compile/compiler.ts'
import { mutantsOf, type GeneratedMutant, type Generator, type Proposal } from '../generated-mutant.ts'
import { walk, word, SourceText, type AstNode } from './ast.ts'
import { MUTANT_CACHE } from './cache.ts'
import type { Operator } from './operator.ts'
import { SOLIDITY_OPERATORS } from './operators/operators.ts'
import { isModelled, sourceSets, type SourceSet } from './sources.ts'

/** Makes the mutants of all sources. */
export const solidityGenerator: Generator = {
  side: 'contracts',
  generate: () => Promise.resolve(sourceSets().flatMap((set) => mutantsIn(set))),
}

/** The mutants of one compilation. @param operators @default all */
export function mutantsIn(
  set: SourceSet,
  operators: readonly Operator[] = SOLIDITY_OPERATORS,
): readonly GeneratedMutant[] {
  const trees = treesOf(set)
  return set.mutated.flatMap((unit) => {
    const text = set.sources[unit]!
    return mutantsOf('contracts', unit, text, proposals(set, unit, trees.get(unit)!, operators))
  })
}

function proposals(
  { language, sources }: SourceSet,
  unit: string,
  tree: AstNode,
  operators: readonly Operator[],
): readonly Proposal[] {
  const source = new SourceText(sources[unit]!)
  const found: Proposal[] = []
  walk(tree, (node, above) => {
    const path = [...above, node]
    if (path.some((each) => NOT_MUTATED.has(each.nodeType) || !isModelled(unit, nameOf(each)))) return
    for (const { name, propose } of operators)
      for (const replacement of propose({ node, above, source, language }))
        found.push({ unit: unitOf(unit, path), operator: name, ...replacement })
  })
  return found
}

/** Nodes without code: their text is the interface, which does not vary. */
const NOT_MUTATED: ReadonlySet<string> = new Set([
  'EventDefinition',
  'ErrorDefinition',
  'ImportDirective',
  'PragmaDirective',
  'InlineAssembly',
  'OverrideSpecifier',
])

/** Name of a declaration in a contract; a function without a name has its kind. */
function nameOf(node: AstNode): string {
  if (node.nodeType !== 'FunctionDefinition' && node['stateVariable'] !== true) return ''
  return word(node, 'name') || word(node, 'kind')
}

/** The contract, or the file of a free function. */
function unitOf(source: string, path: readonly AstNode[]): string {
  const contract = path.find(({ nodeType }) => nodeType === 'ContractDefinition')
  return contract === undefined ? source.replace(/^.*\/(.*)\.sol$/, '$1') : word(contract, 'name')
}

/** The syntax trees of what is mutated in a compilation, by source; from the cache if it has them. */
function treesOf({ compiler, sources, mutated }: SourceSet): ReadonlyMap<string, AstNode> {
  const input = JSON.stringify({
    language: 'Solidity',
    sources: Object.fromEntries(Object.entries(sources).map(([unit, content]) => [unit, { content }])),
    settings: {
      evmVersion: compiler.evmVersion,
      outputSelection: Object.fromEntries(mutated.map((unit) => [unit, { '': ['ast'] }])),
    },
  })
  const key = cacheKey('syntax trees', compilerVersion(compiler), input)
  const cached = readCache(MUTANT_CACHE, key)
  const text = cached ?? runCompiler(compiler, input)
  if (cached === undefined) writeCache(MUTANT_CACHE, key, text)
  const output = JSON.parse(text) as StandardOutput
  return new Map(Object.entries(output.sources).map(([unit, { ast }]) => [unit, ast]))
}

interface StandardOutput {
  readonly sources: Readonly<Record<string, { readonly ast: AstNode }>>
}

/**
 * Generator of TypeScript mutants: all replacements by the operators that leave `src` type-correct and change
 * the emitted code.
 */
import type { SourceFile } from 'typescript/unstable/ast'
import { projectRoot } from '../../evm/compile/root.ts'
import {
  mutantsOf,
  type GeneratedMutant,
  type Generator,
  type OnSource,
  type Proposal,
} from '../generated-mutant.ts'
import { importGraph } from './import-graph.ts'
import { OPERATORS } from './operators/index.ts'
import { TypeScriptProject } from './project.ts'
import { withNewCode } from './same-code.ts'
import { visit } from './syntax.ts'
import { typeCorrect } from './type-check.ts'
import { typesOf } from './types.ts'

/** Sides by folder. `loads` are the folders that the type check needs. */
export const FOLDERS = {
  model: { folder: 'src/model', loads: ['src/model'] },
  sim: { folder: 'src/sim', loads: ['src/model', 'src/sim'] },
} as const

export interface GeneratorOptions {
  /** Which of the folder's sources are mutated. @default all but indexes */
  readonly sources?: (source: string) => boolean
  /** The project's root. */
  readonly root?: string
}

/** What was proposed and what was kept, of one source. */
export interface Census {
  readonly source: string
  readonly proposed: number
  readonly typeCorrect: number
  readonly mutants: readonly GeneratedMutant[]
}

/** An index only exports again. */
const isIndex = (source: string): boolean => source.endsWith('/index.ts')

export function typeScriptGenerator(side: 'model' | 'sim', options: GeneratorOptions = {}): Generator {
  return {
    side,
    generate: async (onSource) => censusOf(side, options, onSource).flatMap(({ mutants }) => mutants),
  }
}

/** Generates the mutants of each source, with the counts of what was discarded. */
export function censusOf(
  side: 'model' | 'sim',
  options: GeneratorOptions = {},
  onSource: OnSource = () => {},
): readonly Census[] {
  const { sources = (source) => !isIndex(source), root = projectRoot } = options
  const { folder, loads } = FOLDERS[side]
  const graph = importGraph(root, loads)
  const project = new TypeScriptProject(root, loads)
  try {
    const mutated = project.sourcesIn(folder).filter(sources)
    onSource(0, mutated.length)
    return mutated.map((source, index) => {
      const census = censusOfSource(side, project, source, (each) => graph.importersOf(each))
      onSource(index + 1, mutated.length)
      return census
    })
  } finally {
    project.close()
  }
}

function censusOfSource(
  side: 'model' | 'sim',
  project: TypeScriptProject,
  source: string,
  importersOf: (source: string) => readonly string[],
): Census {
  const file = project.treeOf(source)
  const unit = source.slice(FOLDERS[side].folder.length + 1, -'.ts'.length)
  const proposals = proposalsIn(file, unit, project)
  const sound = typeCorrect(project, source, proposals, importersOf)
  const mutants = mutantsOf(side, source, file.text, withNewCode(file, sound))
  return { source, proposed: proposals.length, typeCorrect: sound.length, mutants }
}

/** What the operators propose, whether type-correct or not. */
function proposalsIn(file: SourceFile, unit: string, project: TypeScriptProject): readonly Proposal[] {
  const place = { file, types: typesOf(file, project.checker) }
  const proposals: Proposal[] = []
  visit(file, (node) => {
    for (const { name, propose } of OPERATORS)
      for (const replacement of propose(node, place)) proposals.push({ unit, operator: name, ...replacement })
  })
  return proposals
}

/**
 * TypeScript project: syntax trees, types and diagnostics of the sources, some of them replaced in memory.
 *
 * Uses the API of the TypeScript 7 that the project is compiled with. It is named unstable, which the exact
 * version in package.json makes harmless; see docs/decisions/0015-generated-typescript-mutants.md.
 */
import type { ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join, relative } from 'node:path'
import type { SourceFile } from 'typescript/unstable/ast'
import { API, type Checker, type Diagnostic, type Program } from 'typescript/unstable/sync'

/** Only what `src` holds: the tests would take most of the time. */
const CONFIG = 'tsconfig.mutants.json'

export class TypeScriptProject {
  private readonly root: string
  private readonly replaced = new Map<string, string>()
  private readonly api: API
  private program!: Program
  /** Types of the present texts. */
  checker!: Checker

  /** @param folders folders of the sources, from the project's root, such as `src/model`. */
  constructor(root: string, folders: readonly string[]) {
    this.root = root
    this.replaced.set(
      join(root, CONFIG),
      JSON.stringify({ extends: './tsconfig.json', include: folders, exclude: [] }),
    )
    this.api = new API({
      cwd: root,
      fs: {
        readFile: (file) => this.replaced.get(file),
        fileExists: (file) => this.replaced.has(file) || existsSync(file),
      },
    })
    this.open({ openProjects: [join(root, CONFIG)] })
  }

  /** Paths from the root of all sources below a folder, sorted. */
  sourcesIn(folder: string): readonly string[] {
    return this.program
      .getSourceFileNames()
      .map((file) => relative(this.root, file).replaceAll('\\', '/'))
      .filter((file) => file.startsWith(`${folder}/`) && !file.endsWith('.d.ts'))
      .toSorted()
  }

  /** The absolute path by which TypeScript knows a source. */
  pathOf(source: string): string {
    return join(this.root, source)
  }

  /** The syntax tree of the present text. */
  treeOf(source: string): SourceFile {
    return this.program.getSourceFile(this.pathOf(source))!
  }

  /** Syntactic and semantic errors in the present text of a source. */
  errorsIn(source: string): readonly Diagnostic[] {
    const file = this.pathOf(source)
    const syntactic = this.program.getSyntacticDiagnostics(file)
    return syntactic.length > 0 ? syntactic : this.program.getSemanticDiagnostics(file)
  }

  /**
   * Replaces a source's text, or restores the one on disk. Trees and types from before are then out of date.
   */
  replace(source: string, text: string | undefined): void {
    const file = this.pathOf(source)
    if (text === undefined) this.replaced.delete(file)
    else this.replaced.set(file, text)
    this.open({ fileChanges: { changed: [file] } })
  }

  /**
   * Ends the compiler's process, by the end of its input alone. `close` of the API also sends SIGTERM, and a
   * compiler that has just answered may then print "context canceled".
   */
  close(): void {
    const { child } = (this.api as unknown as WithProcess).client.channel
    child.kill = () => true
    this.api.close()
  }

  private open(params: Parameters<API['updateSnapshot']>[0]): void {
    const project = this.api.updateSnapshot(params).getProject(join(this.root, CONFIG))
    if (project === undefined) throw new Error(`expected the project ${CONFIG} to open`)
    this.program = project.program
    this.checker = project.checker
  }
}

/** The part of the API that its types hide. */
interface WithProcess {
  readonly client: { readonly channel: { readonly child: ChildProcess } }
}

/**
 * An answer of the compiler; undefined for the questions that it fails on: its API cannot describe some tuple
 * types. It answers the next question all the same.
 */
export function answered<T>(ask: () => T): T | undefined {
  try {
    return ask()
  } catch (error) {
    if (error instanceof Error && error.message.includes('TupleType')) return undefined
    throw error
  }
}

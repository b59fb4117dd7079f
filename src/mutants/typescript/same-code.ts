/**
 * Same code: proposals whose emitted and minified JavaScript equals the original's or an earlier proposal's.
 *
 * Minification is esbuild's, without renaming. It folds constants and normalises conditions, so that it
 * finds, for instance, that `!(a === b)` is `a !== b`. It never joins different behaviour.
 */
import { transformSync } from 'esbuild'
import type { SourceFile } from 'typescript/unstable/ast'
import type { Proposal } from '../generated-mutant.ts'
import { statementAround } from './type-check.ts'

/** The proposals whose code is new, in order. */
export function withNewCode<P extends Proposal>(file: SourceFile, proposals: readonly P[]): readonly P[] {
  const seen = new Set<string>()
  return proposals.filter((proposal) => {
    const statement = statementAround(file, proposal)
    const [start, end] = [statement.getStart(file), statement.end]
    const original = `${start} ${codeOf(file.text.slice(start, end))}`
    const { text } = file
    const changed = text.slice(start, proposal.start) + proposal.after + text.slice(proposal.end, end)
    const code = `${start} ${codeOf(changed)}`
    seen.add(original)
    if (seen.has(code)) return false
    seen.add(code)
    return true
  })
}

const known = new Map<string, string>()

function codeOf(text: string): string {
  const before = known.get(text)
  if (before !== undefined) return before
  const { code } = transformSync(text, { loader: 'ts', minifySyntax: true, minifyWhitespace: true })
  known.set(text, code)
  return code
}

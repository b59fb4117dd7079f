/** Groups: findings with the same cause, as far as links say so. */
import type { Finding } from '../finding.ts'
import type { Link } from './links.ts'

export interface Member {
  readonly finding: Finding
  /** The finding of the group that it is linked to. */
  readonly to: Finding
  readonly because: string
}

export interface Group {
  /** The highest in rank: the worst, then the shortest story. */
  readonly representative: Finding
  /** The others, in order of rank. */
  readonly others: readonly Member[]
}

/** The findings in groups, in the order of the representatives' ranks. */
export function groupsOf(findings: readonly Finding[], links: readonly Link[]): readonly Group[] {
  const bySignature = new Map(findings.map((finding) => [finding.signature, finding]))
  const left = new Set(findings)
  return findings.flatMap((representative) => {
    if (!left.delete(representative)) return []
    const members: Member[] = []
    const queue = [representative]
    for (const from of queue)
      for (const { of, to, because } of links) {
        if (of !== from.signature && to !== from.signature) continue
        const other = bySignature.get(of === from.signature ? to : of)
        if (other === undefined || !left.delete(other)) continue
        members.push({ finding: other, to: from, because: clause(of, other, from, because) })
        queue.push(other)
      }
    return [{ representative, others: members.toSorted((a, b) => a.finding.rank - b.finding.rank) }]
  })
}

/** A link's reason, said of the member that it adds. */
function clause(of: string, member: Finding, from: Finding, because: string): string {
  return of === member.signature ? because : `of ${from.signature.split(':')[0]!}: ${because}`
}

/**
 * Links: why two findings have the same cause.
 *
 * 1. Within a finding, the contracts make a call that differs by itself, as another finding says.
 * 2. The same branch of the same code reverts in both.
 * 3. The model makes the same check of the same function in both, and the chain makes none there, or later.
 * 4. In the state of one, the other shows as well, and the smallest change that makes one disappear makes the
 *    other disappear.
 * 5. A property breaks by a story that shows the finding, or in whose last state it shows, by itself or
 *    while everybody exits; and with the smallest change by which the property holds it does not.
 * 6. In both the same function is the first whose effect differs, by itself or within the last action.
 * 7. The same events, or the same two reasons of a revert, differ in functions of the same contract.
 *
 * Links of the kinds 4 to 6 are circumstantial: none of them joins findings whose causes are apart
 * (`apart.ts`), nor groups that hold such findings.
 *
 * Two findings without a link may still have one cause. A link of the second kind can join two defects in
 * arithmetic that share the compiler's helper, one of the sixth two defects of one function in what it
 * computes.
 */
import { UNDONE_KINDS } from '../census/difference.ts'
import type { CensusSetup } from '../census/runner.ts'
import type { Finding } from '../finding.ts'
import { areApart } from './apart.ts'
import { evidenceOf, NO_EVIDENCE, type Evidence } from './evidence.ts'
import { Trials } from './trials.ts'

export interface Link {
  /** Signatures. */
  readonly of: string
  readonly to: string
  /** Why, as a clause about `of`. */
  readonly because: string
}

/** All links of findings; the more telling ones first. */
export function linksOf(setup: CensusSetup, findings: readonly Finding[]): readonly Link[] {
  const told = findings.filter(({ shown, kind }) => shown.actions.length > 0 && kind !== 'property')
  const evidence = new Map(told.map((each) => [each.signature, evidenceOf(setup, each.shown)]))
  const of = ({ signature }: Finding): Evidence => evidence.get(signature) ?? NO_EVIDENCE
  const linked = new Joined()
  const links: Link[] = []
  const add = (link: Link): void => {
    if (linked.join(link.of, link.to)) links.push(link)
  }
  const mayJoin = (one: Finding, other: Finding): boolean => {
    const [left, right] = [one, other].map(({ signature }) =>
      [...linked.groupOf(signature)].flatMap((each) => evidence.get(each)?.root ?? []),
    )
    return !left!.some((root) => right!.some((its) => areApart(root, its)))
  }
  for (const finding of told) {
    const { inner } = of(finding)
    if (inner === undefined) continue
    const to = told.find(
      (other) =>
        other !== finding &&
        (other.signature === inner.signature || of(other).inner?.signature === inner.signature),
    )
    const { by, call } = inner.call
    const because = `within it, ${by} calls ${call}, which differs by itself (${inner.signature})`
    if (to !== undefined) add({ of: finding.signature, to: to.signature, because })
  }
  for (const [index, finding] of told.entries())
    for (const other of told.slice(0, index))
      for (const because of [
        sameBranch(of(finding), of(other)),
        sameCheck(finding, other),
        same(finding, other),
      ])
        if (because !== undefined) add({ of: finding.signature, to: other.signature, because })
  const trials = new Trials(setup)
  for (const finding of told)
    for (const other of told) {
      if (other === finding || linked.has(finding.signature, other.signature)) continue
      if (!mayJoin(finding, other)) continue
      if (contractOf(finding) !== contractOf(other) || !trials.showsWith(finding, other)) continue
      const because =
        `in its state ${other.signature.split(':')[0]!} differs too, and with the closest case neither ` +
        'does'
      add({ of: finding.signature, to: other.signature, because })
    }
  for (const [index, finding] of told.entries())
    for (const other of told.slice(0, index)) {
      const because = sameRoot(finding, of(finding), other, of(other))
      if (because !== undefined && mayJoin(finding, other))
        add({ of: finding.signature, to: other.signature, because })
    }
  for (const property of findings.filter(({ kind, claim }) => kind === 'property' && claim === undefined))
    for (const other of told) {
      if (linked.has(property.signature, other.signature) || !mayJoin(property, other)) continue
      const because = trials.breaksBy(property, other)
      if (because !== undefined) add({ of: property.signature, to: other.signature, because })
    }
  return links
}

function sameBranch({ failure }: Evidence, { failure: other }: Evidence): string | undefined {
  if (failure === undefined || failure.branch === 0) return undefined
  return failure.on === other?.on && failure.branch === other.branch
    ? `the same branch of the code of ${failure.on} reverts (before byte ${failure.branch})`
    : undefined
}

function sameRoot(finding: Finding, own: Evidence, other: Finding, its: Evidence): string | undefined {
  if (![finding, other].every(({ kind }) => UNDONE_KINDS.has(kind))) return undefined
  const fn = own.root?.fn ?? functionOf(finding)
  return fn === (its.root?.fn ?? functionOf(other))
    ? `${fn} is the first function whose effect differs, as there`
    : undefined
}

/** Only where the model reverts: what it does otherwise says nothing about a cause. */
function sameCheck(finding: Finding, other: Finding): string | undefined {
  const [check, otherCheck] = [finding, other].map(checkOf)
  return check !== undefined && check === otherCheck && functionOf(finding) === functionOf(other)
    ? `the check ${check} of the same function is missing in it or comes later`
    : undefined
}

function checkOf({ kind, shown }: Finding): string | undefined {
  const last = shown.outcomes.at(-1)
  return (kind === 'permits' || kind === 'wording') && last?.ok === false ? last.revert : undefined
}

/** The same way of differing, for what is emitted and said. */
function same(finding: Finding, other: Finding): string | undefined {
  const { kind, signature } = finding
  if ((kind !== 'events' && kind !== 'wording') || kind !== other.kind) return undefined
  if (contractOf(finding) !== contractOf(other)) return undefined
  const how = signature.slice(signature.indexOf(':') + 2)
  return how === other.signature.slice(other.signature.indexOf(':') + 2)
    ? 'another function of the same contract differs in the same way'
    : undefined
}

function functionOf({ signature }: Finding): string {
  return signature.split(':')[0]!
}

function contractOf(finding: Finding): string {
  return functionOf(finding).split('.')[0]!
}

/** Which findings are joined already. */
class Joined {
  private readonly parents = new Map<string, string>()

  has(a: string, b: string): boolean {
    return this.rootOf(a) === this.rootOf(b)
  }

  /** Whether they were apart. */
  join(a: string, b: string): boolean {
    const [left, right] = [this.rootOf(a), this.rootOf(b)]
    if (left === right) return false
    this.parents.set(left, right)
    return true
  }

  /** Everything that is joined to a signature, itself included. */
  groupOf(name: string): ReadonlySet<string> {
    const root = this.rootOf(name)
    return new Set([name, ...[...this.parents.keys(), root].filter((each) => this.rootOf(each) === root)])
  }

  private rootOf(name: string): string {
    const parent = this.parents.get(name)
    return parent === undefined ? name : this.rootOf(parent)
  }
}

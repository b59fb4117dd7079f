/**
 * Extra views: what the published interface does not have and a build answers, observed on the chain alone.
 *
 * The model has no answer to compare with. So each is asked after every action of some sequences: which
 * functions change its answer says what state it shows, and an extra view that reverts is named.
 */
import { toHex } from '../../evm/machine/hex.ts'
import type { Build } from '../../evm/build.ts'
import type { Chain } from '../../evm/chain.ts'
import type { Artifact } from '../../evm/compile/artifact.ts'
import { ROLES, type Role } from '../../evm/roles.ts'
import { deployedChainOf } from '../../lockstep/compare/deployed-chain.ts'
import { loadShortLists } from '../../lockstep/corpus/corpus.ts'
import { isWait, type Action } from '../../model/interface/action.ts'
import { functionsIn, isView, publishedBuild, signatureOf } from './abi-items.ts'
import { callsOf, preparedOrNot } from './edge-calls.ts'
import { applied, PREPARED } from './extra-functions.ts'

/** What asking an extra view showed. */
export interface ExtraView {
  readonly role: Role
  readonly signature: string
  /** Functions after which some answer is another one, `wait` for the time. */
  readonly changedBy: readonly string[]
  /** Whether it answers, for some arguments and in some state. */
  readonly answers: boolean
}

/** Arguments of one view: the first values of each parameter together, then the second. */
const ARGUMENTS = 3

/** Sequences of the corpus: each has what others lack, and a few of them reach every contract. */
const SEQUENCES = 12

/** Asks every extra view of a build. */
export function extraViews(
  build: Build,
  roles: Readonly<Partial<Record<Role, Artifact>>>,
): readonly ExtraView[] {
  const { chain, start } = deployedChainOf(build, 'below')
  const asked = ROLES.flatMap((role) => {
    const artifact = roles[role]
    return artifact === undefined ? [] : viewsOf(chain, role, artifact)
  })
  if (asked.length === 0) return []
  for (const actions of [
    PREPARED,
    ...loadShortLists()
      .slice(0, SEQUENCES)
      .map((entry) => entry.actions),
  ]) {
    chain.rewind(start)
    for (const view of asked) view.observe(chain, undefined)
    for (const action of actions)
      if (applied(build, chain, action)) for (const view of asked) view.observe(chain, action)
  }
  chain.rewind(start)
  return asked.map((view) => view.told())
}

function viewsOf(chain: Chain, role: Role, artifact: Artifact): readonly Asked[] {
  const known = new Set(functionsIn(publishedBuild()[role].abi).map(signatureOf))
  return functionsIn(artifact.abi)
    .filter((item) => isView(item) && !known.has(signatureOf(item)))
    .flatMap((item) => {
      const signature = signatureOf(item)
      const prepared = preparedOrNot(artifact, signature)
      if (prepared === undefined) return []
      const calls = callsOf(prepared, item, (account) => chain.names.addressOf(account), 'alice', ARGUMENTS)
      return [new Asked(role, signature, calls)]
    })
}

class Asked {
  private readonly role: Role
  private readonly signature: string
  private readonly calls: readonly Uint8Array[]
  private last: readonly (string | undefined)[] = []
  private answers = false
  private readonly changedBy = new Set<string>()

  constructor(role: Role, signature: string, calls: readonly Uint8Array[]) {
    this.role = role
    this.signature = signature
    this.calls = calls
  }

  /** Asks after an action; undefined at the start of a sequence. */
  observe(chain: Chain, action: Action | undefined): void {
    const now = this.calls.map((data) => {
      const answer = chain.look(this.role, data)
      return answer === undefined ? undefined : toHex(answer)
    })
    this.answers ||= now.some((answer) => answer !== undefined)
    if (action !== undefined && now.some((answer, index) => answer !== this.last[index]))
      this.changedBy.add(isWait(action) ? 'wait' : action.call)
    this.last = now
  }

  told(): ExtraView {
    const { role, signature, answers } = this
    return { role, signature, changedBy: [...this.changedBy].toSorted(), answers }
  }
}

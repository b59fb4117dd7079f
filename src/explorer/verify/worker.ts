/**
 * Worker of "Verify here": replays a run on the compiled contracts, in the project's EVM, without EthereumJS.
 */
import type { Verification } from '../../report/manifest.ts'
import type { Contracts } from './contracts.ts'
import { replayRuns, type Recorded } from './replay-runs.ts'

export interface ToVerifier {
  readonly runs: readonly Recorded[]
  /** {@link Contracts} as JSON text. */
  readonly contracts: string
}

export type FromVerifier =
  | { readonly done: number; readonly of: number }
  | { readonly verification: Verification }
  | { readonly failed: string }

/** What a browser's worker has around it. */
interface Scope {
  addEventListener(name: 'message', handle: (event: { readonly data: ToVerifier }) => void): void
  postMessage(message: FromVerifier): void
}

const scope = globalThis as unknown as Scope

/** Actions between two messages of progress. */
const STEP = 50

scope.addEventListener('message', ({ data }) => void verify(data))

async function verify({ runs, contracts }: ToVerifier): Promise<void> {
  try {
    const { build } = JSON.parse(contracts) as Contracts
    const verification = await replayRuns(runs, {
      build,
      crossChecks: false,
      onAction: (done, of) => {
        if (done % STEP === 0) scope.postMessage({ done, of })
      },
    })
    scope.postMessage({ verification })
  } catch (error) {
    scope.postMessage({ failed: error instanceof Error ? `${error.name}: ${error.message}` : String(error) })
  }
}

/**
 * Verifier: the worker of "Verify here" as a page has it, run in this process.
 */
import { bundledScripts } from '../../src/explorer/bundle.ts'
import type { Contracts } from '../../src/explorer/verify/contracts.ts'
import type { FromVerifier, ToVerifier } from '../../src/explorer/verify/worker.ts'

export const scripts = await bundledScripts()

/** All that the worker says to a task. */
export async function verified(task: ToVerifier): Promise<readonly FromVerifier[]> {
  const said: FromVerifier[] = []
  await new Promise<void>((resolve) => {
    let handle: ((event: { data: ToVerifier }) => void) | undefined
    const scope = {
      addEventListener: (_name: string, given: typeof handle) => (handle = given),
      postMessage: (message: FromVerifier) => {
        said.push(message)
        if (!('done' in message)) resolve()
      },
    }
    // A browser has no Buffer either.
    new Function('globalThis', 'Buffer', 'process', scripts.verifier)(scope)
    handle!({ data: structuredClone(task) })
  })
  return said
}

/** Contracts whose router takes 26 bps of a swap, where the model and the pair take 25. */
export function dearer(contracts: Contracts): Contracts {
  const { router } = contracts.build.outside
  // PUSH2 9975, the part of its input that a swap keeps; PUSH2 9974.
  const bytecode = router.bytecode.replaceAll('6126f7', '6126f6') as typeof router.bytecode
  if (bytecode === router.bytecode) throw new Error('expected the fee in the code of the router')
  const outside = { ...contracts.build.outside, router: { ...router, bytecode } }
  return { ...contracts, build: { ...contracts.build, outside } }
}

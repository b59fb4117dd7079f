/**
 * Differential testing: the same messages on the machine and on the reference.
 */
import * as fc from 'fast-check'
import { Machine, Unsupported } from '../../../src/evm/machine/machine.ts'
import type { AccountState, Message, Receipt } from '../../../src/evm/machine/machine.ts'
import { Reference } from '../../../src/evm/machine/reference.ts'
import { compareAccounts, compareReceipts } from '../../../src/evm/machine/trace.ts'
import type { Difference } from '../../../src/evm/machine/trace.ts'
import { genesis, messages } from './programs.ts'

/**
 * Runs both from the same accounts. `seen` gets every receipt of the machine; an unsupported message ends the
 * run.
 */
export async function differences(
  accounts: readonly AccountState[],
  sequence: readonly Message[],
  seen: (receipt: Receipt | 'unsupported') => void = () => {},
): Promise<Difference[]> {
  const machine = new Machine()
  const reference = new Reference()
  for (const account of accounts) machine.load(account)
  await reference.load(accounts)
  const found: Difference[] = []
  for (const [number, message] of sequence.entries()) {
    let receipt: Receipt
    try {
      receipt = machine.execute(message)
    } catch (error) {
      if (!(error instanceof Unsupported)) throw error
      seen('unsupported')
      break
    }
    seen(receipt)
    found.push(...compareReceipts(receipt, await reference.execute(message), number))
  }
  return found.length > 0 ? found : compareAccounts(machine.accounts(), reference.accounts())
}

/** That no programs, started from any accounts, tell the two apart. */
export function agreement(seen?: (receipt: Receipt | 'unsupported') => void) {
  return fc.asyncProperty(genesis, messages, async (accounts, sequence) => {
    const found = await differences(accounts, sequence, seen)
    if (found.length > 0) throw new Disagreement(found)
  })
}

/** Number of cases: the default of a test, or many times as many when `EVM_FUZZ` says so. */
export function cases(usual: number): number {
  return usual * Number(process.env['EVM_FUZZ'] ?? 1)
}

/** The seed of all runs, unless `EVM_FUZZ_SEED` gives another. */
export const SEED = Number(process.env['EVM_FUZZ_SEED'] ?? 20230712)

export class Disagreement extends Error {
  override readonly name = 'Disagreement'
  constructor(found: readonly Difference[]) {
    super(
      found.map((each) => `${each.what}: machine ${each.machine}, reference ${each.reference}`).join('\n'),
    )
  }
}

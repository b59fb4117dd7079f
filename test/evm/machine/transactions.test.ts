/**
 * Signed transactions on @ethereumjs/vm, with a Merkle trie as state: same results and same gas as messages
 * to the machine.
 *
 * The reference of the other tests runs messages; this test covers the path from a signature to a receipt.
 */
import { createLegacyTx } from '@ethereumjs/tx'
import { Account, bytesToHex, createAddressFromString, hexToBytes } from '@ethereumjs/util'
import { createVM, runTx } from '@ethereumjs/vm'
import { privateKeyToAddress } from 'viem/accounts'
import { expect, test } from 'vitest'
import { creationCode, prepareCall } from '../../../src/evm/abi/call.ts'
import { outsideArtifacts } from '../../../src/evm/compile/outside.ts'
import { transactionGas } from '../../../src/evm/machine/gas.ts'
import { Machine } from '../../../src/evm/machine/machine.ts'
import { cancun } from '../../../src/evm/machine/precompiles.ts'

const KEY = `0x${'46'.repeat(32)}` as const
const SENDER = privateKeyToAddress(KEY).toLowerCase() as `0x${string}`
const FRIEND = `0x${'11'.repeat(20)}`

const { btcb } = outsideArtifacts()
const call = (name: string, ...args: (bigint | string)[]) => prepareCall(btcb.abi, name).encode(...args)

/** Deployment, successes that set, keep and clear storage, and a revert. */
const DATA: readonly Uint8Array[] = [
  creationCode(btcb),
  call('mint', 1000n),
  call('transfer', FRIEND, 400n),
  call('approve', SENDER, 50n),
  call('transferFrom', SENDER, FRIEND, 50n),
  call('transfer', FRIEND, 551n),
  call('burn', 550n),
]

async function onVm(): Promise<{ ok: boolean; gas: bigint; returned: string; logs: string[] }[]> {
  const common = cancun(56)
  const vm = await createVM({ common })
  await vm.stateManager.putAccount(createAddressFromString(SENDER), new Account(0n, 10n ** 24n))
  const results = []
  let to: string | undefined
  for (const [nonce, data] of DATA.entries()) {
    const fields = {
      nonce,
      gasPrice: 10n ** 9n,
      gasLimit: 10_000_000n,
      data,
      ...(to === undefined ? {} : { to }),
    }
    const tx = createLegacyTx(fields as Parameters<typeof createLegacyTx>[0], { common }).sign(
      hexToBytes(KEY),
    )
    const { execResult, totalGasSpent, createdAddress } = await runTx(vm, {
      tx,
      skipHardForkValidation: true,
    })
    to ??= createdAddress?.toString()
    results.push({
      ok: execResult.exceptionError === undefined,
      gas: totalGasSpent,
      returned: bytesToHex(execResult.returnValue),
      logs: (execResult.logs ?? []).map(([, topics, body]) =>
        [...topics, body].map((part) => bytesToHex(part)).join(),
      ),
    })
  }
  return results
}

function onMachine(): { ok: boolean; gas: bigint; returned: string; logs: string[] }[] {
  const machine = new Machine()
  let to: `0x${string}` | undefined
  return DATA.map((data) => {
    const receipt = machine.execute({ from: SENDER, to, data, timestamp: 0n, blockNumber: 0n })
    const gas = transactionGas(to, data, receipt)
    to ??= receipt.created
    const hex = (topic: bigint) => `0x${topic.toString(16).padStart(64, '0')}`
    return {
      ok: receipt.ok,
      gas,
      returned: bytesToHex(receipt.returned),
      logs: receipt.logs.map(({ topics, data: body }) => [...topics.map(hex), bytesToHex(body)].join()),
    }
  })
}

test('signed transactions on a Merkle trie give the machine’s results, logs and gas', async () => {
  const expected = await onVm()
  expect(expected.map(({ ok }) => ok)).toEqual([true, true, true, true, true, false, true])
  expect(onMachine()).toEqual(expected)
})

/**
 * EVM benchmark: calls per CPU second of the project's machine and of EthereumJS, on transfers of an
 * ERC20Snapshot token.
 *
 * A snapshot precedes one transfer in twenty, so that the next transfer of each account stores a balance.
 * Both engines execute the same messages. Receipts are compared one by one; a difference ends the benchmark.
 * Compare the ratio: absolute rates differ between machines.
 *
 * Run: `npx tsx bench/evm.ts [transfers]`
 */
import { compileSources } from '../src/evm/compile/compile.ts'
import { fromHex } from '../src/evm/machine/hex.ts'
import { Machine } from '../src/evm/machine/machine.ts'
import type { Address, Message } from '../src/evm/machine/machine.ts'
import { Reference } from '../src/evm/machine/reference.ts'
import { compareReceipts } from '../src/evm/machine/trace.ts'

const SOURCE = `// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;
import "@openzeppelin/contracts/token/ERC20/extensions/ERC20Snapshot.sol";
contract Token is ERC20Snapshot {
    constructor() ERC20("Token", "T") { _mint(msg.sender, 1e27); }
    function snapshot() external returns (uint256) { return _snapshot(); }
}`

const PEOPLE = 50
/** Selectors of `transfer(address,uint256)` and `snapshot()`. */
const TRANSFER = 'a9059cbb'
const SNAPSHOT = '9711715a'

const transfers = Number(process.argv[2] ?? 2000)
const [artifact] = compileSources({
  sources: { 'bench/Token.sol': SOURCE },
  targets: ['bench/Token.sol'],
}).artifacts
const deployer = person(0)

function person(n: number): Address {
  return `0x${(0x10000 + n).toString(16).padStart(40, '0')}`
}

function word(value: bigint): string {
  return value.toString(16).padStart(64, '0')
}

function message(to: Address | undefined, data: string): Message {
  return { from: deployer, to, data: fromHex(data), timestamp: 1_689_120_000n, blockNumber: 30_000_000n }
}

const deployment = message(undefined, artifact!.bytecode)
const machine = new Machine()
const reference = new Reference()
const token = machine.execute(deployment).created!
await reference.execute(deployment)

const sequence = Array.from({ length: transfers }, (_, i) =>
  i % 20 === 0
    ? message(token, `0x${SNAPSHOT}`)
    : message(token, `0x${TRANSFER}${word(BigInt(person(1 + (i % PEOPLE))))}${word(10n ** 15n)}`),
)

/** CPU seconds of some work. */
async function cpu(work: () => Promise<void> | void): Promise<number> {
  const start = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(start)
  return (user + system) / 1e6
}

const mark = machine.checkpoint()
const receipts = sequence.map((each) => machine.execute(each))
machine.rewind(mark)

const slow = await cpu(async () => {
  for (const [i, each] of sequence.entries()) {
    const differences = compareReceipts(receipts[i]!, await reference.execute(each), i)
    if (differences.length > 0) throw new Error(`expected equal receipts, got ${JSON.stringify(differences)}`)
  }
})
const rounds = 20
const fast = await cpu(() => {
  for (let round = 0; round < rounds; round++) {
    for (const each of sequence) machine.execute(each)
    machine.rewind(mark)
  }
})

const referenceRate = sequence.length / slow
const machineRate = (rounds * sequence.length) / fast
console.log(`EthereumJS  ${referenceRate.toFixed(0).padStart(8)} calls per CPU second`)
console.log(`machine     ${machineRate.toFixed(0).padStart(8)} calls per CPU second`)
console.log(`ratio       ${(machineRate / referenceRate).toFixed(1).padStart(8)}`)

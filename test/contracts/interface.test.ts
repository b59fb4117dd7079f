/** The contracts' interface: published signatures, events and errors; code size; compiler warnings. */
import { describe, expect, it } from 'vitest'
import type { Abi, AbiParameter } from '../../src/evm/abi/abi.ts'
import { findArtifact } from '../../src/evm/compile/artifact.ts'
import { compileSources } from '../../src/evm/compile/compile.ts'
import type { Warning } from '../../src/evm/compile/compile.ts'
import { applyEdits } from '../../src/evm/compile/edit.ts'
import {
  changedProjectArtifacts,
  compileProject,
  projectArtifacts,
  projectSources,
} from '../../src/evm/compile/project.ts'
import { readProject } from '../../src/evm/compile/sources.ts'
import { CONTRACTS, type Signature } from '../../src/model/interface/functions.ts'
import { PLACES } from '../reference/role-list.ts'

const types = (parameters: readonly AbiParameter[]): string => parameters.map((p) => p.type).join(',')
const named = (parameters: readonly AbiParameter[]): string =>
  parameters.map((p) => `${p.type} ${p.name}`).join(', ')

/** `name(types) -> types` of every view, or of every state-changing function. */
function functions(abi: Abi, which: 'views' | 'movers'): readonly string[] {
  return abi
    .flatMap((item) => {
      if (item.type !== 'function') return []
      const isView = item.stateMutability === 'view' || item.stateMutability === 'pure'
      if (isView !== (which === 'views')) return []
      const outputs = item.outputs.length === 0 ? '' : ` -> ${types(item.outputs)}`
      const payable = item.stateMutability === 'payable' ? ' payable' : ''
      return [`${item.name}(${types(item.inputs)})${outputs}${payable}`]
    })
    .toSorted()
}

const TYPES: Readonly<Record<string, string>> = {
  account: 'address',
  accounts: 'address[]',
  uint256s: 'uint256[]',
  proof: 'bytes32[]',
}

/** The same of the model's catalogue. */
function catalogued(contract: string): readonly string[] {
  const signatures: Readonly<Record<string, Signature>> = CONTRACTS[contract as keyof typeof CONTRACTS]
  const listed = (of: readonly string[]): string => of.map((type) => TYPES[type] ?? type).join(',')
  return Object.entries(signatures)
    .map(([name, { params, returns }]) => {
      const outputs = returns === 'nothing' ? '' : ` -> ${listed([returns].flat())}`
      return `${name}(${listed(Object.values(params))})${outputs}`
    })
    .toSorted()
}

function events(abi: Abi): readonly string[] {
  return abi
    .flatMap((item) =>
      item.type === 'event'
        ? [
            `${item.name}(${item.inputs.map((p) => p.type + (p.indexed ? ' indexed' : '') + ` ${p.name}`).join(', ')})`,
          ]
        : [],
    )
    .toSorted()
}

function errors(abi: Abi): readonly string[] {
  return abi
    .flatMap((item) => (item.type === 'error' ? [`${item.name}(${named(item.inputs)})`] : []))
    .toSorted()
}

function construction(abi: Abi): string {
  return abi.flatMap((item) => (item.type === 'constructor' ? [types(item.inputs)] : [])).join()
}

const abiOf = (contract: string): Abi => findArtifact(projectArtifacts(), contract).abi

const erc20Movers = [
  'approve(address,uint256) -> bool',
  'decreaseAllowance(address,uint256) -> bool',
  'increaseAllowance(address,uint256) -> bool',
  'transfer(address,uint256) -> bool',
  'transferFrom(address,address,uint256) -> bool',
]
const erc20Views = [
  'allowance(address,address) -> uint256',
  'balanceOf(address) -> uint256',
  'decimals() -> uint8',
  'name() -> string',
  'symbol() -> string',
  'totalSupply() -> uint256',
]
const erc20Events = [
  'Approval(address indexed owner, address indexed spender, uint256 value)',
  'Transfer(address indexed from, address indexed to, uint256 value)',
]
const ownershipMovers = ['renounceOwnership()', 'transferOwnership(address)']
const ownershipViews = ['owner() -> address']
const ownershipEvents = ['OwnershipTransferred(address indexed previousOwner, address indexed newOwner)']
const snapshotMovers = ['burnFrom(address,uint256)', 'mint(address,uint256)', 'snapshot() -> uint256']
const snapshotViews = [
  'balanceOfAt(address,uint256) -> uint256',
  'getCurrentSnapshotId() -> uint256',
  'totalSupplyAt(uint256) -> uint256',
]
const snapshotEvents = ['Snapshot(uint256 id)']

const vaultMovers = ['harvest(uint256)', 'settle(address,uint256)', 'deposit(uint256)', 'withdraw(uint256)']
const vaultViews = [
  'depositOf(address) -> uint256',
  'owedTo(address) -> uint256',
  'settledTo(address) -> uint256',
  'harvestedTo() -> uint256',
  'totalDeposits() -> uint256',
]
const vaultEvents = [
  'deposited(address indexed account, uint256 amountAmt)',
  'withdrawn(address indexed account, uint256 amountAmt, uint256 amountBtcb)',
  'harvested(uint256 indexed from, uint256 indexed to, uint256 amountBtcb)',
]
const vaultErrors = [
  'ZeroAddress()',
  'ZeroAmount()',
  'InsufficientDeposit()',
  'NothingToHarvest()',
  'SnapshotNonexistent()',
  'NotHarvested()',
  'NothingToSettle()',
]

interface Published {
  readonly construction: string
  readonly movers: readonly string[]
  readonly views: readonly string[]
  /** Views beyond the published interface. */
  readonly moreViews: readonly string[]
  readonly events: readonly string[]
  readonly errors: readonly string[]
}

const published: Readonly<Record<string, Published>> = {
  AutoMiningToken: {
    construction: '',
    movers: [...erc20Movers, ...ownershipMovers, ...snapshotMovers, 'burn(uint256)'],
    views: [...erc20Views, ...ownershipViews, ...snapshotViews],
    moreViews: ['CAP() -> uint256'],
    events: [...erc20Events, ...ownershipEvents, ...snapshotEvents],
    errors: ['CapExceeded()'],
  },
  LiquidityToken: {
    construction: '',
    movers: [...erc20Movers, ...ownershipMovers, ...snapshotMovers],
    views: [...erc20Views, ...ownershipViews, ...snapshotViews],
    moreViews: [],
    events: [...erc20Events, ...ownershipEvents, ...snapshotEvents],
    errors: [],
  },
  Master: {
    construction: 'address,address,address,address',
    movers: [
      ...ownershipMovers,
      'payRent(uint256,uint256)',
      'charge(uint256) -> uint256',
      'chargeFromTo(uint256,uint256) -> uint256',
      'liqCharge(uint256)',
      'liqChargeFromTo(uint256,uint256) -> uint256',
      'handleDust(uint256) -> uint256',
      'LiqHandleDust(uint256) -> uint256',
      'addLiquidityLocking(uint256,uint256)',
      'addLiquidity(uint256,uint256)',
      'removeLiquidity(uint256)',
      'mintMaster(address,uint256)',
      'setPayerWallet(address)',
      'extendApprove(uint256)',
    ],
    views: [
      ...ownershipViews,
      'pays(uint256) -> uint256',
      'liqPays(uint256) -> uint256',
      'alreadyCharged(address,uint256) -> bool',
      'liqAlreadyCharged(address,uint256) -> bool',
      'vault() -> address',
      'liqPool() -> address',
      'payerWallet() -> address',
      'addrLiqLocker() -> address',
      'liqLocked() -> bool',
      'addrRouter() -> address',
      'addrBtcb() -> address',
    ],
    moreViews: ['amt() -> address', 'liqToken() -> address'],
    events: [
      ...ownershipEvents,
      'rentPaid(uint256 amount, uint256 vaultPart)',
      'charged(uint256 snapId, address user, uint256 amount)',
      'liqAdded(uint256 amountAmt, uint256 amountBtcb, address from)',
      'liqLockingAdded(uint256 amountAmt, uint256 amountBtcb, address from)',
      'liqRemoved(uint256 amountAmt, uint256 amountBtcb, address from)',
      'masterHasMinted(address addr, uint256 amount)',
      'dustCollected(uint256 snapId, uint256 dust)',
      'payerWalletSet(address payer)',
      'approveExtended(uint256 amount)',
    ],
    errors: [
      'ZeroAddress()',
      'NotPayer()',
      'PaymentTooSmall()',
      'ShareOutOfRange()',
      'NoSupply()',
      'SnapshotsOutOfStep()',
      'AlreadyCharged()',
      'NothingToCharge()',
      'BadRange()',
      'AlreadyLocked()',
      'NoLiquidity()',
    ],
  },
  LiquidityLocker: {
    construction: 'address,uint256,address,address',
    movers: ['charge(uint256)', 'release()'],
    views: ['beneficiary() -> address', 'releaseTime() -> uint256', 'token() -> address'],
    moreViews: [],
    events: [],
    errors: ['StillLocked()', 'NothingToRelease()'],
  },
  BurnVault: {
    construction: 'address',
    movers: ['backingWithdraw(uint256)'],
    views: [],
    moreViews: ['amt() -> address'],
    events: ['burnMade(uint256 amtBurned, uint256 btcbWithdrew)'],
    errors: ['NoSupply()', 'ZeroAddress()'],
  },
  Market: {
    construction: 'address,address,uint256,uint256,address',
    movers: [
      ...ownershipMovers,
      'buy(uint256)',
      'sell(uint256)',
      'setRate(uint256)',
      'setFee(uint256)',
      'charge(uint256)',
      'withdrawAll()',
    ],
    views: [...ownershipViews, 'usdPer100Amt() -> uint256', 'fee() -> uint256'],
    moreViews: ['adminWallet() -> address'],
    events: [
      ...ownershipEvents,
      'amtBought(uint256 usdtFromUser, uint256 amtToUser)',
      'userSold(uint256 amountUsdt, uint256 amtFromUser)',
    ],
    errors: [
      'ZeroAddress()',
      'RateOutOfRange()',
      'FeeTooHigh()',
      'NothingBought()',
      'InsufficientInventory()',
      'NothingPaid()',
      'InsufficientUsdt()',
    ],
  },
  StakingVault: {
    construction: 'address,address',
    movers: vaultMovers,
    views: vaultViews,
    moreViews: [],
    events: vaultEvents,
    errors: vaultErrors,
  },
  BuyBackVault: {
    construction: 'address,address',
    movers: [...vaultMovers, 'buyBack(uint256,uint256)', 'poke()'],
    views: [
      ...vaultViews,
      'pendingBtcb() -> uint256',
      'rounds() -> uint256',
      'round(uint256) -> uint256,uint256,uint256,uint256',
      'boughtAt() -> uint256',
      'priceRecord(uint256) -> uint256,uint256,uint256',
    ],
    moreViews: [],
    events: [...vaultEvents, 'boughtBack(uint256 amountBtcb, uint256 amountAmt)'],
    errors: [...vaultErrors, 'NothingToSpend()', 'NoPrice()', 'TooSoon()', 'PoolTooSmall()'],
  },
  ResetDistributor: {
    construction: 'address,address,uint256,bytes32,uint256',
    movers: ['claim(uint256,address,uint256,bytes32[])', 'reclaim()'],
    views: [
      'reserve() -> address',
      'snapshotId() -> uint256',
      'root() -> bytes32',
      'deadline() -> uint256',
      'isClaimed(uint256) -> bool',
    ],
    moreViews: [],
    events: [
      'airdropped(uint256 indexed index, address indexed account, uint256 amount)',
      'reclaimed(uint256 amount)',
    ],
    errors: [
      'ZeroAddress()',
      'RootZero()',
      'DeadlinePassed()',
      'Expired()',
      'NotExpired()',
      'AlreadyClaimed()',
      'InvalidProof()',
      'NothingToReclaim()',
    ],
  },
}

describe.each(Object.entries(published))('%s', (contract, expected) => {
  it('has the published functions, and of others only those of the catalogue', () => {
    const movers = functions(abiOf(contract), 'movers')
    expect(movers).toEqual(expect.arrayContaining([...expected.movers]))
    expect(movers).toEqual(catalogued(PLACES[contract]!))
    expect(construction(abiOf(contract))).toBe(expected.construction)
  })

  it('accepts no native coin', () => {
    const payable = abiOf(contract).filter((i) => 'stateMutability' in i && i.stateMutability === 'payable')
    expect(payable).toEqual([])
  })

  it('has the published views and the listed others', () => {
    expect(functions(abiOf(contract), 'views')).toEqual([...expected.views, ...expected.moreViews].toSorted())
  })

  it('has the published events and no other', () => {
    expect(events(abiOf(contract))).toEqual([...expected.events].toSorted())
  })

  it('declares exactly its custom errors', () => {
    expect(errors(abiOf(contract))).toEqual([...expected.errors].toSorted())
  })

  it('is within the code size limits', () => {
    // EIP-170, and EIP-3860 for the creation code.
    const { bytecode, deployedBytecode } = findArtifact(projectArtifacts(), contract)
    expect(deployedBytecode.length / 2 - 1).toBeGreaterThan(0)
    expect(deployedBytecode.length / 2 - 1).toBeLessThan(24_576)
    expect(bytecode.length / 2 - 1).toBeLessThan(49_152)
  })
})

it('detects an added function', () => {
  const withdrawal = {
    purpose: 'let the owner withdraw BTCB',
    source: 'contracts/Master.sol',
    find: '    // Views\n',
    replace:
      '    function rescue(uint256 amount) external onlyOwner {\n        _payBtcb(amount);\n    }\n\n    // Views\n',
  }
  const { abi } = findArtifact(changedProjectArtifacts({ edits: [withdrawal] }), 'Master')
  const more = functions(abi, 'movers').filter((f) => !published['Master']?.movers.includes(f))
  expect(more).toEqual(['rescue(uint256)'])
})

/** Warnings about the project's own sources, without those about OpenZeppelin 4.9.6. */
const own = (warnings: readonly Warning[]): readonly string[] =>
  warnings
    .filter(({ source }) => source === undefined || !source.startsWith('@openzeppelin/'))
    .map(({ message }) => message)

it('compiles without a warning', () => {
  expect(own(compileProject().warnings)).toEqual([])
})

it('detects a warning', () => {
  const unused = {
    purpose: 'leave a variable unused',
    source: 'contracts/BurnVault.sol',
    find: '        if (supply == 0) revert NoSupply();\n',
    replace: '        if (supply == 0) revert NoSupply();\n        uint256 unused = supply;\n',
  }
  const sources = applyEdits(projectSources(), [unused])
  const { warnings } = compileSources({ sources, targets: ['contracts/BurnVault.sol'], read: readProject })
  expect(own(warnings).join()).toContain('Unused local variable')
})

/** Edge values for the arguments of a plan of one's own, in a Market whose constructor has another order. */
import { describe, expect, it } from 'vitest'
import { ownArgumentDifferences } from '../../../src/audit/deployment/own-arguments.ts'
import { prologueDifferences } from '../../../src/audit/deployment/prologue.ts'
import { deployedChainOf } from '../../../src/lockstep/compare/deployed-chain.ts'
import { changedBuild, type Build } from '../../../src/evm/build.ts'
import { STANDARD_PLAN, type Plan } from '../../../src/evm/plan.ts'

/** Also with an argument that the published constructor does not have. */
const plan: Plan = STANDARD_PLAN.map((step) =>
  'create' in step && step.create === 'market'
    ? { create: 'market', args: ['admin', 10n, 150n, 'router', 'amt', 'master'] }
    : step,
)

/** The published Market with its arguments in another order, and more edits. */
function reordered(...edits: readonly (readonly [find: string, replace: string])[]): Build {
  const all = [
    [
      'constructor(address amt_, address master_, uint256 usdPer100Amt_, uint256 fee_, address adminWallet_)',
      'constructor(address adminWallet_, uint256 fee_, uint256 usdPer100Amt_, address, address amt_, address master_)',
    ] as const,
    ...edits,
  ]
  const build = changedBuild('reordered', {
    edits: all.map(([find, replace]) => ({
      purpose: 'reordered',
      source: 'contracts/Market.sol',
      find,
      replace,
    })),
  })
  return { ...build, plan }
}

const PLACE = 'deployment: before create market, '

const signaturesOf = (build: Build): readonly string[] =>
  ownArgumentDifferences(build, plan).map(({ signature }) => signature.replace(PLACE, ''))

describe('a Market with a constructor of its own', () => {
  it('differs in nothing if it does the same with every argument', () => {
    expect(prologueDifferences(reordered())).toEqual([])
  })

  it('differs where an argument is accepted that the published constructor reverts', () => {
    const build = reordered(
      [
        '        _setFee(fee_);\n    }\n\n    /// @inheritdoc IMarket\n    function buy',
        '        fee = fee_;\n    }\n\n    /// @inheritdoc IMarket\n    function buy',
      ],
      [' || adminWallet_ == address(0)', ''],
    )
    expect(signaturesOf(build)).toEqual([
      'with the zero address as argument 1: the model reverts it, the chain does it',
      'with the value 1000 as argument 2: the model reverts it, the chain does it',
    ])
  })

  it('differs where it is recorded or used otherwise', () => {
    const build = reordered(
      ['        fee = fee_;', '        fee = uint8(fee_);'],
      [
        'uint256 amountUsdt = (beforeFee * (PER_MILLE - fee)) / PER_MILLE;',
        'uint256 amountUsdt = fee == 10 || fee == 20\n            ? (beforeFee * (PER_MILLE - fee)) / PER_MILLE\n            : beforeFee - beforeFee / (PER_MILLE / fee);',
      ],
    )
    expect(signaturesOf(build)).toEqual([
      'with the value 0 as argument 2: then alice calls market.sell: the model does it, the chain reverts it',
      'with the value 1 as argument 2: then usdt.balanceOf differs',
      'with the value 256 as argument 2: then market.fee differs',
      "with arguments 2 and 3 in each other's place: then usdt.balanceOf differs",
    ])
  })

  it('is deployed and compared like any other, with the planned arguments', () => {
    // None of the defects shows with them.
    const { chain } = deployedChainOf(
      reordered(['        fee = fee_;', '        fee = uint8(fee_);']),
      'above',
    )
    expect(chain.read({ on: 'market', fn: 'fee', args: [] })).toBe(10n)
  })
})

describe('a Market that is initialised by a call', () => {
  const initialised: Plan = STANDARD_PLAN.flatMap((step) =>
    'create' in step && step.create === 'market'
      ? [{ create: 'market' as const }, { call: 'market.initialize', args: step.args ?? [] }]
      : [step],
  )
  const edits: readonly (readonly [find: string, replace: string])[] = [
    ['IERC20 private immutable _amt;', 'IERC20 private _amt;'],
    ['IMaster private immutable _master;', 'IMaster private _master;'],
    ['address public immutable override adminWallet;', 'address public override adminWallet;'],
    [
      'constructor(address amt_, address master_, uint256 usdPer100Amt_, uint256 fee_, address adminWallet_) {',
      `function initialize(address amt_, address master_, uint256 usdPer100Amt_, uint256 fee_, address adminWallet_) external onlyOwner {
        require(address(_amt) == address(0));`,
    ],
  ]
  const built = (...more: typeof edits): Build => ({
    ...changedBuild('initialised', {
      edits: [...edits, ...more].map(([find, replace]) => ({
        purpose: 'initialised',
        source: 'contracts/Market.sol',
        find,
        replace,
      })),
    }),
    plan: initialised,
  })

  it('is compared with the published constructor', () => {
    // Nothing else differs, with any value of any argument.
    const wrong = built([' || adminWallet_ == address(0)', ''])
    expect(ownArgumentDifferences(wrong, initialised).map(({ signature }) => signature)).toEqual([
      'deployment: before call market.initialize, with the zero address as argument 5: the model reverts it, ' +
        'the chain does it',
    ])
  })
})

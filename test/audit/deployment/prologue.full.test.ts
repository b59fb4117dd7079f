/** Prologue: what outsiders do between the steps of a deployment, and edge values for constructors. */
import { describe, expect, it } from 'vitest'
import { prologueDifferences } from '../../../src/audit/deployment/prologue.ts'
import { prologueFindings } from '../../../src/audit/tried-findings.ts'
import { findingText } from '../../../src/audit/report/finding-text.ts'
import { changedBuild, projectBuild, type Build } from '../../../src/evm/build.ts'
import { STANDARD_PLAN, type Plan } from '../../../src/evm/plan.ts'
import { reworded } from '../builds/index.ts'

const changed = (contract: string, find: string, replace: string): Build =>
  changedBuild(contract, {
    edits: [{ purpose: contract, source: `contracts/${contract}.sol`, find, replace }],
  })

it('differs in nothing for equal contracts, whatever their reasons and events', () => {
  expect(prologueDifferences(projectBuild())).toEqual([])
  expect(prologueDifferences(reworded())).toEqual([])
})

it('shows that an outsider who creates the pair blocks the deployment', () => {
  const build = changed(
    'Master',
    'if (pair == address(0)) pair = factory.createPair(amt_, BTCB);',
    'pair = factory.createPair(amt_, BTCB);',
  )
  expect(prologueDifferences(build)).toMatchObject([
    {
      signature: 'deployment: calls of alice before create liqAmt: then the chain cannot be deployed',
      kind: 'blocks',
      by: 'alice',
      model: 'deployed',
    },
  ])
})

it('shows who may do what only until a step is done', () => {
  const build = changed(
    'AutoMiningToken',
    'function mint(address to, uint256 amount) external override onlyOwner {',
    `function mint(address to, uint256 amount) external override {
        require(msg.sender == owner() || owner().code.length == 0);`,
  )
  const found = prologueDifferences(build)
  expect(found.map(({ signature }) => signature)).toContain(
    'deployment: before create liqAmt, alice calls amt.mint(address,uint256): the model reverts it, ' +
      'the chain does it',
  )
  // What was minted is still there afterwards.
  expect(found.map(({ signature }) => signature)).toContain(
    'deployment: calls of alice before create liqAmt: then amt.totalSupply differs',
  )
  const [finding] = prologueFindings(found)
  expect(finding).toMatchObject({ severity: 'permits', needsPrivilege: false })
  expect(findingText({ ...finding!, rank: 1 })).toContain('during deployment')
})

it('shows which edge values a constructor accepts', () => {
  const build = changed(
    'Market',
    'if (fee_ >= PER_MILLE) revert FeeTooHigh();',
    'if (fee_ > PER_MILLE) revert FeeTooHigh();',
  )
  const found = prologueDifferences(build)
  expect(found).toMatchObject([
    {
      signature:
        'deployment: before create market, the constructor with the value 1000 as argument 4: the ' +
        'model reverts it, the chain does it',
      kind: 'permits',
      by: 'owner',
    },
  ])
  expect(prologueFindings(found)[0]).toMatchObject({ needsPrivilege: true })
})

describe('a build with a plan of its own', () => {
  /** The published order, with the vaults before the Market. */
  const plan: Plan = [...STANDARD_PLAN.slice(0, 6), ...STANDARD_PLAN.slice(7), STANDARD_PLAN[6]!]

  it('differs in nothing from itself where no outsider can interfere', () => {
    expect(prologueDifferences({ ...projectBuild(), plan })).toEqual([])
  })

  it('shows what an outsider may do before a step only, and what stays of it', () => {
    const build = changed(
      'AutoMiningToken',
      'function mint(address to, uint256 amount) external override onlyOwner {',
      `function mint(address to, uint256 amount) external override {
        require(msg.sender == owner() || owner().code.length == 0);`,
    )
    const found = prologueDifferences({ ...build, plan })
    expect(found.map(({ signature }) => signature)).toEqual(
      expect.arrayContaining([
        'deployment: before create liqAmt, alice calls amt.mint(address,uint256): done there, and reverted ' +
          'after the last step',
        'deployment: calls of alice before create liqAmt: then amt.totalSupply differs',
      ]),
    )
    expect(found[0]).toMatchObject({ kind: 'permits', by: 'alice' })
  })

  it('shows that an outsider blocks a step of it', () => {
    const build = changed(
      'Master',
      'if (pair == address(0)) pair = factory.createPair(amt_, BTCB);',
      'pair = factory.createPair(amt_, BTCB);',
    )
    expect(prologueDifferences({ ...build, plan }).map(({ signature }) => signature)).toContain(
      'deployment: calls of alice before create liqAmt: then the chain cannot be deployed',
    )
  })
})

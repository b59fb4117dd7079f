/** Functions that the published interface does not have: who may call them, and what they move. */
import { describe, expect, it } from 'vitest'
import { extraFunctions, type ExtraFunction } from '../../../src/audit/input/extra-functions.ts'
import { extraFindings } from '../../../src/audit/tried-findings.ts'
import { changedBuild, ownArtifacts, projectBuild } from '../../../src/evm/build.ts'

/** Master with four back doors, one of which nobody may use. */
const build = changedBuild('back doors', {
  edits: [
    {
      purpose: 'back doors',
      source: 'contracts/Master.sol',
      find: '    // Claims\n',
      replace: `    // Claims

    function rescue(address token, uint256 amount) external {
        IERC20(token).safeTransfer(msg.sender, amount);
    }

    function replacePayer(address payer) external onlyOwner {
        payerWallet = payer;
    }

    function top(uint256 amount) external {
        if (msg.sender == owner()) IERC20(BTCB).safeTransfer(msg.sender, amount);
        else IERC20(BTCB).safeTransferFrom(msg.sender, address(this), amount);
    }

    function ping(bytes calldata) external {
        revert BadRange();
    }
`,
    },
  ],
})

it('are tried by everybody, in a state in which every contract holds something, and undone', () => {
  const [rescue, replacePayer, ping] = ['rescue', 'replacePayer', 'ping'].map((name) =>
    extraFunctions(build, ownArtifacts(build)).find(({ signature }) => signature.startsWith(name)),
  )
  expect(rescue).toMatchObject({ role: 'master', signature: 'rescue(address,uint256)', mover: 'alice' })
  expect(rescue!.callers).toContain('owner')
  expect(rescue!.effects[0]).toMatchObject({ account: 'master', coin: 'btcb' })
  expect(rescue!.effects[0]!.amount).toBeLessThan(0n)
  expect(replacePayer).toMatchObject({ callers: ['owner'], effects: [], changed: ['master.payerWallet'] })
  expect(ping).toMatchObject({ callers: [], effects: [], changed: [] })
})

it('are findings if somebody may call them and they do something', () => {
  const findings = extraFindings(extraFunctions(build, ownArtifacts(build)))
  expect(
    findings.map(({ signature, severity, needsPrivilege }) => [signature, severity, needsPrivilege]),
  ).toEqual([
    ['master.replacePayer(address): not in the published interface', 'permits', true],
    ['master.rescue(address,uint256): not in the published interface', 'value', false],
    // Alice pays in by it; that the owner takes out says more.
    ['master.top(uint256): not in the published interface', 'privileged-value', true],
  ])
})

it("are none in the project's own contracts", () => {
  expect(extraFunctions(projectBuild(), ownArtifacts(projectBuild()))).toEqual([])
})

describe('what needs more than one argument at a time', () => {
  const hidden = changedBuild('hidden doors', {
    edits: [
      {
        purpose: 'hidden doors',
        source: 'contracts/Master.sol',
        find: '    // Claims\n',
        replace: `    // Claims

    struct Order {
        address to;
        uint256 amount;
    }

    function route(address from, address token, uint256 amount, bool really) external {
        require(from == address(amt) && really && amount > 1000);
        IERC20(token).safeTransfer(msg.sender, amount);
    }

    function order(Order calldata) external {}

    fallback() external {
        IERC20(BTCB).safeTransfer(msg.sender, 1);
    }
`,
      },
    ],
  })
  const extras = extraFunctions(hidden, ownArtifacts(hidden))
  const found = (start: string): ExtraFunction | undefined =>
    extras.find(({ signature }) => signature.startsWith(start))

  it('is tried with combinations', () => {
    expect(found('route')).toMatchObject({
      mover: 'alice',
      effects: [{ account: 'master' }, { account: 'alice' }],
    })
  })

  it('is a call that no function answers', () => {
    expect(found('call without data')).toMatchObject({ role: 'master', mover: 'alice' })
    expect(found('call of an unknown function')).toMatchObject({ role: 'master', mover: 'alice' })
    const [finding] = extraFindings([found('call without data')!])
    expect(finding).toMatchObject({ severity: 'value', needsPrivilege: false })
    expect(finding!.shown.worth.changes).toEqual([
      { account: 'master', btcb: -1n },
      { account: 'alice', btcb: 1n },
    ])
  })

  it('is named if it cannot be tried', () => {
    expect(found('order')).toMatchObject({ callers: [], untried: 'the lab does not encode its parameters' })
  })
})

/** Views that the published interface does not have: asked, and told by what changes them. */
import { expect, it } from 'vitest'
import { extraViews } from '../../../src/audit/input/extra-views.ts'
import { changedBuild, ownArtifacts, projectBuild } from '../../../src/evm/build.ts'

it('are told by the functions that change their answers', () => {
  const build = changedBuild('extra views', {
    edits: [
      {
        purpose: 'extra views',
        source: 'contracts/Master.sol',
        find: '    // Claims\n',
        replace: `    // Claims

    function paid() external view returns (uint256) {
        return amt.getCurrentSnapshotId();
    }

    function held(address account) external view returns (uint256) {
        return IERC20(BTCB).balanceOf(account);
    }

    function now_() external view returns (uint256) {
        return block.timestamp;
    }

    function version() external pure returns (string memory) {
        return "2";
    }

    function never() external pure returns (uint256) {
        revert BadRange();
    }
`,
      },
    ],
  })
  const found = new Map(extraViews(build, ownArtifacts(build)).map((view) => [view.signature, view]))
  expect(found.get('paid()')).toEqual({
    role: 'master',
    signature: 'paid()',
    changedBy: ['master.payRent'],
    answers: true,
  })
  expect(found.get('held(address)')!.changedBy).toContain('btcb.transfer')
  expect(found.get('now_()')!.changedBy).toEqual(['wait'])
  expect(found.get('version()')).toMatchObject({ changedBy: [], answers: true })
  expect(found.get('never()')).toMatchObject({ changedBy: [], answers: false })
})

it("are none in the project's own contracts", () => {
  expect(extraViews(projectBuild(), ownArtifacts(projectBuild()))).toEqual([])
})

/**
 * Collusion of all roles cannot take other accounts' tokens: random sequences of all calls open to the
 * coalition.
 */
import { array, nat, noBias, record, sample, type Arbitrary } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { changedBuild, projectBuild } from '../../src/evm/build.ts'
import type { Edit } from '../../src/evm/compile/edit.ts'
import { Collusion, Loss, type Draw } from './collusion.ts'

const word = nat(999_999)
const draws: Arbitrary<readonly Draw[]> = noBias(
  array(record({ actor: nat(3), fn: word, words: array(word, { minLength: 7, maxLength: 7 }) }), {
    minLength: 60,
    maxLength: 60,
    size: 'max',
  }),
)

/** The first loss in `runs` sequences, if any. The seed, and with it the coverage, is fixed. */
function search(collusion: Collusion, runs: number): string | undefined {
  for (const sequence of sample(draws, { numRuns: runs, seed: 20_230_712 })) {
    try {
      collusion.play(sequence)
    } catch (error) {
      if (error instanceof Loss) return error.message
      throw error
    }
  }
  return undefined
}

describe('a coalition of owner, payer, admin and a holder', () => {
  const collusion = new Collusion(projectBuild())

  it('leaves all other accounts with exactly what they own', () => {
    expect(search(collusion, 150)).toBeUndefined()
  })

  it('covers every function that is open to callers other than Master, Binance and the pair', () => {
    const beyond =
      /^(amt|liqAmt)\.(mint|snapshot|transferOwnership|renounceOwnership)|^(btcb|usdt)\.(mint|transferOwnership|renounceOwnership)|^distributor\.claim|^locker\.release|addLiquidityLocking|^pair\.(mint|burn|swap)|^router/
    const wanted = collusion.own.concat(collusion.outside).map(({ on, signature }) => `${on}.${signature}`)
    expect(wanted.filter((call) => !collusion.coverage.has(call) && !beyond.test(call))).toEqual([])
    expect([...collusion.coverage]).toContain(
      'router.swapExactTokensForTokens(uint256,uint256,address[],address,uint256)',
    )
  })
})

const MASTER = 'contracts/Master.sol'

const mutants: readonly Edit[] = [
  {
    purpose: 'an owner who can sweep BTCB',
    source: MASTER,
    find: '    // Issue\n',
    replace: '    function sweep() external onlyOwner { _payBtcb(IERC20(BTCB).balanceOf(address(this))); }\n',
  },
  {
    purpose: 'a residue that includes open claims',
    source: 'contracts/libraries/Distribution.sol',
    find: '    dust = (self.pot * self.claimedUnits) / totalUnits - self.paid;',
    replace: '    dust = self.pot - self.paid;',
  },
  {
    purpose: 'claims by the current supply',
    source: MASTER,
    find: '        total = units.totalSupplyAt(snapId);',
    replace: '        snapId; total = units.totalSupply();',
  },
  {
    purpose: 'a payer who claims for others',
    source: MASTER,
    find: '    // Issue\n',
    replace:
      '    function take(address from, uint256 id) external { if (msg.sender != payerWallet) revert NotPayer(); _holderPots[id].claimed[from] = true; }\n',
  },
  {
    purpose: 'a locker that opens at once',
    source: 'contracts/LiquidityLocker.sol',
    find: '        if (block.timestamp < releaseTime) revert StillLocked();\n',
    replace: '',
  },
  {
    purpose: 'a vault with a rescue function',
    source: 'contracts/DepositVault.sol',
    find: '    /// @inheritdoc IDepositVault\n    function depositOf(',
    replace:
      '    function rescue(uint256 amount) external { IERC20(_amt).safeTransfer(msg.sender, amount); }\n    /// @inheritdoc IDepositVault\n    function depositOf(',
  },
  {
    purpose: 'an RCL with an administrator',
    source: 'contracts/BurnVault.sol',
    find: '    /// @inheritdoc IBurnVault\n',
    replace:
      '    function manage(uint256 amount) external { IERC20(BTCB).safeTransfer(msg.sender, amount); }\n    /// @inheritdoc IBurnVault\n',
  },
  {
    purpose: 'liqAMT from nothing',
    source: MASTER,
    find: '    // Issue\n',
    replace:
      '    function mintLiquidity(uint256 amount) external onlyOwner { liqToken.mint(msg.sender, amount); }\n',
  },
]

describe('a coalition kills the mutant', () => {
  it.each(mutants.map((mutant): [string, Edit] => [mutant.purpose, mutant]))('%s', (purpose, mutant) => {
    expect(search(new Collusion(changedBuild(purpose, { edits: [mutant] })), 200)).toBeDefined()
  })
})

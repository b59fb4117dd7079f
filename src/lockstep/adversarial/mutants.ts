/**
 * Mutants that only adversarial tokens kill: missing guards, effects after interactions, payments measured by
 * balances, swallowed reverts.
 *
 * With well-behaved tokens these contracts do exactly what they should, so ordinary lockstep cannot kill
 * them.
 */
import { changedBuild, type Build } from '../../evm/build.ts'
import type { Edit } from '../../evm/compile/edit.ts'
import type { Adversary } from './generate.ts'

export interface AdversarialMutant {
  /** Short and stable. */
  readonly name: string
  /** The adversary that kills it. */
  readonly shows: Adversary
  readonly edits: readonly Edit[]
}

function mutant(
  name: string,
  shows: Adversary,
  ...edits: readonly (readonly [file: string, find: string, replace: string])[]
): AdversarialMutant {
  return {
    name,
    shows,
    edits: edits.map(([file, find, replace]) => ({
      purpose: name,
      source: `contracts/${file}.sol`,
      find,
      replace,
    })),
  }
}

/** The project's contracts with these mutants applied. */
export function mutatedBuild(...mutants: readonly AdversarialMutant[]): Build {
  return changedBuild(mutants.map(({ name }) => name).join('; '), {
    edits: mutants.flatMap(({ edits }) => edits),
  })
}

export const ADVERSARIAL_MUTANTS: readonly AdversarialMutant[] = [
  mutant('an RCL without a guard', 'reentrancy', [
    'BurnVault',
    'uint256 amount) external override nonReentrant {',
    'uint256 amount) external override {',
  ]),
  mutant('a claim that is paid before it is booked', 'reentrancy', [
    'Master',
    `        amount = pot.claim(msg.sender, held, _claimableUnitsAt(units, snapId));
        _payBtcb(amount);
`,
    `        _payBtcb((pot.pot * held) / _claimableUnitsAt(units, snapId));
        amount = pot.claim(msg.sender, held, _claimableUnitsAt(units, snapId));
`,
  ]),
  mutant(
    'claims of a range that are paid before they are booked',
    'reentrancy',
    [
      'Master',
      `            uint256 amount = pot.claim(msg.sender, held, _claimableUnitsAt(units, snapId));
            total += amount;
`,
      `            uint256 amount = (pot.pot * held) / _claimableUnitsAt(units, snapId);
            total += amount;
`,
    ],
    [
      'Master',
      `        _payBtcb(total);
    }
`,
      `        _payBtcb(total);
        for (uint256 snapId = from; snapId <= to; ++snapId) {
            Distribution storage pot = pots[snapId];
            if (pot.claimed[msg.sender]) continue;
            uint256 held = units.balanceOfAt(msg.sender, snapId);
            if (held > 0) pot.claim(msg.sender, held, _claimableUnitsAt(units, snapId));
        }
    }
`,
    ],
  ),
  mutant('dust that is paid before it is booked', 'reentrancy', [
    'Master',
    `        dust = pots[snapId].collectDust(_claimableUnitsAt(units, snapId));
        _payBtcb(dust);
`,
    `        uint256 total = _claimableUnitsAt(units, snapId);
        Distribution storage pot = pots[snapId];
        dust = total == 0 ? 0 : (pot.pot * pot.claimedUnits) / total - pot.paid;
        _payBtcb(dust);
        pot.paid += dust;
`,
  ]),
  mutant(
    'a payment that is booked after it has arrived',
    'reentrancy',
    [
      'Master',
      `        _holderPots[snapId].pot = toClaims - toProviders;
        _providerPots[snapId].pot = toProviders;

`,
      '',
    ],
    [
      'Master',
      `        emit rentPaid(amountBtcb, toVault);
`,
      `        _holderPots[snapId].pot = toClaims - toProviders;
        _providerPots[snapId].pot = toProviders;
        emit rentPaid(amountBtcb, toVault);
`,
    ],
  ),
  mutant(
    'a refund of liquidity that is measured by a balance',
    'reentrancy',
    [
      'Master',
      `        uint256 liquidity;
        (usedAmt, usedBtcb, liquidity)`,
      `        uint256 liquidity;
        uint256 kept = IERC20(BTCB).balanceOf(address(this)) - amountBtcb;
        (usedAmt, usedBtcb, liquidity)`,
    ],
    [
      'Master',
      '        _payBtcb(amountBtcb - usedBtcb);',
      '        _payBtcb(IERC20(BTCB).balanceOf(address(this)) - kept);',
    ],
  ),
  mutant(
    'a locker that is booked after the liquidity is in, without a guard',
    'reentrancy',
    ['Master', ') external override onlyOwner nonReentrant {', ') external override onlyOwner {'],
    [
      'Master',
      `        addrLiqLocker = locker;

        (uint256 usedAmt, uint256 usedBtcb) = _addLiquidity(amountAmt, amountBtcb, locker, locker);
`,
      `        (uint256 usedAmt, uint256 usedBtcb) = _addLiquidity(amountAmt, amountBtcb, locker, locker);
        addrLiqLocker = locker;
`,
    ],
  ),
  mutant('a vault that does not look again after its harvest', 'reentrancy', [
    'DepositVault',
    '            current = _amt.getCurrentSnapshotId()\n        ) {',
    '            current = 0\n        ) {',
  ]),
  mutant(
    'a withdrawal that is booked late, without a guard',
    'reentrancy',
    [
      'DepositVault',
      'function withdraw(uint256 amount) external override nonReentrant {',
      'function withdraw(uint256 amount) external override {',
    ],
    [
      'DepositVault',
      `        account.deposit -= amount;
        totalDeposits -= amount;
        uint256 amountBtcb = _takeOwed(account);

        if (amount > 0) IERC20(_amt).safeTransfer(msg.sender, amount);
        if (amountBtcb > 0) IERC20(BTCB).safeTransfer(msg.sender, amountBtcb);
`,
      `        uint256 before = account.owed;
        account.deposit -= amount;
        totalDeposits -= amount;
        uint256 amountBtcb = _takeOwed(account);
        account.owed = before;

        if (amount > 0) IERC20(_amt).safeTransfer(msg.sender, amount);
        if (amountBtcb > 0) IERC20(BTCB).safeTransfer(msg.sender, amountBtcb);
        account.owed = before - amountBtcb;
`,
    ],
  ),
  mutant('a harvest that is measured by a balance', 'reentrancy', [
    'DepositVault',
    '        uint256 amountBtcb = _master.chargeFromTo(from, upTo);\n',
    `        uint256 before = IERC20(BTCB).balanceOf(address(this));
        _master.chargeFromTo(from, upTo);
        uint256 amountBtcb = IERC20(BTCB).balanceOf(address(this)) - before;
`,
  ]),
  mutant('a claim whose reverted payment is swallowed', 'blacklists', [
    'Master',
    'if (amount > 0) IERC20(BTCB).safeTransfer(msg.sender, amount);',
    'if (amount > 0) try IERC20(BTCB).transfer(msg.sender, amount) {} catch {}',
  ]),
  mutant('an RCL that burns although its payment is reverted', 'blacklists', [
    'BurnVault',
    'if (payout > 0) IERC20(BTCB).safeTransfer(msg.sender, payout);',
    'if (payout > 0) try IERC20(BTCB).transfer(msg.sender, payout) {} catch {}',
  ]),
  mutant('a withdrawal whose reverted BTCB is forgotten', 'blacklists', [
    'DepositVault',
    'if (amountBtcb > 0) IERC20(BTCB).safeTransfer(msg.sender, amountBtcb);',
    'if (amountBtcb > 0) try IERC20(BTCB).transfer(msg.sender, amountBtcb) {} catch {}',
  ]),
  mutant('a Market that sends on what it can and keeps silent about the rest', 'blacklists', [
    'Market',
    'if (balance > 0) token.safeTransfer(msg.sender, balance);',
    'if (balance > 0) try token.transfer(msg.sender, balance) {} catch {}',
  ]),
]

/**
 * Mutants of the Great Reset's distributor: each entry once, to the unit, until the deadline.
 */
import { inContract, inModel, type Mutant } from '../../mutation/mutant.ts'

const LIST = 'airdrop-pays-its-list'
const LEAF = 'keccak256(bytes.concat(keccak256(abi.encode(index, account, amount))))'

export const DISTRIBUTOR_MUTANTS: readonly Mutant[] = [
  inContract('an entry is paid again', 'ResetDistributor', '_claimed.set(index);', '', LIST),
  inContract(
    'no proof is needed',
    'ResetDistributor',
    'if (!MerkleProof.verifyCalldata(proof, root, leaf)) revert InvalidProof();',
    'if (root == leaf) revert InvalidProof();',
    LIST,
  ),
  inContract(
    'the number of an entry is not in its leaf',
    'ResetDistributor',
    LEAF,
    'keccak256(bytes.concat(keccak256(abi.encode(uint256(0), account, amount))))',
    LIST,
  ),
  inContract(
    'a leaf is hashed once',
    'ResetDistributor',
    LEAF,
    'keccak256(abi.encode(index, account, amount))',
  ),
  inContract(
    'an entry is paid to the caller',
    'ResetDistributor',
    '_amt.safeTransfer(account, amount);',
    '_amt.safeTransfer(msg.sender, amount);',
  ),
  inContract(
    'an entry is paid a unit short',
    'ResetDistributor',
    '_amt.safeTransfer(account, amount);',
    '_amt.safeTransfer(account, amount == 0 ? 0 : amount - 1);',
    LIST,
  ),
  inContract(
    'the last second is too late',
    'ResetDistributor',
    'if (block.timestamp > deadline) revert Expired();',
    'if (block.timestamp >= deadline) revert Expired();',
  ),
  inContract(
    'reclaiming begins a second early',
    'ResetDistributor',
    'if (block.timestamp <= deadline) revert NotExpired();',
    'if (block.timestamp < deadline) revert NotExpired();',
  ),
  inContract(
    'the rest goes to the caller',
    'ResetDistributor',
    '_amt.safeTransfer(reserve, amount);',
    '_amt.safeTransfer(msg.sender, amount);',
  ),
  inContract('nothing is reclaimed', 'ResetDistributor', 'if (amount == 0) revert NothingToReclaim();', ''),
  inContract(
    'a list may begin at its end',
    'ResetDistributor',
    'if (deadline_ <= block.timestamp)',
    'if (deadline_ < block.timestamp)',
  ),
  inContract('an empty list is taken', 'ResetDistributor', 'if (root_ == bytes32(0)) revert RootZero();', ''),
  inContract(
    'a list may be of a snapshot that was never taken',
    'ResetDistributor',
    'ISnapshotToken(amt_).totalSupplyAt(snapshotId_);',
    '',
  ),
  inContract(
    'a list tells the snapshot before its own',
    'ResetDistributor',
    'snapshotId = snapshotId_;',
    'snapshotId = snapshotId_ - 1;',
  ),
  inContract(
    'a proof is asked of who was paid',
    'ResetDistributor',
    `if (_claimed.get(index)) revert AlreadyClaimed();
        bytes32 leaf = ${LEAF};
        if (!MerkleProof.verifyCalldata(proof, root, leaf)) revert InvalidProof();`,
    `bytes32 leaf = ${LEAF};
        if (!MerkleProof.verifyCalldata(proof, root, leaf)) revert InvalidProof();
        if (_claimed.get(index)) revert AlreadyClaimed();`,
  ),
  inModel(
    'the time of a list is looked at before its snapshot',
    'contracts/distributor',
    'ledgerAt(state.tokens.amt.snapshots, snapshotId)\n  if (deadline <= state.timestamp) throw new DeadlinePassed()',
    'if (deadline <= state.timestamp) throw new DeadlinePassed()\n  ledgerAt(state.tokens.amt.snapshots, snapshotId)',
  ),
  inModel(
    'any proof will do',
    'contracts/distributor',
    'return proof === index || entries.length === 1',
    'return proof < entries.length || entries.length === 1',
  ),
  inModel(
    'a list of one needs its proof',
    'contracts/distributor',
    'return proof === index || entries.length === 1',
    'return proof === index',
  ),
]

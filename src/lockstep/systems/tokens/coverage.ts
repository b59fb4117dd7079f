/**
 * Coverage that a run must reach of the four tokens.
 */
import { NO_KEY, passOn, giveUp, type Entries, type Entry } from '../coverage-entry.ts'

const CALLER_IS_SOMEBODY = 'the spender is the caller, who is never the zero address'
const CHECKED_BEFORE = 'an earlier check covers all of these'

const approve: Entry = [['ok', 'ApproveToZero'], { ApproveFromZero: NO_KEY }]
const transferFrom: Entry = [
  ['ok', 'InsufficientAllowance', 'ApproveFromZero', 'TransferToZero', 'InsufficientBalance'],
  { ApproveToZero: CALLER_IS_SOMEBODY, TransferFromZero: CHECKED_BEFORE },
]
const OF_MASTER = 'Master owns the token and passes it on, or gives it up, in no function'
const THROUGH_MASTER = 'only Master may call it; reached through Master'
const ownTransfer: Entry = [['ok', 'TransferToZero', 'InsufficientBalance'], { TransferFromZero: NO_KEY }]
const increase: Entry = [['ok', 'Panic(0x11)', 'ApproveToZero'], { ApproveFromZero: NO_KEY }]
const decrease: Entry = [['ok', 'AllowanceBelowZero', 'ApproveToZero'], { ApproveFromZero: NO_KEY }]
const ownedByMaster: Entry = [['NotOwner'], { ok: OF_MASTER, NewOwnerZero: OF_MASTER }]
const burnFrom: Entry = [
  ['ok', 'InsufficientAllowance', 'ApproveFromZero', 'BurnExceedsBalance'],
  { ApproveToZero: CALLER_IS_SOMEBODY, BurnFromZero: CHECKED_BEFORE },
]
const outsideTransferFrom: Entry = [
  ['ok', 'TransferFromZero', 'TransferToZero', 'InsufficientBalance', 'InsufficientAllowance'],
  { ApproveFromZero: CHECKED_BEFORE, ApproveToZero: CALLER_IS_SOMEBODY },
]
const outsideMint: Entry = [['ok', 'NotOwner', 'Panic(0x11)'], { MintToZero: NO_KEY }]
const ownBurn: Entry = [['ok', 'BurnExceedsBalance'], { BurnFromZero: NO_KEY }]

export const TOKENS_COVERAGE = {
  'amt.transfer': ownTransfer,
  'amt.approve': approve,
  'amt.transferFrom': transferFrom,
  'amt.increaseAllowance': increase,
  'amt.decreaseAllowance': decrease,
  'amt.transferOwnership': ownedByMaster,
  'amt.renounceOwnership': ownedByMaster,
  'amt.mint': [['NotOwner'], { ok: THROUGH_MASTER, CapExceeded: THROUGH_MASTER, MintToZero: THROUGH_MASTER }],
  'amt.snapshot': [['NotOwner'], { ok: THROUGH_MASTER }],
  'amt.burnFrom': burnFrom,
  'amt.burn': ownBurn,

  'liqAmt.transfer': ownTransfer,
  'liqAmt.approve': approve,
  'liqAmt.transferFrom': transferFrom,
  'liqAmt.increaseAllowance': increase,
  'liqAmt.decreaseAllowance': decrease,
  'liqAmt.transferOwnership': ownedByMaster,
  'liqAmt.renounceOwnership': ownedByMaster,
  'liqAmt.mint': [
    ['NotOwner'],
    {
      ok: THROUGH_MASTER,
      MintToZero: THROUGH_MASTER,
      'Panic(0x11)': 'no more is minted than there are LP tokens',
    },
  ],
  'liqAmt.snapshot': [['NotOwner'], { ok: THROUGH_MASTER }],
  'liqAmt.burnFrom': burnFrom,

  'btcb.transfer': ownTransfer,
  'btcb.approve': approve,
  'btcb.transferFrom': outsideTransferFrom,
  'btcb.increaseAllowance': increase,
  'btcb.decreaseAllowance': decrease,
  'btcb.transferOwnership': passOn,
  'btcb.renounceOwnership': giveUp,
  'btcb.mint': outsideMint,
  'btcb.burn': ownBurn,

  'usdt.transfer': ownTransfer,
  'usdt.approve': approve,
  'usdt.transferFrom': outsideTransferFrom,
  'usdt.increaseAllowance': increase,
  'usdt.decreaseAllowance': decrease,
  'usdt.transferOwnership': passOn,
  'usdt.renounceOwnership': giveUp,
  'usdt.mint': outsideMint,
  'usdt.burn': ownBurn,
} as const satisfies Entries

/**
 * Unreached: lines and outcomes that no campaign reaches, with the reason.
 *
 * An entry without a match in a source is harmless; what is uncovered and not listed here is a candidate for
 * a command.
 */
export interface Place {
  readonly unit: string
  /** `Contract.function`; empty outside of functions. */
  readonly function: string
  /** The line, or the condition with its missing outcome. */
  readonly what: string
}

interface Entry {
  readonly unit: RegExp
  readonly function?: RegExp
  readonly what?: RegExp
  readonly reason: string
}

const UNREACHED: readonly Entry[] = [
  {
    unit: /\/Master\.sol$/,
    function: /\.constructor$/,
    what: /^pair == address\(0\) is never false$/,
    reason:
      'The pair does not exist before Master creates it; test/contracts/deployment.test.ts deploys on an existing one.',
  },
  {
    unit: /^contracts\/(?!outside)/,
    what: /ZeroAddress|address\(0\)/,
    function: /\.constructor$/,
    reason:
      'A campaign deploys with valid arguments; test/contracts/deployment.test.ts deploys with zero addresses.',
  },
  {
    unit: /\/Master\.sol$/,
    what: /liqToken\.snapshot\(\) != snapId is never true/,
    reason:
      'Only Master takes snapshots of both tokens, always together. A defence against another build of liqAMT.',
  },
  {
    unit: /\/BuyBackVault\.sol$/,
    what: /IERC20\(BTCB\)\.(allowance|forceApprove)\(/,
    reason: 'The allowance is unlimited: it takes rounds of 2^255 base units of BTCB to use it up.',
  },
  {
    unit: /\/UniswapV2Router02\.sol$/,
    function: /ETH|\.receive$/,
    reason: 'BNB is not modelled.',
  },
  {
    unit: /\/(UniswapV2Router02|UniswapV2ERC20)\.sol$/,
    function: /[pP]ermit/,
    reason: 'Signatures are not modelled.',
  },
  {
    unit: /\/UniswapV2Router02\.sol$/,
    function: /\.(quote|getAmount(s?)(In|Out))$/,
    reason: 'A view of the router that nothing on the chain calls.',
  },
  {
    unit: /\/UniswapV2Router02\.sol$/,
    what: /^amountAOptimal <= amountADesired is never false$/,
    reason: 'An assertion that holds by arithmetic.',
  },
  {
    unit: /\/UniswapV2Factory\.sol$/,
    function: /\.allPairsLength$/,
    reason: 'A view of the factory that nothing on the chain calls.',
  },
  {
    unit: /\/TransferHelper\.sol$/,
    function: /\.safeTransfer(ETH)?$/,
    reason: 'Only the router’s functions for BNB call it.',
  },
  {
    unit: /\/(TransferHelper|UniswapV2Pair)\.sol$/,
    what: /^data\.length == 0 is never true$/,
    reason: 'Every token here returns a value.',
  },
  {
    unit: /\/UniswapV2Pair\.sol$/,
    what: /^unlocked == 1 is never false$/,
    reason: 'Reentrancy needs a token with callbacks; the adversarial campaign has them.',
  },
  {
    unit: /\/BEP20\.sol$/,
    function: /\.getOwner$/,
    reason: 'BEP-20’s second name for owner().',
  },
]

/** Why a place is not reached; undefined if it should be. */
export function reasonOf(place: Place): string | undefined {
  return UNREACHED.find(
    (entry) =>
      entry.unit.test(place.unit) &&
      (entry.function?.test(place.function) ?? true) &&
      (entry.what?.test(place.what) ?? true),
  )?.reason
}

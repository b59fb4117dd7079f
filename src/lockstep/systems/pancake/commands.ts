/**
 * Commands on PancakeSwap by function, with their weights in a sequence.
 */
import type { Commands } from '../../generate/context.ts'
import * as token from '../tokens/actions.ts'
import * as factory from './factory-actions.ts'
import * as liquidity from './liquidity-actions.ts'
import * as raw from './pair-actions.ts'
import { somePair } from './pool-choice.ts'
import * as swap from './swap-actions.ts'

export const PANCAKE_COMMANDS = {
  'factory.createPair': [3, factory.createPair],
  'factory.setFeeTo': [2, factory.setFeeTo],
  'factory.setFeeToSetter': [1.3, factory.setFeeToSetter],
  'pair.transfer': [3, token.transfer(somePair)],
  'pair.approve': [2, token.approve(somePair)],
  'pair.transferFrom': [4, token.transferFrom(somePair)],
  'pair.mint': [4, raw.rawMint],
  'pair.burn': [4, raw.rawBurn],
  'pair.swap': [8, raw.rawSwap],
  'pair.skim': [3, raw.skim],
  'pair.sync': [3, raw.sync],
  'pair.initialize': [1, factory.initialize],
  'router.addLiquidity': [9, liquidity.addLiquidity],
  'router.removeLiquidity': [11, liquidity.removeLiquidity],
  'router.swapExactTokensForTokens': [10, swap.swapExact('swapExactTokensForTokens')],
  'router.swapTokensForExactTokens': [8, swap.swapForExact],
  'router.swapExactTokensForTokensSupportingFeeOnTransferTokens': [
    7,
    swap.swapExact('swapExactTokensForTokensSupportingFeeOnTransferTokens'),
  ],
} as const satisfies Commands

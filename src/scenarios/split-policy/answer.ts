/**
 * Answer of the scenario `split-policy`: for which exit the split matters.
 */
import type { Figures } from '../../sim/answer/figures.ts'
import type { SplitPolicy } from './parameters.ts'

export function answer({ vaultShare }: SplitPolicy, { has, say }: Figures): string {
  const own =
    `With ${vaultShare}% to the RCL the last exit brings ${say('lastAtRcl')} at the RCL and ` +
    `${say('lastInPool')} in the pool, payouts included.`
  if (!has('rclSpread')) return own
  return (
    `For exits at the RCL the splits differ by ${say('rclSpread')} at most. In the pool the first exit brings ` +
    `${say('firstInPoolNone')} with nothing to the RCL and ${say('firstInPoolAll')} with all. After an emission ` +
    `of 10,000,000 AMT the last exit at the RCL brings ${say('dilutedNone')} and ${say('dilutedAll')}. ${own}`
  )
}

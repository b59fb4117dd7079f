/**
 * Claims in vain: of payments that are not there or not to be had again, and of what the locker has let go of.
 */
import type { Account } from '../../../model/interface/accounts.ts'
import type { Action } from '../../../model/interface/action.ts'
import { anyone, byOwner, call, holderOf, ownerOf, type Move, type Scene } from '../../generate/context.ts'
import { addLiquidityLocking, surePayment } from './actions.ts'

export const CLAIMS_IN_VAIN: readonly Move[] = [
  (scene, entropy) => {
    const charge = (snapId: bigint): Action => call(anyone(scene, entropy), 'locker.charge', { snapId })
    if (!scene.extent.lockerExists) {
      const early = surePayment(scene, entropy)
      return [...early, ...addLiquidityLocking(scene, entropy), charge(scene.extent.snapshots + 1n)]
    }
    const idle = ids(scene).filter((id) => heldAt(scene, 'liqAmt', 'locker', id) === 0n)
    return [0n, ...idle.slice(0, 1)].map(charge)
  },
  (scene, entropy) => {
    if (!scene.extent.lockerExists)
      return [...surePayment(scene, entropy), ...addLiquidityLocking(scene, entropy)]
    const held = ids(scene).filter((id) => heldAt(scene, 'liqAmt', 'locker', id) > 0n)
    const charge = held.slice(0, 1).map((snapId) => call(anyone(scene, entropy), 'locker.charge', { snapId }))
    return [...charge, ...charge]
  },
  (scene, entropy) => {
    if (!scene.extent.lockerExists) return addLiquidityLocking(scene, entropy)
    const release = call(anyone(scene, entropy), 'locker.release', {})
    const end = scene.read({ on: 'locker', fn: 'releaseTime', args: [] }) as bigint
    return end <= scene.now ? [release, release] : [{ wait: end - scene.now }, release, release]
  },
  (scene) => {
    const owner = ownerOf(scene, 'market')
    const held = ids(scene).filter((id) => heldAt(scene, 'amt', 'market', id) > 0n)
    const twice = held.slice(-1).flatMap((id) => [id, id])
    return byOwner(
      scene,
      owner,
      [0n, ...twice].map((snapId) => call(owner, 'market.charge', { snapId })),
    )
  },
  (scene, entropy) => {
    const by = holderOf(scene, entropy, 'liqAmt')
    const last = ids(scene).slice(-1)
    return [...last, ...last].map((snapId) => call(by, 'master.liqCharge', { snapId }))
  },
  (scene) => {
    const owner = ownerOf(scene, 'master')
    return byOwner(scene, owner, [
      call(owner, 'master.handleDust', { snapId: 0n }),
      call(owner, 'master.LiqHandleDust', { snapId: 0n }),
    ])
  },
  // An entry that is nobody's.
  (scene, entropy) => {
    const by = anyone(scene, entropy)
    return scene.airdrop.flatMap(({ account, amount }, index) =>
      account === 'zero'
        ? [call(by, 'distributor.claim', { index: BigInt(index), account, amount, proof: BigInt(index) })]
        : [],
    )
  },
]

function heldAt(scene: Scene, token: 'amt' | 'liqAmt', who: Account, id: bigint): bigint {
  return scene.read({ on: token, fn: 'balanceOfAt', args: [who, id] }) as bigint
}

function ids(scene: Scene): readonly bigint[] {
  return Array.from({ length: Number(scene.extent.snapshots) }, (_, index) => BigInt(index) + 1n)
}

/** The audit as a suite: registered here for the project's own contracts, and what its failure says. */
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { AuditFailed, auditSuite, auditVerdict } from '../../src/vitest/audit-suite.ts'
import { defective } from '../audit/defects.ts'
import { freshFolder, written } from '../audit/formats.ts'

auditSuite({ budget: 300, title: "the project's own contracts" })

it('fails with the stories of what is not accepted', () => {
  const dir = written('foundry', defective('anybody sets the fee'))
  const place = freshFolder('suite')
  const accept = join(place, 'accepted.yaml')
  const options = { dir, budget: 1200, seed: 1 }
  const verdict = auditVerdict(options)
  const { message } = new AuditFailed(verdict, 'findings')
  expect(message).toContain('market.setFee: the model reverts NotOwner, the chain does it')
  expect(message).toMatch(/\n +1\. \w+ calls market\.setFee/)

  const entries = verdict.open.map(({ signature }) => ({ signature, reason: 'known' }))
  writeFileSync(accept, JSON.stringify([...entries, { signature: 'gone', reason: 'old' }]))
  const accepted = auditVerdict({ ...options, accept })
  expect(accepted.open).toEqual([])
  expect(accepted.unused.map(({ signature }) => signature)).toEqual(['gone'])
  for (const each of [dir, place]) rmSync(each, { recursive: true })
})

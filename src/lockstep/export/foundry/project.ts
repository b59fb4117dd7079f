/**
 * Foundry project: a failure as a self-contained test, with nothing to install.
 *
 * `test/Counterexample.t.sol` deploys the build from embedded creation code, sends the actions as pranked
 * calls, and asserts what the model says: of every action whether it succeeds and why it reverts, of the last
 * one the return value and the events too, and then the views in which the two sides differ. So it fails on
 * the build that the failure was found on, and passes on one that does as the model.
 *
 * For an audit the test asserts what the contracts do instead, and so passes as long as they do it. A
 * counterexample of a claim is the same on both sides: its test passes as long as the contracts show it.
 *
 * A test of an invariant fails as long as the contracts do what they did when it broke: with the same outcomes,
 * and the same answers to all views that it had read.
 *
 * Addresses, time, block numbers and `tx.origin` are those of the lab.
 */
import { ORIGIN } from '../../../evm/chain.ts'
import { creationCode } from '../../../evm/abi/call.ts'
import type { Build } from '../../../evm/build.ts'
import { encodeCall, encodeView, prepareInterface, targetOf } from '../../../evm/interface.ts'
import { BLOCK_CONSTANTS } from '../../../evm/machine/message.ts'
import { toHex } from '../../../evm/machine/hex.ts'
import { DISTRIBUTOR_DEPLOYER } from '../../../evm/chain.ts'
import { merkleTree, type MerkleTree } from '../../../evm/merkle.ts'
import type { Names } from '../../../evm/names.ts'
import { isWait, type Action, type Call } from '../../../model/interface/action.ts'
import { signatureOf, splitName } from '../../../model/interface/functions.ts'
import type { Outcome, Value } from '../../../model/interface/outcome.ts'
import { viewKey } from '../../../model/surface/observation.ts'
import { amtSortsIn, deployedChainOf } from '../../compare/deployed-chain.ts'
import { sentence } from '../../report/story.ts'
import type { DifferentAnswer } from '../differences.ts'
import type { Evidence, KnownAnswer } from '../evidence.ts'
import type { ExportedFile, ToldCase } from '../failure-case.ts'
import { AddressBook } from './address-book.ts'
import { deploymentSteps, type DeploymentStep } from './deployment.ts'
import { Expectations, hexLiteral, stringLiteral } from './expectation.ts'
import { BASE_SOURCE, FOUNDRY_TOML } from './base.ts'

/** Views that a test asserts at most. */
const MOST_VIEWS = 40

/** Names of the test, by whose outcomes and answers it asserts. */
const TITLES = {
  model: 'test_modelAndContractsAgree',
  contracts: 'test_contractsShowTheDifference',
  counterexample: 'test_contractsShowTheCounterexample',
  invariant: 'test_invariantHolds',
} as const

/**
 * The files of the project: `foundry.toml` and three sources.
 *
 * @param asserts whose outcomes and answers the failure and the differences have first: the test asserts
 *   them.
 *   @default 'model'
 */
export function foundryProject(
  failure: ToldCase,
  build: Build,
  differences: readonly DifferentAnswer[],
  asserts: Exclude<keyof typeof TITLES, 'invariant'> = 'model',
): readonly ExportedFile[] {
  const answers = differences.flatMap(({ view, model }) => (model.ok ? [{ view, value: model.value }] : []))
  return projectOf(failure, build, { asserts, before: [], after: answers })
}

/** The files of a project whose test fails as long as the contracts break the invariant. */
export function invariantProject(
  failure: ToldCase,
  build: Build,
  { outcomes, ...evidence }: Evidence,
): readonly ExportedFile[] {
  return projectOf({ ...failure, outcomes }, build, { asserts: 'invariant', ...evidence })
}

function projectOf(failure: ToldCase, build: Build, asserted: Asserted): readonly ExportedFile[] {
  const source = new Source(failure, build, asserted)
  return [
    { path: 'foundry.toml', text: FOUNDRY_TOML },
    { path: 'test/Base.sol', text: BASE_SOURCE },
    { path: 'test/Counterexample.t.sol', text: source.test() },
    { path: 'test/Bytecode.sol', text: source.bytecode() },
  ]
}

/** What a test asserts besides outcomes: answers before the last action and after it. */
type Asserted = Pick<Evidence, 'before' | 'after'> &
  (
    | ({ readonly asserts: 'invariant' } & Pick<Evidence, 'invariant' | 'detail'>)
    | { readonly asserts: Exclude<keyof typeof TITLES, 'invariant'> }
  )

class Source {
  private readonly failure: ToldCase
  private readonly about: Asserted
  private readonly build: Build
  private readonly names: Names
  private readonly book: AddressBook
  private readonly expect: Expectations
  private tree: MerkleTree | undefined

  constructor(failure: ToldCase, build: Build, asserted: Asserted) {
    this.failure = failure
    this.about = asserted
    this.build = build
    this.names = deployedChainOf(build, amtSortsIn(failure.deployment)).chain.names
    this.book = new AddressBook((account) => this.names.addressOf(account))
    this.expect = new Expectations(build, this.names, this.book)
  }

  test(): string {
    const { before, after } = this.about
    const { actions, deployment, outcomes, about, story } = this.failure
    this.book.at(ORIGIN, 'origin')
    const steps = deploymentSteps(this.build, amtSortsIn(deployment), deployment.timestamp)
    const setUp = steps.flatMap((step) => this.deployed(step))
    const acted = actions.flatMap((action, index) => {
      const isLast = index === actions.length - 1
      return [
        ...(isLast ? this.answered(before) : []),
        `// ${index + 1}. ${sentence(action)}`,
        ...this.acted(action, outcomes[index], isLast),
      ]
    })
    // Before the declarations: the book declares the addresses that the body asks for.
    const body = indented([...acted, ...this.answered(after)])
    return `// SPDX-License-Identifier: MIT
pragma solidity ^0.8.20;

// ${about}
//
${story
  .split('\n')
  .map((line) => `// ${line}`.trimEnd())
  .join('\n')}

import {Base${this.about.asserts === 'invariant' ? ', InvariantBroken' : ''}} from "./Base.sol";
import {Bytecode} from "./Bytecode.sol";

${this.book.declarations().join('\n')}

contract CounterexampleTest is Base {
    function setUp() public {
        vm.chainId(${BLOCK_CONSTANTS.chainId});
        vm.warp(${deployment.timestamp});
        vm.roll(1);
${indented(setUp)}
    }

${this.functions(body)}
}
`
  }

  /** The test, of the body that reverts where the contracts do something else. */
  private functions(body: string): string {
    const title = TITLES[this.about.asserts]
    if (this.about.asserts !== 'invariant')
      return `    function ${title}() public {
${body}
    }`
    const { invariant, detail } = this.about
    return `    function ${title}() public {
        try this.repeat() {}
        catch {
            // The contracts do something else than when the invariant broke.
            return;
        }
        revert InvariantBroken(${stringLiteral(invariant)}, ${stringLiteral(detail)});
    }

    /// Reverts unless the contracts do the same as when the invariant broke.
    function repeat() external {
${body}
    }`
  }

  /** The codes of all contracts, as constants: to be replaced for another build. */
  bytecode(): string {
    const { deployment } = this.failure
    const steps = deploymentSteps(this.build, amtSortsIn(deployment), deployment.timestamp)
    const codes = new Map<string, string>()
    for (const step of steps) {
      if (step.kind === 'place') codes.set(this.at(step.account.address), hexLiteral(step.account.code))
      if (step.kind === 'create') codes.set(step.artifact.contract, `hex"${step.artifact.bytecode.slice(2)}"`)
    }
    const { distributor } = this.build
    codes.set(distributor.contract, `hex"${distributor.bytecode.slice(2)}"`)
    const constants = [...codes].map(([name, code]) => `    bytes internal constant ${name} = ${code};`)
    return `// SPDX-License-Identifier: MIT
pragma solidity ^0.8.20;

/// Code of the build "${this.build.name}": creation code, and runtime code of the contracts from outside.
library Bytecode {
${constants.join('\n')}
}
`
  }

  private deployed(step: DeploymentStep): readonly string[] {
    switch (step.kind) {
      case 'place': {
        const { address, storage, nonce } = step.account
        const at = this.at(address)
        return [
          `_place(${at}, ${nonce}, Bytecode.${at});`,
          ...storage.map(([key, value]) => `vm.store(${at}, ${word(key)}, ${word(value)});`),
        ]
      }
      case 'create': {
        const { by, nonce, artifact, args, address } = step
        const code = `bytes.concat(Bytecode.${artifact.contract}, ${hexLiteral(args)})`
        return [`_create(${this.at(by)}, ${nonce}, ${code}, ${this.at(address)});`]
      }
      case 'call':
        return [
          `_call(${this.at(step.by)}, ${this.at(step.to)}, ${hexLiteral(step.data)}, ${this.at(step.by)});`,
        ]
    }
  }

  private acted(action: Action, outcome: Outcome | undefined, isLast: boolean): readonly string[] {
    if (isWait(action)) return [`_wait(${action.wait});`]
    if (action.call === 'deploy.distributor') return this.deployedDistributor(action, outcome)
    const [, fn] = splitName(action.call)
    const to = targetOf(action)
    const data = encodeCall(
      prepareInterface(this.build),
      action,
      this.names,
      (entry) => this.tree?.proof(entry) ?? [],
    )
    const args = action.args as Readonly<Record<string, Value>>
    const values = Object.keys(signatureOf(action.call).params).map((name) => args[name]!)
    const call = this.expect.call(to, fn, data, values)
    const records = isLast && outcome?.ok === true ? ['vm.recordLogs();'] : []
    return [
      ...records,
      `_call(${this.book.of(action.by)}, ${this.book.of(to)}, ${call}, ORIGIN);`,
      ...(outcome === undefined ? [] : this.asserted(to, fn, outcome, isLast)),
    ]
  }

  private asserted(to: string, fn: string, outcome: Outcome, isLast: boolean): readonly string[] {
    const what = `${to}.${fn}`
    if (!outcome.ok)
      return [
        `_reverts("${what}", ${this.expect.reverted(outcome.revert)}, ${stringLiteral(outcome.revert)});`,
      ]
    if (!isLast) return [`_succeeds("${what}");`]
    return [
      `_succeeds("${what}");`,
      `_returns("${what}", ${this.expect.returned(to, fn, outcome.returned)});`,
      `_emits(${outcome.events.length});`,
      ...outcome.events.flatMap((event, index) => {
        const expected = this.expect.event(event)
        return expected === undefined ? [] : [`_emits(${index}, "${event.name}", ${expected.join(', ')});`]
      }),
    ]
  }

  private deployedDistributor(
    { args }: Call<'deploy.distributor'>,
    outcome: Outcome | undefined,
  ): readonly string[] {
    if (outcome?.ok !== true) return ['// It reverts, and leaves no trace.']
    const { names, build } = this
    this.tree = merkleTree(
      args.accounts.map((account, index) => ({
        account: names.addressOf(account),
        amount: args.amounts[index]!,
      })),
    )
    const data = creationCode(
      build.distributor,
      names.addressOf('amt'),
      names.addressOf(args.reserve),
      args.snapshotId,
      this.tree.root,
      args.deadline,
    )
    const tail = data.subarray((build.distributor.bytecode.length - 2) / 2)
    const code = `bytes.concat(Bytecode.${build.distributor.contract}, ${hexLiteral(tail)})`
    const deployer = this.book.at(DISTRIBUTOR_DEPLOYER, 'distributor deployer')
    return [`_create(${deployer}, 0, ${code}, ${this.book.of('distributor')});`]
  }

  private answered(answers: readonly KnownAnswer[]): readonly string[] {
    return answers.slice(0, MOST_VIEWS).map(({ view, value }) => {
      const { data } = encodeView(prepareInterface(this.build), view, this.names)
      const call = this.expect.call(view.on, view.fn, data, view.args as readonly Value[])
      const expected = this.expect.returned(view.on, view.fn, value)
      return `_answers("${viewKey(view)}", ${this.book.of(view.on)}, ${call}, ${expected});`
    })
  }

  private at(address: `0x${string}`): string {
    return this.book.at(address, this.names.accountAt(address))
  }
}

function word(value: bigint): string {
  return `bytes32(uint256(${toHex(bytesOf(value))}))`
}

function bytesOf(value: bigint): Uint8Array {
  return Uint8Array.from({ length: 32 }, (_, index) => Number((value >> BigInt(8 * (31 - index))) & 0xffn))
}

function indented(lines: readonly string[]): string {
  return lines.map((line) => `        ${line}`).join('\n')
}

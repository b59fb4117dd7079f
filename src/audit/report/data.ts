/**
 * The report of an audit as data, for `--json` and `audit.json`. Amounts are decimal strings in base units.
 */
import { encodeAction, type Action } from '../../model/interface/action.ts'
import { viewKey } from '../../model/surface/observation.ts'
import { allowances } from '../config.ts'
import { answerText } from '../../lockstep/compare/comparison.ts'
import type { Effect } from '../census/effect.ts'
import type { WorthChange } from '../worth/net-worth.ts'
import type { Finding } from '../finding.ts'
import { PROPERTIES } from '../properties/properties.ts'
import { reachedBy } from './searched.ts'
import { solidityCall } from './solidity.ts'
import type { Verdict } from './verdict.ts'

/** Version of all reports of an audit; it grows when a field changes its meaning or goes. */
export const AUDIT_SCHEMA = 2

/** The verdict as the object of `--json`. */
export function auditData(verdict: Verdict): object {
  const { audit, open, known, unused, command, repeat } = verdict
  const { subject, config, seed, budget, campaign } = audit
  const { census, sequences, batches, stopped } = campaign
  return {
    schema: AUDIT_SCHEMA,
    name: subject.name,
    form: subject.form,
    command,
    seed,
    budget,
    rounding: String(audit.rounding),
    actions: census.actions,
    sequences,
    batches,
    stopped,
    answers: census.answers,
    canaries: audit.canaries.map(({ name, caughtAfter, noticedBy }) => ({
      name,
      caughtAfter: caughtAfter ?? null,
      noticedBy: noticedBy ?? null,
    })),
    reached: reachedBy(audit),
    properties: PROPERTIES.map(({ name, statement }) => ({ name, statement })),
    watched: audit.watched,
    watchStopped: audit.watchStopped,
    unwatched: audit.unwatched,
    unshrunk: audit.unshrunk,
    surface: subject.surface,
    extraViews: subject.extraViews,
    extras: subject.extras.map((each) => ({
      ...each,
      effects: each.effects.map(effectData),
      worth: worthData(each.worth),
    })),
    others: subject.others,
    unlinked: subject.unlinked,
    allowances: allowances(config),
    calls: Object.fromEntries(census.calls),
    findings: open.map((finding) => findingData(finding, repeat(finding))),
    groups: verdict.groups.map(({ representative, others }) => ({
      representative: representative.rank,
      others: others.map(({ finding, to, because }) => ({ rank: finding.rank, to: to.rank, because })),
    })),
    against: verdict.against ?? null,
    accepted: known.map(({ finding, reason }) => ({ signature: finding.signature, reason })),
    unused,
  }
}

function findingData(finding: Finding, command: string): object {
  const { rank, signature, severity, kind, actor, needsPrivilege, shown, effects, worst, count, foundAfter } =
    finding
  const { difference, actions } = shown
  return {
    rank,
    signature,
    severity,
    kind,
    actor: actor ?? null,
    needsPrivilege,
    claim: finding.claim ?? null,
    shrunk: finding.isShrunk,
    apart: shown.apart ?? null,
    nearest:
      finding.nearest === undefined
        ? null
        : {
            changed: finding.nearest.changed.what,
            at: finding.nearest.changed.at + 1,
            done: finding.nearest.done,
            exact: 'exact' in finding.nearest.changed && finding.nearest.changed.exact,
            actions: finding.nearest.actions.map(actionData),
          },
    lostShare: finding.loss.share,
    worth: worthData(shown.worth),
    loss: worthData(finding.loss),
    exit: shown.exit === undefined ? null : worthData(shown.exit),
    afterPayment: shown.afterPayment,
    blocked: shown.blocked.map(({ action, revert }) => ({
      action: actionData(action),
      revert,
    })),
    shortfalls: shown.shortfalls.map(({ debtor, coin, missing, claimants }) => ({
      debtor,
      coin,
      missing: String(missing),
      claimants: claimants.map(({ account, amount }) => ({ account, amount: String(amount) })),
    })),
    count,
    foundAfter,
    model: difference.model,
    chain: difference.chain,
    actions: actions.map(actionData),
    calls: actions.map(solidityCall),
    effects: effects.map(effectData),
    worst: { share: worst.weight, coin: worst.coin ?? null, effects: worst.effects.map(effectData) },
    views: difference.views.map(({ view, model, chain }) => ({
      view: viewKey(view),
      model: answerText(model),
      chain: answerText(chain),
    })),
    command,
  }
}

function actionData(action: Action): object {
  return JSON.parse(encodeAction(action)) as object
}

function worthData({ changes }: Pick<WorthChange, 'changes'>): readonly object[] {
  return changes.map(({ account, btcb }) => ({ account, btcb: String(btcb) }))
}

function effectData({ account, coin, amount }: Effect): object {
  return { account, coin, amount: String(amount) }
}

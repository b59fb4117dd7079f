/**
 * Walk: answers where the reader of a run or of a counterexample is: the day's actions, what is around them,
 * and the state before and after one of them. Keeps the last timeline, so that steps are quick.
 */
import type { Account } from '../../model/interface/accounts.ts'
import type { Timestamp } from '../../model/kernel/units.ts'
import { translatorFor, type Language } from '../../report/language/language.ts'
import { dateOf, SECONDS_PER_DAY } from '../../sim/calendar.ts'
import type { Experiment } from '../experiment.ts'
import { casesIn, type SavedCase } from './case-files.ts'
import { changesOf } from './changes.ts'
import { matching, participants, placeOf, type Filter } from './filter.ts'
import { dayAt, isContract, momentAt, timelineOf, type ActionList, type Timeline } from './timeline.ts'
import { sentenceOf, writtenSection, type Translate, type WrittenSection } from './told.ts'

/** The run of an experiment, one of its variants, or a case of a file. */
export type Subject =
  | { readonly experiment: Experiment; readonly variant?: string | undefined }
  | { readonly file: string; readonly text: string; readonly index: number }

export interface WalkAsked {
  readonly subject: Subject
  readonly language: Language
  readonly filter: Filter
  /** Index of an action; the nearest that exists and matches is shown. */
  readonly action: number
  /** In place of the action: the first of a date, or of a day of the run. */
  readonly day?: string | undefined
}

export interface ListedDay {
  /** `Day 12`. */
  readonly title: string
  readonly date: string
  /** Actions that match, and those of them that reverted. */
  readonly actions: number
  readonly reverts: number
  /** The first that matches; undefined if none does. */
  readonly first: number | undefined
}

export interface ListedAction {
  readonly index: number
  readonly sentence: string
  readonly revert: string | undefined
}

/** What is told of one action. */
export interface ShownAction extends ListedAction {
  /** YYYY-MM-DD HH:MM:SS, UTC. */
  readonly time: string
  readonly sections: readonly WrittenSection[]
}

export interface Walk {
  /** Titles of the run's variants by name, or of the file's cases by index. */
  readonly choices: readonly { readonly name: string; readonly title: string }[]
  /** What a counterexample shows, as its file says. */
  readonly about: string
  readonly people: readonly Account[]
  readonly contracts: readonly { readonly name: Account; readonly title: string }[]
  readonly actions: number
  /** Number of actions that match. */
  readonly matches: number
  readonly days: readonly ListedDay[]
  /** Where the reader is; undefined if no action matches. */
  readonly here: Here | undefined
}

export interface Here {
  readonly shown: ShownAction
  /** Position among the actions that match, from 0. */
  readonly place: number
  /** Index in `days`. */
  readonly day: number
  /** The actions around it, of its day. */
  readonly list: readonly ListedAction[]
  /** Actions of the day before and after the list. */
  readonly earlier: number
  readonly later: number
  /** Actions that buttons and keys lead to. */
  readonly to: Readonly<Record<Step, number | undefined>>
}

export const STEPS = [
  'first',
  'previousDay',
  'previousAction',
  'nextAction',
  'nextDay',
  'last',
  'earlier',
  'later',
] as const
export type Step = (typeof STEPS)[number]

/** Actions in a list. */
export const LISTED = 100

/** What the run of an experiment gives to walk through, the run itself first, then its variants. */
export interface Walkable {
  readonly name: string
  readonly title: string
  list(): ActionList
}

interface Opened {
  readonly key: string
  readonly timeline: Timeline
  readonly choices: Walk['choices']
  readonly about: string
  readonly participants: readonly Account[]
}

interface Filtered {
  readonly key: string
  readonly indices: readonly number[]
  readonly days: readonly ListedDay[]
}

/** Titles of contracts; the others have their names. */
const TITLES: Readonly<Record<string, string>> = {
  amt: 'AMT',
  liqAmt: 'liqAMT',
  btcb: 'BTCB',
  usdt: 'USDT',
  master: 'Master',
  burnVault: 'RCL',
  locker: 'Locker',
  market: 'Market',
  stakingVault: 'Staking vault',
  buyBackVault: 'Buy-back vault',
  distributor: 'Airdrop',
  factory: 'Factory',
  router: 'Router',
  pair: 'AMT/BTCB pool',
  'pair:btcb/usdt': 'BTCB/USDT pool',
}

/** A walker. `walkables` gives what an experiment's run has to walk through. */
export function openWalk(
  walkables: (experiment: Experiment) => readonly Walkable[],
): (asked: WalkAsked) => Walk {
  let opened: Opened | undefined
  let filtered: Filtered | undefined
  const translators = new Map<Language, Translate>()
  const cases = { file: '', text: '', list: [] as readonly SavedCase[] }

  const open = (subject: Subject, translate: Translate): Opened => {
    if ('file' in subject) {
      const { file, text, index } = subject
      if (cases.file !== file || cases.text !== text)
        Object.assign(cases, { file, text, list: casesIn(file, text) })
      const { list } = cases
      const found = list[index] ?? list[0]!
      return {
        ...timelineWith(found),
        choices: list.map(({ name }, at) => ({ name: String(at), title: name })),
        about: found.about,
      }
    }
    const all = walkables(subject.experiment)
    const found = all.find(({ name }) => name === subject.variant) ?? all[0]!
    return {
      ...timelineWith(found.list()),
      choices: all.map(({ name, title }) => ({ name, title: translate(title) })),
      about: '',
    }
  }

  const timelineWith = (list: ActionList): Pick<Opened, 'key' | 'timeline' | 'participants'> => {
    const timeline = timelineOf(list)
    return { key: '', timeline, participants: participants(timeline) }
  }

  return (asked) => {
    const { subject, language, filter } = asked
    const translate = translators.get(language) ?? translatorFor(language).translate
    translators.set(language, translate)
    const key = JSON.stringify([subject, language])
    if (opened?.key !== key) {
      opened = { ...open(subject, translate), key }
      filtered = undefined
    }
    const { timeline, choices, about } = opened
    const filterKey = JSON.stringify([filter, language])
    if (filtered?.key !== filterKey) {
      const indices = matching(timeline, filter)
      filtered = { key: filterKey, indices, days: listedDays(timeline, indices, translate) }
    }
    const { indices, days } = filtered
    const contracts = opened.participants.filter(
      (name) => isContract(name) && name !== 'zero' && name !== 'dead',
    )
    return {
      choices,
      about,
      people: opened.participants.filter((name) => !isContract(name)),
      contracts: contracts.map((name) => ({ name, title: translate(TITLES[name] ?? name) })),
      actions: timeline.actions.length,
      matches: indices.length,
      days,
      here:
        indices.length === 0
          ? undefined
          : hereAt(timeline, indices, days, wantedIn(timeline, asked), translate),
    }
  }
}

/** The action that is asked for: by its index, or by the day that has it. */
function wantedIn({ days }: Timeline, { action, day }: WalkAsked): number {
  if (day === undefined) return action
  const found = days.findLast((each) => each.date === day || String(each.day) === day)
  return found?.first ?? 0
}

function listedDays(
  timeline: Timeline,
  indices: readonly number[],
  translate: Translate,
): readonly ListedDay[] {
  return timeline.days.map(({ day, date, first, end }) => {
    const own = indices.slice(placeOf(indices, first), placeOf(indices, end))
    return {
      title: day === undefined ? translate('Initial state') : translate(`Day ${day}`),
      date,
      actions: own.length,
      reverts: own.filter((index) => timeline.reverts.has(index)).length,
      first: own[0],
    }
  })
}

function hereAt(
  timeline: Timeline,
  indices: readonly number[],
  days: readonly ListedDay[],
  wanted: number,
  translate: Translate,
): Here {
  const place = Math.min(placeOf(indices, wanted), indices.length - 1)
  const index = indices[place]!
  const day = dayAt(timeline, index)
  const { first, end } = timeline.days[day]!
  const [from, to] = [placeOf(indices, first), placeOf(indices, end)]
  const start = from + Math.floor((place - from) / LISTED) * LISTED
  const stop = Math.min(start + LISTED, to)
  return {
    shown: shownAction(timeline, index, translate),
    place,
    day,
    list: indices.slice(start, stop).map((each) => listedAction(timeline, each, translate)),
    earlier: start - from,
    later: to - stop,
    to: {
      first: indices[0],
      previousDay: days.slice(0, day).findLast((each) => each.first !== undefined)?.first,
      previousAction: indices[place - 1],
      nextAction: indices[place + 1],
      nextDay: days.slice(day + 1).find((each) => each.first !== undefined)?.first,
      last: indices.at(-1),
      earlier: start > from ? indices[start - 1] : undefined,
      later: stop < to ? indices[stop] : undefined,
    },
  }
}

const listedAction = ({ actions, reverts }: Timeline, index: number, translate: Translate): ListedAction => ({
  index,
  sentence: sentenceOf(actions[index]!, translate),
  revert: reverts.get(index),
})

function shownAction(timeline: Timeline, index: number, translate: Translate): ShownAction {
  const moment = momentAt(timeline, index)
  const { action, before } = moment
  return {
    index,
    sentence: sentenceOf(action, translate, true),
    revert: timeline.reverts.get(index),
    time: `${dateOf(before.timestamp)} ${clockOf(before.timestamp)}`,
    sections: changesOf(moment).map((section) => writtenSection(section, translate)),
  }
}

/** `07:05:00` */
function clockOf(timestamp: Timestamp): string {
  const seconds = Number(timestamp % SECONDS_PER_DAY)
  return [seconds / 3600, (seconds / 60) % 60, seconds % 60]
    .map((part) => String(Math.floor(part)).padStart(2, '0'))
    .join(':')
}

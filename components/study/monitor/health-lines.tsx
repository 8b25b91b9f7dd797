import Link from 'next/link'
import type { Planning } from '@/lib/designs/schema'
import { isMuch } from '@/lib/monitor/concerns'
import type { Concerned } from '@/lib/monitor/health'
import type { Monitor } from '@/lib/monitor/read-monitor'
import { count } from '@/lib/numbers/count'
import { type ProtocolKind, protocolOf } from '@/lib/protocols/protocol-of'
import { money, short } from '../consequences/words'
import { reasonWords } from './flag-words'

/** `note`: nothing to do about it, and nothing to be glad of. */
export type HealthLine = { title: string; mark: 'well' | 'note' | 'caution'; text: React.ReactNode }

type Study = {
  id: string
  protocol: ProtocolKind
  focal: string | null
  origin: string
  overlap: number
  groups: readonly { overlap: number }[]
  leaseMinutes: number
  planning: Planning
}

/** What must hold of a study at any moment, one line each, with the numbers that say so. */
export function healthLines(study: Study, monitor: Monitor): HealthLine[] {
  return [
    itemSides(study, monitor),
    annotatorSides(study, monitor),
    exactly(study, monitor),
    leases(study, monitor),
    late(study, monitor),
    setAside(study, monitor),
    checks(monitor),
    speed(study, monitor),
    same(study, monitor),
    pay(study, monitor),
  ].filter((line) => line !== null)
}

const wellIf = (isWell: boolean): HealthLine['mark'] => (isWell ? 'well' : 'caution')

const shownIn = ({ protocol }: Study) => protocolOf(protocol).shows

/** Of a rating study there is nothing to say: one response stands on no side. */
function itemSides({ protocol }: Study, { items: { items, even, largest } }: Monitor): HealthLine | null {
  if (protocol === 'RATING') return null
  const text = `Left and right differ by at most one on ${even.toLocaleString('en')} of ${count(items, 'item')}`
  return {
    title: 'Sides within each item',
    mark: wellIf(even === items),
    text: even === items ? `${text}.` : `${text}; the largest difference is ${largest}.`,
  }
}

function annotatorSides({ focal }: Study, { sides }: Monitor): HealthLine | null {
  if (sides === null) return null
  const { people, largest, uneven } = sides
  const over = `Largest difference ${largest}, over ${count(people, 'annotator')}.`
  const named = uneven.map(
    ({ code, count: left, of }) => `${code} had ${focal ?? 'the first-named system'} left in ${left} of ${of} pairs`,
  )
  return {
    title: 'Sides within each annotator',
    mark: wellIf(uneven.length === 0),
    text: named.length === 0 ? over : `${list(named)}: more than chance makes. ${over}`,
  }
}

const NUMBERS = ['none', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten']

function exactly({ overlap, groups }: Study, { items: { over } }: Monitor): HealthLine {
  const own = groups.some((group) => group.overlap > 0)
  const isWell = over === 0
  const most = own ? 'more judgments than the design gives it' : `more than ${count(overlap, 'judgment')}`
  return {
    title: own ? 'Exactly as designed' : `Exactly ${NUMBERS[overlap] ?? overlap}`,
    mark: wellIf(isWell),
    text: isWell
      ? `No item holds ${most}; nobody judged an item twice, but for planned repeats.`
      : `${count(over, 'item')} ${over === 1 ? 'holds' : 'hold'} ${most}.`,
  }
}

function leases({ leaseMinutes }: Study, { leases: { held, holders, oldestMinutes, lapsed } }: Monitor): HealthLine {
  const now =
    held === 0
      ? 'Nothing is on a screen now.'
      : `${held.toLocaleString('en')} leased to ${count(holders, 'annotator')} now, the oldest for ${oldestMinutes} min; a lease of ${leaseMinutes} is renewed while they judge.`
  const left =
    lapsed === 0 ? '' : ` ${count(lapsed, 'slot')} ran out and ${lapsed === 1 ? 'is' : 'are'} free for others.`
  return { title: 'Leases', mark: 'well', text: now + left }
}

/** Work that others had done meanwhile: nobody's fault, and paid. */
function late(study: Study, { late: each }: Monitor): HealthLine | null {
  const verdicts = each.reduce((sum, { verdicts }) => sum + verdicts, 0)
  if (verdicts === 0) return null
  return {
    title: 'Late verdicts',
    mark: 'note',
    text: (
      <>
        {count(verdicts, 'verdict')} came when others had the {shownIn(study)}, or after the end: not counted, their
        time is.{' '}
        <Link prefetch={false} href={`/studies/${study.id}/export#late`}>
          On record
        </Link>
      </>
    ),
  }
}

function setAside(study: Study, { setAside: counts }: Monitor): HealthLine {
  const pairs = counts.reduce((sum, each) => sum + each.pairs, 0)
  if (pairs === 0) return { title: 'Could not be judged', mark: 'well', text: `No ${shownIn(study)} was set aside.` }
  return {
    title: 'Could not be judged',
    mark: 'caution',
    text: (
      <>
        {count(pairs, shownIn(study))}: {reasonWords(counts)}. Others are asked in their place.{' '}
        <Link prefetch={false} href={`/studies/${study.id}/annotators#could-not-judge`}>
          Read them
        </Link>
      </>
    ),
  }
}

function checks(monitor: Monitor): HealthLine | null {
  const { check, gold, careless } = monitor.checks
  if (check.judged + gold.judged === 0) return null
  const parts = [
    ...(check.judged > 0
      ? [`${check.failed} of ${count(check.judged, 'check item')} got a verdict that is no tie`]
      : []),
    ...(gold.judged > 0
      ? [`${gold.failed} of ${count(gold.judged, 'gold judgment')} differ from the known verdict`]
      : []),
  ]
  return {
    title: 'Checks',
    mark: markOfChecks(monitor),
    text: `${parts.join('; ')}.${named(careless, 'failed')}${careless.length > 0 ? NOT_EXCLUDED : ''}`,
  }
}

/** A slip is no failure, but no success, either. */
function markOfChecks({ checks: { check, gold, careless } }: Monitor): HealthLine['mark'] {
  if (careless.length > 0 || isMuch(check) || isMuch(gold)) return 'caution'
  return check.failed + gold.failed > 0 ? 'note' : 'well'
}

function speed({ protocol }: Study, { tooFast }: Monitor): HealthLine {
  const what = protocol === 'RATING' ? 'a response' : 'the two answers'
  return {
    title: 'Speed',
    mark: wellIf(tooFast.length === 0),
    text:
      tooFast.length === 0
        ? `No annotator is often faster than ${what} can be read (15 words a second).`
        : `${list(tooFast.map(({ code, count: n, of }) => `${code}: ${Math.round((100 * n) / of)}%`))} of the last verdicts came sooner than ${what} can be read (15 words a second).${NOT_EXCLUDED}`,
  }
}

/** Whoever gives one option nearly always, where others do not, may have stopped reading. Which one it is, is an outcome. */
function same({ protocol }: Study, { same: straight }: Monitor): HealthLine | null {
  if (protocol !== 'RATING') return null
  const said = straight.map(({ code, count: n, of }) => `${code} gave one option in ${n} of their last ${of} answers`)
  return {
    title: 'One option only',
    mark: wellIf(straight.length === 0),
    text:
      said.length === 0
        ? 'No annotator gives one option nearly always where others do not.'
        : `${list(said)}; others vary more.${NOT_EXCLUDED}`,
  }
}

/** What people's time has cost so far. Simulated annotators are paid nothing. */
function pay({ origin, planning: { hourlyPay, currency } }: Study, { hours }: Monitor): HealthLine | null {
  if (origin !== 'COLLECTED') return null
  const worked = `${short(hours)} ${hours === 1 ? 'hour' : 'hours'} of active time so far, practice included`
  const text =
    hourlyPay === null
      ? `${worked}. The design names no pay for an hour.`
      : `${money(hours * hourlyPay, currency)} for ${worked}, at the design’s ${money(hourlyPay, currency)} an hour.`
  return { title: 'Pay', mark: 'note', text }
}

const NOT_EXCLUDED = ' Nothing is excluded unless you do it.'

function named(concerns: readonly Concerned[], did: string): string {
  if (concerns.length === 0) return ''
  return ` ${list(concerns.map(({ code, count: n, of }) => `${code} ${did} ${n} of ${of}`))}.`
}

function list(parts: readonly string[]): string {
  const shown = parts.length > 4 ? [...parts.slice(0, 3), `${parts.length - 3} others`] : parts
  return new Intl.ListFormat('en').format(shown)
}

import type { AppointmentStatus, TriageLevel } from '../../../gql/types'
import type { AppointmentChip_appointmentFragment } from '../appointments.gen'
import type { Step } from '../drawer/actions'

type Visit = AppointmentChip_appointmentFragment

/** Where a patient is, in the order of a visit, and the step that brings it there. */
export const stages = [
  { key: 'expected', label: 'Expected', statuses: ['SCHEDULED', 'CONFIRMED'], step: null },
  { key: 'waiting', label: 'Waiting', statuses: ['ARRIVED'], step: 'CHECK_IN' },
  { key: 'room', label: 'In room', statuses: ['ROOMED'], step: 'ROOM' },
  { key: 'exam', label: 'In exam', statuses: ['IN_EXAM'], step: 'START' },
  { key: 'ready', label: 'Ready to leave', statuses: ['READY'], step: 'COMPLETE' },
  { key: 'out', label: 'Checked out', statuses: ['CHECKED_OUT'], step: 'CHECK_OUT' },
] as const satisfies readonly {
  key: string
  label: string
  statuses: readonly AppointmentStatus[]
  step: Step | null
}[]

export type Stage = (typeof stages)[number]

export const isIn = (stage: Stage, { status }: Pick<Visit, 'status'>): boolean =>
  (stage.statuses as readonly AppointmentStatus[]).includes(status)

/** The step that brings a patient to a stage, when this person may take it now. */
export const stepTo = (stage: Stage, { allowedActions }: Pick<Visit, 'allowedActions'>): Step | null =>
  stage.step && allowedActions.includes(stage.step) ? stage.step : null

export const triageLevels: readonly {
  level: TriageLevel
  label: string
  hint: string
  colour: TriageColour
}[] = [
  { level: 'RED', label: 'Immediate', hint: 'at once', colour: 'RED' },
  { level: 'ORANGE', label: 'Very urgent', hint: 'within 15 minutes', colour: 'ORANGE' },
  { level: 'YELLOW', label: 'Urgent', hint: 'within 30 to 60 minutes', colour: 'AMBER' },
  { level: 'GREEN', label: 'Standard', hint: 'within 120 minutes', colour: 'GREEN' },
  { level: 'BLUE', label: 'Non-urgent', hint: 'when there is time', colour: 'BLUE' },
]

type TriageColour = 'RED' | 'ORANGE' | 'AMBER' | 'GREEN' | 'BLUE'

export const triageOf = (level: TriageLevel) => triageLevels.find((each) => each.level === level)!

export const triageText = ({ level, note }: { level: TriageLevel; note: string | null }): string =>
  [triageOf(level).label, note].filter(Boolean).join(': ')

const rankOf = ({ triage }: Pick<Visit, 'triage'>): number =>
  triageLevels.findIndex(({ level }) => level === (triage?.level ?? 'GREEN'))

const sinceOf = ({ arrivedAt, startsAt }: Pick<Visit, 'arrivedAt' | 'startsAt'>): number =>
  Date.parse(arrivedAt ?? startsAt)

type Ranked = Pick<Visit, 'triage' | 'arrivedAt' | 'startsAt'>

/** Who is seen first: by triage level, untriaged as standard, then by arrival, then by time booked. */
export const byPriority = (a: Ranked, b: Ranked): number => rankOf(a) - rankOf(b) || sinceOf(a) - sinceOf(b)

/** A walk-in of whom nobody has said yet which patient it is. */
export const isUnidentified = ({ walkIn, pet, patientDescription, status }: Visit): boolean =>
  walkIn && !pet && patientDescription !== null && ['ARRIVED', 'ROOMED', 'IN_EXAM'].includes(status)

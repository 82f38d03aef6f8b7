import { addMonths, addWeeks } from '@vetgraph/kit/time'
import { DueBasis } from './vaccination.table.ts'
import type { VaccinationProtocolRow } from './vaccine.table.ts'

type Schedule = Pick<
  VaccinationProtocolRow,
  | 'intervalWeeks'
  | 'primaryUntilWeeks'
  | 'lateStartDoses'
  | 'firstBoosterAgeWeeks'
  | 'firstBoosterMonths'
  | 'boosterMonths'
>

export interface NextDue {
  dueOn: string
  basis: DueBasis
}

/**
 * When the next dose is due after those given, of which the earliest comes first (MR8). A patient of unknown age
 * counts as one whose course began late.
 */
export function nextDue(schedule: Schedule, bornOn: string | null, doses: readonly string[]): NextDue {
  const [first, last] = [doses[0]!, doses.at(-1)!]
  const grown = bornOn === null ? first : addWeeks(bornOn, schedule.primaryUntilWeeks)
  const completing = doses.findIndex((day, index) => index + 1 >= schedule.lateStartDoses && day >= grown)
  if (completing < 0) {
    return { dueOn: addWeeks(last, schedule.intervalWeeks), basis: DueBasis.PRIMARY_COURSE }
  }
  if (completing < doses.length - 1) {
    return { dueOn: addMonths(last, schedule.boosterMonths), basis: DueBasis.BOOSTER }
  }
  const basis = DueBasis.FIRST_BOOSTER
  if (bornOn === null || first >= grown || schedule.firstBoosterAgeWeeks === null) {
    return { dueOn: addMonths(last, schedule.firstBoosterMonths), basis }
  }
  const [atAge, afterLast] = [
    addWeeks(bornOn, schedule.firstBoosterAgeWeeks),
    addWeeks(last, schedule.intervalWeeks),
  ]
  return { dueOn: atAge > afterLast ? atAge : afterLast, basis }
}

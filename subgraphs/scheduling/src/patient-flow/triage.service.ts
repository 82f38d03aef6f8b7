import type { Context } from '@vetgraph/kit/context'
import { once } from '@vetgraph/kit/work/idempotency'
import { addMinutes } from '@vetgraph/kit/time'
import { getForChange } from '../appointments/appointment.service.ts'
import { AppointmentAction, type AppointmentRow, TriageLevel } from '../appointments/appointment.table.ts'
import { forStaff } from '../appointments/history.service.ts'
import { canBeTriaged, impossible } from '../appointments/progress.service.ts'
import { getShown } from '../appointments/reschedule.service.ts'
import { writeStep } from '../appointments/step.service.ts'
import type { Triage, TriageAppointmentInput } from './triage.types.ts'

/** Within how many minutes of the arrival a patient of each level should be seen, as the scale was published. */
const targetMinutes: Record<TriageLevel, number | null> = {
  RED: 0,
  ORANGE: 15,
  YELLOW: 60,
  GREEN: 120,
  BLUE: null,
}

const levels = Object.values(TriageLevel)

/** Who is seen first: by triage level, untriaged patients as GREEN, then by arrival, then by time booked. */
export function byPriority(a: AppointmentRow, b: AppointmentRow): number {
  const [rankA, rankB] = [a, b].map(({ triageLevel }) => levels.indexOf(triageLevel ?? TriageLevel.GREEN))
  return rankA! - rankB! || (a.arrivedAt ?? a.startsAt).getTime() - (b.arrivedAt ?? b.startsAt).getTime()
}

/** How urgent the patient was found to be, for staff (AU4). */
export function triageOf(ctx: Context, row: AppointmentRow): Triage | null {
  const { triageLevel: level, triagedAt: at, triageNote: note, arrivedAt } = row
  if (!level || !at || forStaff(ctx, row, level) === null) return null
  const minutes = targetMinutes[level]
  return { level, at, note, seeBy: arrivedAt && minutes !== null ? addMinutes(arrivedAt, minutes) : null }
}

/** Says how urgent a patient in the hospital is; it may be said anew until the patient has been treated (AP14). */
export async function triageAppointment(
  ctx: Context,
  input: TriageAppointmentInput,
): Promise<AppointmentRow> {
  const id = await once(ctx, 'appointment.triage', input, async (ctx) => {
    const row = await getForChange(ctx, input.id, 'appointment:triage', input.version)
    if (!canBeTriaged(row)) throw impossible(row)
    const after = {
      ...row,
      triageLevel: input.level,
      triagedAt: ctx.now(),
      triageNote: input.note ?? null,
      version: row.version + 1,
      updatedAt: ctx.now(),
    }
    return writeStep(ctx, { action: AppointmentAction.TRIAGE, before: row, after })
  })
  return getShown(ctx, id)
}

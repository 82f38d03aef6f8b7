import type { Context } from '@vetgraph/kit/context'
import { addMinutes } from '@vetgraph/kit/time'
import { and, eq, gte, inArray, or } from 'drizzle-orm'
import { appointments, expected, inHouse } from './appointment.table.ts'

/** No patient stays longer for a visit. */
const longest = 2 * 24 * 60

/**
 * The visits of a location that are ahead, or whose patients are in the hospital.
 * no authorization: only other parts of the system see the number.
 */
export const countOpenAt = (ctx: Context, locationId: string): Promise<number> =>
  ctx.db.$count(
    appointments,
    and(
      eq(appointments.locationId, locationId),
      gte(appointments.startsAt, addMinutes(ctx.now(), -longest)),
      or(
        inArray(appointments.status, [...inHouse]),
        and(inArray(appointments.status, [...expected]), gte(appointments.endsAt, ctx.now())),
      ),
    ),
  )

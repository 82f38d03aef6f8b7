import type { Context } from '@vetgraph/kit/context'
import { namesIn } from '@vetgraph/kit/reports/names'
import { type ReportDefinition, reportOf, type Sums } from '@vetgraph/kit/reports/report'
import { type Report, ReportRowKind, ReportUnit } from '@vetgraph/kit/reports/report.types'
import { appointmentTypes } from '../appointment-types/appointment-type.table.ts'
import { locationRefs, userRefs } from '../refs/refs.table.ts'
import { rooms } from '../rooms/room.table.ts'
import type { AppointmentGrouping, AppointmentReportInput } from './appointment-report.types.ts'
import { readUtilisation, type UtilisationFigures } from './utilisation.service.ts'
import { readVisits, type VisitFigures } from './visits.service.ts'

type Figures = VisitFigures & UtilisationFigures

const nothing: Figures = {
  visits: 0,
  cancelled: 0,
  noShows: 0,
  waitedMinutes: null,
  examinedMinutes: null,
  leadDays: null,
  bookedMinutes: 0,
  availableMinutes: 0,
}

const { COUNT, PERCENT, MINUTES, DAYS } = ReportUnit
const { DAY, MONTH, NAME } = ReportRowKind

const tenths = (value: number) => Math.round(value * 10) / 10

const percentOf = (part: number, whole: number) => (whole > 0 ? tenths((100 * part) / whole) : null)

const appointments: ReportDefinition<AppointmentGrouping, Figures> = {
  name: 'appointmentReport',
  permission: 'appointment:read',
  columns: [
    {
      name: 'visits',
      title: 'Visits',
      description: 'Visits that took place, are expected or were missed: all that were not cancelled.',
      unit: COUNT,
      value: ({ visits }) => visits,
    },
    {
      name: 'cancelled',
      title: 'Cancelled',
      description: 'Visits that were cancelled, early or late.',
      unit: COUNT,
      value: ({ cancelled }) => cancelled,
    },
    {
      name: 'noShows',
      title: 'No-shows',
      description: 'Visits to which nobody came.',
      unit: COUNT,
      value: ({ noShows }) => noShows,
    },
    {
      name: 'noShowRate',
      title: 'No-show rate',
      description: 'No-shows of all visits that were not cancelled.',
      unit: PERCENT,
      value: ({ noShows, visits }) => percentOf(noShows, visits),
    },
    {
      name: 'waiting',
      title: 'Waiting',
      description: 'From arrival until the patient was taken to a room or examined, on average.',
      unit: MINUTES,
      value: ({ waitedMinutes }) => waitedMinutes && Math.round(waitedMinutes),
    },
    {
      name: 'consultation',
      title: 'Consultation',
      description: 'From the start of the examination until treatment was complete, on average.',
      unit: MINUTES,
      value: ({ examinedMinutes }) => examinedMinutes && Math.round(examinedMinutes),
    },
    {
      name: 'leadTime',
      title: 'Booked ahead',
      description: 'From booking until the time of the visit, on average; walk-ins are not counted.',
      unit: DAYS,
      value: ({ leadDays }) => leadDays && tenths(leadDays),
    },
    {
      name: 'utilisation',
      title: 'Utilisation',
      description:
        'How much of the time on duty of active vets visits take, with preparation and cleaning; by room, of the opening hours of the rooms in use.',
      unit: PERCENT,
      value: ({ bookedMinutes, availableMinutes }) => percentOf(bookedMinutes, availableMinutes),
    },
  ],
  groupings: {
    DAY: { title: 'Day', kind: DAY, none: '' },
    MONTH: { title: 'Month', kind: MONTH, none: '' },
    VET: { title: 'Vet', kind: NAME, none: '', names: namesIn(userRefs) },
    ROOM: { title: 'Room', kind: NAME, none: 'No room', names: namesIn(rooms) },
    TYPE: { title: 'Type', kind: NAME, none: '', names: namesIn(appointmentTypes) },
    LOCATION: { title: 'Location', kind: NAME, none: '', names: namesIn(locationRefs) },
  },
  nothing,
  read: async (ctx, wanted) => {
    const [visits, utilisation] = await Promise.all([readVisits(ctx, wanted), readUtilisation(ctx, wanted)])
    const rows = new Map<string, Sums<Figures>>()
    for (const sums of [...visits, ...utilisation]) {
      const { total, key } = sums
      const place = `${total} ${key}`
      rows.set(place, { ...nothing, ...rows.get(place), ...sums, total, key, currency: null })
    }
    return [...rows.values()]
  },
}

/** The visits of a period, what became of them, and how busy vets and rooms were (AP7). */
export const appointmentReport = (ctx: Context, input: AppointmentReportInput): Promise<Report> =>
  reportOf(ctx, appointments, input)

import type { Context } from '@vetgraph/kit/context'
import { transact } from '@vetgraph/kit/database/db'
import { entity, visibleToAll } from '@vetgraph/kit/reads/entity'
import { badInput } from '@vetgraph/kit/errors'
import { heard } from '@vetgraph/kit/work/live'
import { signal } from '@vetgraph/kit/work/signals'
import { once } from '@vetgraph/kit/work/idempotency'
import { authorize, requireViewer } from '@vetgraph/kit/access/authorize'
import { changesOf, writing } from '@vetgraph/kit/work/writing'
import { asc, eq } from 'drizzle-orm'
import {
  type AppointmentTypeRow,
  appointmentTypes,
  gridMinutes,
  maxBufferMinutes,
  maxMinutes,
} from './appointment-type.table.ts'
import type { CreateAppointmentTypeInput, UpdateAppointmentTypeInput } from './appointment-type.types.ts'

export const typeColumns = {
  table: appointmentTypes,
  type: 'AppointmentType',
  always: ['id'],
  takes: {},
} as const

export const {
  read: readAppointmentTypes,
  find: findAppointmentType,
  get: getAppointmentType,
} = entity({
  ...typeColumns,
  noun: 'appointment type',
  ...visibleToAll,
  whole: true,
  from: (db, columns) => db.select(columns).from(appointmentTypes).$dynamic(),
})

export type AppointmentTypeSignal = { typeId: string }

const saved = writing({
  table: appointmentTypes,
  type: 'AppointmentType',
  noun: 'appointment type',
  values: ({ id: _id, version: _version, createdAt: _created, updatedAt: _updated, ...values }) => values,
  announce: (ctx, { id }) => signal(ctx, 'appointment-type', { typeId: id } satisfies AppointmentTypeSignal),
})

/** What the hospital offers is known to everybody who is signed in. */
export function listAppointmentTypes(ctx: Context, withRetired: boolean): Promise<AppointmentTypeRow[]> {
  requireViewer(ctx)
  return ctx.db
    .select()
    .from(appointmentTypes)
    .where(withRetired ? undefined : eq(appointmentTypes.active, true))
    .orderBy(asc(appointmentTypes.name))
}

export function watchAppointmentTypes(ctx: Context) {
  requireViewer(ctx)
  return heard<AppointmentTypeSignal>(ctx.live, 'appointment-type', () => true)
}

const isDuration = (minutes: number) =>
  minutes >= gridMinutes && minutes <= maxMinutes && minutes % gridMinutes === 0

const durationRule = `A visit takes ${gridMinutes} to ${maxMinutes} minutes, in steps of ${gridMinutes}.`

/** The length of a visit: the given one, or the type’s for the species of the pet. */
export function durationOf(
  type: AppointmentTypeRow,
  minutes: number | null | undefined,
  speciesId: string | null,
): number {
  const ofSpecies = type.speciesDurations.find((duration) => duration.speciesId === speciesId)
  const duration = minutes ?? ofSpecies?.minutes ?? type.durationMinutes
  if (!isDuration(duration)) throw badInput('durationMinutes', durationRule)
  return duration
}

type Rules = Pick<
  UpdateAppointmentTypeInput,
  | 'durationMinutes'
  | 'speciesDurations'
  | 'bufferBeforeMinutes'
  | 'bufferAfterMinutes'
  | 'onlineNoticeHours'
  | 'onlineHorizonDays'
  | 'onlineDailyCap'
  | 'equipmentKinds'
>

const maxSpecies = 50

/** The least and the greatest value of what is counted. */
const ranges = {
  onlineNoticeHours: [0, 720, 'hours'],
  onlineHorizonDays: [1, 540, 'days'],
  onlineDailyCap: [1, 500, 'appointments'],
} as const

function checkRules(input: Rules) {
  const { durationMinutes, speciesDurations } = input
  if (durationMinutes != null && !isDuration(durationMinutes)) throw badInput('durationMinutes', durationRule)
  if (speciesDurations) {
    if (speciesDurations.length > maxSpecies)
      throw badInput('speciesDurations', `At most ${maxSpecies} species.`)
    if (!speciesDurations.every(({ minutes }) => isDuration(minutes)))
      throw badInput('speciesDurations', durationRule)
    if (new Set(speciesDurations.map(({ speciesId }) => speciesId)).size < speciesDurations.length)
      throw badInput('speciesDurations', 'Each species can have one duration.')
  }
  if (new Set(input.equipmentKinds).size < (input.equipmentKinds?.length ?? 0))
    throw badInput('equipmentKinds', 'Each kind of equipment can be required once.')
  for (const field of ['bufferBeforeMinutes', 'bufferAfterMinutes'] as const) {
    const minutes = input[field] ?? 0
    if (minutes < 0 || minutes > maxBufferMinutes || minutes % gridMinutes !== 0)
      throw badInput(field, `0 to ${maxBufferMinutes} minutes, in steps of ${gridMinutes}.`)
  }
  for (const field of ['onlineNoticeHours', 'onlineHorizonDays', 'onlineDailyCap'] as const) {
    const [least, greatest, unit] = ranges[field]
    const value = input[field]
    if (value != null && (value < least || value > greatest))
      throw badInput(field, `${least} to ${greatest} ${unit}.`)
  }
}

const rules = [
  'colour',
  'speciesDurations',
  'bufferBeforeMinutes',
  'bufferAfterMinutes',
  'onlineBooking',
  'onlineNoticeHours',
  'onlineHorizonDays',
  'onlineDailyCap',
  'equipmentKinds',
] as const

export async function createAppointmentType(
  ctx: Context,
  input: CreateAppointmentTypeInput,
): Promise<AppointmentTypeRow> {
  authorize(ctx, 'appointment-type:write')
  const id = await once(ctx, 'appointment-type.create', input, async (ctx) => {
    checkRules(input)
    const { name, category, durationMinutes, needsRoom } = input
    const said = changesOf(appointmentTypes, input, rules)
    return (await saved.add(ctx, { ...said, name, category, durationMinutes, needsRoom })).id
  })
  return getAppointmentType(ctx, id)
}

/** Changes what is booked from now on: visits keep the duration and the buffers that they were booked with. */
export function updateAppointmentType(
  ctx: Context,
  input: UpdateAppointmentTypeInput,
): Promise<AppointmentTypeRow> {
  authorize(ctx, 'appointment-type:write')
  return transact(ctx, async (ctx) => {
    const before = await saved.lock(ctx, input.id, input.version)
    checkRules(input)
    const fields = [...rules, 'name', 'category', 'durationMinutes', 'needsRoom', 'active'] as const
    return saved.change(ctx, before, changesOf(appointmentTypes, input, fields))
  })
}

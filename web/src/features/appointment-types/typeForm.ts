import type {
  AppointmentCategory,
  AppointmentColour,
  CreateAppointmentTypeInput,
  EquipmentKind,
  OnlineBooking,
} from '../../gql/types'
import { equipmentWords } from '../../ui/equipment'
import type { AppointmentType_typeFragment } from './appointment-types.gen'

export type AppointmentType = AppointmentType_typeFragment

export const categories: Record<AppointmentCategory, string> = {
  CHECKUP: 'Check-up',
  VACCINATION: 'Vaccination',
  SURGERY: 'Surgery',
  EMERGENCY: 'Emergency',
  DENTAL: 'Dental',
  GROOMING: 'Grooming',
  FOLLOW_UP: 'Follow-up',
}

export const onlineWords: Record<OnlineBooking, string> = {
  NOBODY: 'Nobody: only staff book it',
  CLIENTS: 'Clients with an account',
  EVERYBODY: 'Clients and new clients',
}

export const labels = {
  name: 'Name',
  category: 'Category',
  colour: 'Colour',
  durationMinutes: 'Minutes',
  speciesDurations: 'Minutes by species',
  bufferBeforeMinutes: 'Preparation, minutes',
  bufferAfterMinutes: 'Cleaning, minutes',
  needsRoom: 'Needs a room',
  equipmentKinds: 'Equipment it requires',
  onlineBooking: 'Who books it online',
  onlineNoticeHours: 'Notice, hours',
  onlineHorizonDays: 'Days ahead',
  onlineDailyCap: 'Most a day',
}

/** Figures as they are typed; of a species an empty text means the usual length. */
export interface Values {
  name: string
  category: AppointmentCategory
  colour: AppointmentColour
  durationMinutes: string
  speciesDurations: Record<string, string>
  bufferBeforeMinutes: string
  bufferAfterMinutes: string
  needsRoom: boolean
  equipmentKinds: readonly EquipmentKind[]
  onlineBooking: OnlineBooking
  onlineNoticeHours: string
  onlineHorizonDays: string
  onlineDailyCap: string
}

type Species = ReadonlyArray<{ id: string; name: string }>

export const start = (species: Species): Values => ({
  name: '',
  category: 'CHECKUP',
  colour: 'BLUE',
  durationMinutes: '30',
  speciesDurations: Object.fromEntries(species.map(({ id }) => [id, ''])),
  bufferBeforeMinutes: '0',
  bufferAfterMinutes: '0',
  needsRoom: false,
  equipmentKinds: [],
  onlineBooking: 'NOBODY',
  onlineNoticeHours: '24',
  onlineHorizonDays: '90',
  onlineDailyCap: '',
})

export const valuesOf = (type: AppointmentType, species: Species): Values => ({
  name: type.name,
  category: type.category,
  colour: type.colour,
  durationMinutes: String(type.durationMinutes),
  speciesDurations: {
    ...start(species).speciesDurations,
    ...Object.fromEntries(
      type.speciesDurations.map(({ speciesId, minutes }) => [speciesId, String(minutes)]),
    ),
  },
  bufferBeforeMinutes: String(type.bufferBeforeMinutes),
  bufferAfterMinutes: String(type.bufferAfterMinutes),
  needsRoom: type.needsRoom,
  equipmentKinds: type.equipmentKinds,
  onlineBooking: type.onlineBooking,
  onlineNoticeHours: String(type.onlineNoticeHours),
  onlineHorizonDays: String(type.onlineHorizonDays),
  onlineDailyCap: type.onlineDailyCap?.toString() ?? '',
})

/** Figures that are no whole numbers are for the server to refuse at their field. */
const figure = (text: string) => (/^\d+$/.test(text.trim()) ? Number(text) : -1)

export const inputOf = (values: Values): CreateAppointmentTypeInput => ({
  ...values,
  equipmentKinds: [...values.equipmentKinds],
  durationMinutes: figure(values.durationMinutes),
  speciesDurations: Object.entries(values.speciesDurations)
    .filter(([, minutes]) => minutes.trim() !== '')
    .map(([speciesId, minutes]) => ({ speciesId, minutes: figure(minutes) })),
  bufferBeforeMinutes: figure(values.bufferBeforeMinutes),
  bufferAfterMinutes: figure(values.bufferAfterMinutes),
  onlineNoticeHours: figure(values.onlineNoticeHours),
  onlineHorizonDays: figure(values.onlineHorizonDays),
  onlineDailyCap: values.onlineDailyCap.trim() === '' ? null : figure(values.onlineDailyCap),
})

const isKinds = (value: Values[keyof Values]): value is readonly EquipmentKind[] => Array.isArray(value)

/** How a value is written beside the one that another desk saved. */
export const show = (field: keyof Values, values: Values): string => {
  const value = values[field]
  if (typeof value === 'boolean') return value ? 'Yes' : 'No'
  if (typeof value === 'string') return value
  if (isKinds(value)) return value.map((kind) => equipmentWords[kind]).join(', ') || 'none'
  const own = Object.entries(value).filter(([, minutes]) => minutes !== '')
  return own.map(([id, minutes]) => `${id} ${minutes}`).join(', ') || 'as usual'
}

import type { Context } from '@vetgraph/kit/context'
import type { LocationPolicies } from '@vetgraph/kit/contracts/location-policies'
import { copiesOf, loaderOf } from '@vetgraph/kit/reads/refs'
import { among, type Places, statement } from '@vetgraph/kit/reads/statement'
import { creditRefs, locationRefs, petRefs, userRefs } from './refs.table.ts'

interface LocationAnswer extends Pick<LocationPolicies, 'lateCancellationHours' | 'bookingMonthsAhead'> {
  id: string
  version: number
  name: string
  timeZone: string
  active: boolean
  openingHours: Array<{ weekday: keyof typeof weekdayNumbers; opens: string; closes: string }>
}

const weekdayNumbers = {
  MONDAY: 1,
  TUESDAY: 2,
  WEDNESDAY: 3,
  THURSDAY: 4,
  FRIDAY: 5,
  SATURDAY: 6,
  SUNDAY: 7,
} as const

/** Where visits take place: zone and hours. */
export const locations = copiesOf(locationRefs, {
  typename: 'Location',
  selection:
    'id version name timeZone active lateCancellationHours bookingMonthsAhead openingHours { weekday opens closes }',
  facts: (answer) => {
    const { openingHours, ...location } = answer as unknown as LocationAnswer
    return {
      ...location,
      openingHours: openingHours.map((span) => ({ ...span, weekday: weekdayNumbers[span.weekday] })),
    }
  },
})

/** Who can be booked. */
export const users = copiesOf(userRefs, { typename: 'User', selection: 'id version name active isVet' })

/** What a visit shows of its vet without asking the identity part: see `@provides` of `Appointment.vet`. */
export const vetColumns = {
  table: userRefs,
  type: 'User',
  always: [],
  takes: { id: [] },
} as const

const namesById = statement((db, { ids }: Places<{ ids: readonly string[] }>) =>
  db.select({ id: userRefs.id, name: userRefs.name }).from(userRefs).where(among(userRefs.id, ids)),
)

const readNames = (ctx: Context, ids: readonly string[]) => namesById(ctx, { ids })

/** A vet by our copy, as far as the query asks for it; null for a name that nobody knows. */
export async function findVet(ctx: Context, id: string): Promise<{ id: string; name?: string } | null> {
  if (ctx.asked && !ctx.asked.get('User')?.has('name')) return { id }
  return (await loaderOf(ctx, readNames).load(id)) ?? (await users.find(ctx, id))
}

interface PetAnswer {
  id: string
  version: number
  name: string
  status: string
  owner: { id: string }
  coOwners: Array<{ owner: { id: string } }>
  species: { id: string }
}

/** Copies of pets: whether they can be booked, and their owners. */
export const pets = copiesOf(petRefs, {
  typename: 'Pet',
  selection: 'id version name status owner { id } coOwners { owner { id } } species { id }',
  facts: (answer) => {
    const { id, version, name, status, owner, coOwners, species } = answer as unknown as PetAnswer
    return {
      id,
      version,
      name,
      ownerId: owner.id,
      coOwnerIds: coOwners.map(({ owner }) => owner.id),
      speciesId: species.id,
      active: status === 'ACTIVE',
    }
  },
})

/** Whose ordinary visits need a reason because of debts; an owner of whom nothing was heard is free. */
export const credits = copiesOf(creditRefs)

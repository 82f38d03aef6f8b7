import type { Context } from '@vetgraph/kit/context'
import type { LocationFacts, PetFacts, UserFacts } from '@vetgraph/kit/events'
import { findRef } from '@vetgraph/kit/refs'
import { eq, sql } from 'drizzle-orm'
import { type LocationRef, locationRefs, type PetRef, petRefs, type UserRef, userRefs } from './refs.table.ts'

/** Keeps the facts unless newer ones are here: events may come late and out of order. */
export async function keepLocation(ctx: Context, facts: LocationFacts, asOf: Date) {
  const { id, name, timeZone, openingHours, active } = facts
  const row = { id, name, timeZone, openingHours: [...openingHours], active, asOf }
  await ctx.db
    .insert(locationRefs)
    .values(row)
    .onConflictDoUpdate({
      target: locationRefs.id,
      set: row,
      setWhere: sql`${locationRefs.asOf} <= excluded.as_of`,
    })
}

export async function keepUser(ctx: Context, { id, name, isVet, active }: UserFacts, asOf: Date) {
  const row = { id, name, isVet, active, asOf }
  await ctx.db
    .insert(userRefs)
    .values(row)
    .onConflictDoUpdate({ target: userRefs.id, set: row, setWhere: sql`${userRefs.asOf} <= excluded.as_of` })
}

export async function keepPet(ctx: Context, { id, ownerId, name, speciesId, active }: PetFacts, asOf: Date) {
  const row = { id, ownerId, name, speciesId, active, asOf }
  await ctx.db
    .insert(petRefs)
    .values(row)
    .onConflictDoUpdate({ target: petRefs.id, set: row, setWhere: sql`${petRefs.asOf} <= excluded.as_of` })
}

interface LocationAnswer {
  id: string
  name: string
  timeZone: string
  currency: string
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

export const findLocationRef = (ctx: Context, id: string): Promise<LocationRef | null> =>
  findRef(
    ctx,
    {
      typename: 'Location',
      selection: 'id name timeZone currency active openingHours { weekday opens closes }',
      find: async (ctx, id) => (await ctx.db.select().from(locationRefs).where(eq(locationRefs.id, id)))[0],
      keep: (ctx, answer) => {
        const { openingHours, ...location } = answer as unknown as LocationAnswer
        const hours = openingHours.map((span) => ({ ...span, weekday: weekdayNumbers[span.weekday] }))
        return keepLocation(ctx, { ...location, openingHours: hours, taxRate: 0 }, ctx.now())
      },
    },
    id,
  )

export const findUserRef = (ctx: Context, id: string): Promise<UserRef | null> =>
  findRef(
    ctx,
    {
      typename: 'User',
      selection: 'id name active isVet',
      find: async (ctx, id) => (await ctx.db.select().from(userRefs).where(eq(userRefs.id, id)))[0],
      keep: (ctx, answer) => {
        const user = answer as { id: string; name: string; active: boolean; isVet: boolean }
        return keepUser(ctx, { ...user, ownerId: null }, ctx.now())
      },
    },
    id,
  )

export const findPetRef = (ctx: Context, id: string): Promise<PetRef | null> =>
  findRef(
    ctx,
    {
      typename: 'Pet',
      selection: 'id name status owner { id } species { id }',
      find: async (ctx, id) => (await ctx.db.select().from(petRefs).where(eq(petRefs.id, id)))[0],
      keep: (ctx, answer) => {
        const pet = answer as {
          id: string
          name: string
          status: string
          owner: { id: string }
          species: { id: string }
        }
        const facts = { id: pet.id, name: pet.name, ownerId: pet.owner.id, speciesId: pet.species.id }
        return keepPet(ctx, { ...facts, active: pet.status === 'ACTIVE' }, ctx.now())
      },
    },
    id,
  )

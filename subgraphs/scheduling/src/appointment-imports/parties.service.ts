import type { Context } from '@vetgraph/kit/context'
import { listAppointmentTypes } from '../appointment-types/appointment-type.service.ts'
import type { AppointmentTypeRow } from '../appointment-types/appointment-type.table.ts'
import { pets } from '../refs/refs.service.ts'
import { type PetRef, petRefs, type UserRef, userRefs } from '../refs/refs.table.ts'
import type { RoomRow } from '../rooms/room.table.ts'
import { listRoomsOf } from '../rooms/room.service.ts'
import { and, eq, inArray } from 'drizzle-orm'
import type { FileVisit } from './file-visit.ts'

/** How names are compared: by their letters, whatever their case. */
const named = (text: string) => text.trim().toLowerCase()

/** What the files’ names may mean here, each asked for once. */
export interface Known {
  types: ReadonlyMap<string, AppointmentTypeRow>
  /** By name and by e-mail address; several of one name cannot be told apart. */
  vets: ReadonlyMap<string, readonly UserRef[]>
  rooms: readonly RoomRow[]
  /** By `patientKey`. */
  patients: ReadonlyMap<string, readonly PetRef[]>
}

async function vetsByName(ctx: Context): Promise<Known['vets']> {
  const vets = await ctx.db
    .select()
    .from(userRefs)
    .where(and(eq(userRefs.isVet, true), eq(userRefs.active, true)))
  const people =
    vets.length === 0
      ? []
      : await ctx.askPeer(
          'User',
          vets.map(({ id }) => id),
          'id email',
        )
  const found = new Map<string, UserRef[]>()
  for (const [index, vet] of vets.entries())
    for (const name of [vet.name, people[index]?.['email']])
      if (typeof name === 'string') found.set(named(name), [...(found.get(named(name)) ?? []), vet])
  return found
}

/** What clinical is asked for a line; null if the line says too little. */
export function patientKey({ microchip, client, pet }: FileVisit): string | null {
  if (microchip !== '') return microchip.split('\n')[0]!
  return client !== '' && pet !== '' ? `${client.split('\n')[0]}\n${pet}` : null
}

async function patientsOf(ctx: Context, visits: readonly FileVisit[]): Promise<Known['patients']> {
  const keys = [...new Set(visits.flatMap((visit) => patientKey(visit) ?? []))]
  if (keys.length === 0) return new Map()
  const matches = await ctx.askPeer('PatientMatch', keys, 'petIds', 'clinical')
  const idsOf = (index: number) => (matches[index]?.['petIds'] ?? []) as string[]
  const ids = [...new Set(keys.flatMap((_key, index) => idsOf(index)))]
  const known = ids.length === 0 ? [] : await ctx.db.select().from(petRefs).where(inArray(petRefs.id, ids))
  const byId = new Map(known.map((pet) => [pet.id, pet]))
  // Usually none: those that were created a moment ago.
  for (const id of ids.filter((id) => !byId.has(id))) {
    const pet = await pets.find(ctx, id)
    if (pet) byId.set(id, pet)
  }
  return new Map(keys.map((key, index) => [key, idsOf(index).flatMap((id) => byId.get(id) ?? [])]))
}

/** Looks up what the visits of a file name, in as many statements for one as for all. */
export async function lookUp(ctx: Context, locationId: string, visits: readonly FileVisit[]): Promise<Known> {
  const types = await listAppointmentTypes(ctx, false)
  return {
    types: new Map(types.map((type) => [named(type.name), type])),
    vets: await vetsByName(ctx),
    rooms: await listRoomsOf(ctx, locationId),
    patients: await patientsOf(ctx, visits),
  }
}

export const typeNamed = ({ types }: Known, name: string) => types.get(named(name))
export const vetsNamed = ({ vets }: Known, name: string) => vets.get(named(name)) ?? []
export const roomNamed = ({ rooms }: Known, name: string) =>
  rooms.find((room) => named(room.name) === named(name))

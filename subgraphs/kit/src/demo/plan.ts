import type { BuiltInRole } from '../contracts/permissions.ts'
import { addDays, addMinutes, atTime, dayOf, weekdayOf } from '../time.ts'
import { type DemoLocation, demoTypes, firstStaff, locations } from './hospital.ts'
import { firstNames, lastNames, petNames, speciesList } from './names.ts'
import { demoId, Random } from './random.ts'

/**
 * The demo hospital as facts that every subgraph derives alike, so that each can load its own part
 * without asking another: who works where, whose pet is whose, which visits there were and will be.
 */
export interface DemoPlan {
  locations: DemoLocation[]
  staff: DemoPerson[]
  vets: DemoPerson[]
  owners: DemoOwner[]
  pets: DemoPet[]
  rooms: DemoRoom[]
  types: typeof demoTypes
  visits: DemoVisit[]
}

export interface DemoPerson {
  id: string
  firstName: string
  lastName: string
  title: string
  email: string
  phone: string
  role: BuiltInRole
  /** Where a vet works; null for those who work everywhere. */
  locationId: string | null
}

export interface DemoOwner {
  id: string
  firstName: string
  lastName: string
  locationId: string
  petIds: string[]
}

export interface DemoPet {
  id: string
  ownerId: string
  /** Some are owned by two; the portal's account co-owns one. */
  coOwnerIds: string[]
  name: string
  species: (typeof speciesList)[number]
  breed: string
  number: number
  /** Some have died, some have moved away; those have past visits only. */
  status: 'ACTIVE' | 'DECEASED' | 'INACTIVE'
}

export interface DemoRoom {
  id: string
  name: string
  locationId: string
}

export type DemoStatus =
  | 'SCHEDULED'
  | 'CONFIRMED'
  | 'ARRIVED'
  | 'ROOMED'
  | 'IN_EXAM'
  | 'READY'
  | 'CHECKED_OUT'
  | 'CANCELLED'
  | 'LATE_CANCELLED'
  | 'NO_SHOW'

export interface DemoVisit {
  id: string
  number: number
  pet: DemoPet
  vet: DemoPerson
  room: DemoRoom
  location: DemoLocation
  type: (typeof demoTypes)[number]
  startsAt: Date
  endsAt: Date
  status: DemoStatus
  reason: string
}

const petsPerVet = 400
const visitsPerPetAndYear = 3.2
const busyDays = 3
const futureDays = 28
/** The dead and the departed were last seen longer ago than this. */
const lastVisitDays = 60

function people(pets: number): DemoPerson[] {
  const random = new Random(11)
  const staff = firstStaff.map(([firstName, lastName, title, email, role, location], number) => ({
    id: demoId('user', number),
    firstName,
    lastName,
    title,
    email,
    phone: `+3531555${String(200 + number).padStart(4, '0')}`,
    role,
    locationId: location === null ? null : locations[location]!.id,
  }))
  for (
    let number = staff.length;
    staff.filter(({ role }) => role === 'VET').length < pets / petsPerVet;
    number++
  ) {
    staff.push({
      id: demoId('user', number),
      firstName: random.pick(firstNames),
      lastName: random.pick(lastNames),
      title: 'Veterinary surgeon',
      email: `vet${number}@demo.vet`,
      phone: `+3531555${String(200 + number).padStart(4, '0')}`,
      role: 'VET' as const,
      locationId: locations[number % 2]!.id,
    })
  }
  return staff
}

function households(petCount: number): { owners: DemoOwner[]; pets: DemoPet[] } {
  const random = new Random(23)
  const ownerCount = Math.max(1, Math.round(petCount * 0.6))
  const owners: DemoOwner[] = Array.from({ length: ownerCount }, (_, number) => ({
    id: demoId('owner', number),
    firstName: random.pick(firstNames),
    lastName: random.pick(lastNames),
    locationId: locations[random.chance(0.62) ? 0 : 1]!.id,
    petIds: [],
  }))
  const weights = speciesList.map((species) => [species, species.weight] as const)
  const pets = Array.from({ length: petCount }, (_, number): DemoPet => {
    // Everybody has one pet; the rest have several, the first owner (the portal's account) two.
    const owner = owners[number < ownerCount ? number : number === ownerCount ? 0 : random.below(ownerCount)]!
    const species = number < speciesList.length ? speciesList[number]! : random.weighted(weights)
    const other = number % 20 === 5 && ownerCount > 5 ? owners[(number - 5) % ownerCount]! : owner
    const pet = {
      id: demoId('pet', number),
      ownerId: owner.id,
      coOwnerIds: other === owner ? [] : [other.id],
      name: random.pick(petNames),
      species,
      breed: random.pick(species.breeds),
      number,
      status:
        number % 29 === 28
          ? ('DECEASED' as const)
          : number % 41 === 40
            ? ('INACTIVE' as const)
            : ('ACTIVE' as const),
    }
    owner.petIds.push(pet.id)
    return pet
  })
  return { owners, pets }
}

function statusOf(random: Random, startsAt: Date, endsAt: Date, now: Date): DemoStatus {
  const luck = random.next()
  if (endsAt < addMinutes(now, -45)) {
    if (luck < 0.88) return 'CHECKED_OUT'
    return luck < 0.94 ? 'CANCELLED' : luck < 0.96 ? 'LATE_CANCELLED' : 'NO_SHOW'
  }
  if (endsAt < now) return luck < 0.7 ? 'READY' : 'CHECKED_OUT'
  if (startsAt <= now) return 'IN_EXAM'
  if (startsAt < addMinutes(now, 40)) return luck < 0.5 ? 'ARRIVED' : luck < 0.7 ? 'ROOMED' : 'CONFIRMED'
  return luck < 0.06 ? 'CANCELLED' : luck < 0.5 ? 'CONFIRMED' : 'SCHEDULED'
}

/** How full a day is, from nothing to every slot: quiet in the past and far ahead, busy around today. */
function densityOf(offset: number, past: number): number {
  if (Math.abs(offset) <= busyDays) return Math.max(past, 0.62)
  return offset < 0 ? past : Math.max(0.5 - offset / 60, 0.08)
}

const slotsOfADay = 13

/** The days of past and future on which a location is open, with the instants between which it is. */
function openDaysOf({ timeZone, openingHours }: DemoLocation, now: Date, pastDays: number) {
  const today = dayOf(now, timeZone)
  return Array.from({ length: pastDays + futureDays + 1 }, (_, index) => {
    const offset = index - pastDays
    const day = addDays(today, offset)
    const hours = openingHours.find(({ weekday }) => weekday === weekdayOf(day))
    if (!hours) return []
    const [opens, closes] = [atTime(timeZone, day, hours.opens), atTime(timeZone, day, hours.closes)]
    return [{ day, offset, opens, closes }]
  }).flat()
}

/** The client whose ordinary visits are stopped because of debts. */
export const debtorOf = ({ owners }: DemoPlan): DemoOwner => owners.at(-1)!

let latest: { key: string; plan: DemoPlan } | null = null

/** The whole hospital, derived from its size and the present moment; each subgraph loads its part of the same one. */
export function demoPlan(size: { pets: number; years: number }, now: Date): DemoPlan {
  const key = `${size.pets} ${size.years} ${now.getTime()}`
  if (latest?.key !== key) latest = { key, plan: derive(size, now) }
  return latest.plan
}

function derive(size: { pets: number; years: number }, now: Date): DemoPlan {
  const staff = people(size.pets)
  const vets = staff.filter(({ role }) => role === 'VET')
  const { owners, pets } = households(size.pets)
  const rooms = vets.map((vet, number) => ({
    id: demoId('room', number),
    name: number % 3 === 2 ? `Theatre ${Math.floor(number / 3) + 1}` : `Room ${number + 1}`,
    locationId: vet.locationId!,
  }))
  const ownerLocation = new Map(owners.map((owner) => [owner.id, owner.locationId]))
  const petsAt = new Map(
    locations.map(({ id }) => [id, pets.filter((pet) => ownerLocation.get(pet.ownerId) === id)]),
  )
  const random = new Random(47)
  const weighted = demoTypes.map((type) => [type, type.weight] as const)
  const past = (size.pets * visitsPerPetAndYear) / (365 * vets.length * slotsOfADay * (5.4 / 7))
  const openDays = new Map(
    locations.map((location) => [location.id, openDaysOf(location, now, size.years * 365)]),
  )
  const seen = new Set<string>()
  /** A pet that has no other visit on that day, when one is quickly found. */
  const freeOn = (day: string, pool: readonly DemoPet[]): DemoPet | null => {
    for (let attempt = 0; attempt < 5; attempt++) {
      const pet = random.pick(pool)
      const key = `${day} ${pet.number}`
      if (seen.has(key)) continue
      seen.add(key)
      return pet
    }
    return null
  }
  const visits: DemoVisit[] = []
  for (const [index, vet] of vets.entries()) {
    const location = locations.find(({ id }) => id === vet.locationId)!
    const clients = petsAt.get(location.id)!
    const living = clients.filter(({ status }) => status === 'ACTIVE')
    if (living.length === 0) continue
    for (const { day, offset, opens, closes } of openDays.get(location.id)!) {
      const density = densityOf(offset, past)
      const pool = offset < -lastVisitDays ? clients : living
      let cursor = opens
      for (;;) {
        const type = random.weighted(weighted)
        const endsAt = addMinutes(cursor, type.minutes)
        if (endsAt > closes) break
        const pet = random.chance(density) ? freeOn(day, pool) : null
        if (pet) {
          const number = visits.length
          visits.push({
            id: demoId('visit', number),
            number,
            pet,
            vet,
            room: rooms[index]!,
            location,
            type,
            startsAt: cursor,
            endsAt,
            status: statusOf(random, cursor, endsAt, now),
            reason: random.pick(type.reasons),
          })
        }
        cursor = addMinutes(endsAt, random.chance(0.3) ? 10 : 0)
      }
    }
  }
  return { locations, staff, vets, owners, pets, rooms, types: demoTypes, visits }
}

import type { Context } from '@vetgraph/kit/context'
import { insertRows } from '@vetgraph/kit/demo/load'
import { colors, emailOfOwner, firstNames, streets } from '@vetgraph/kit/demo/names'
import { type DemoPlan, demoPlan, type DemoVisit } from '@vetgraph/kit/demo/plan'
import { demoId, Random } from '@vetgraph/kit/demo/random'
import type { DemoOptions } from '@vetgraph/kit/serving/subgraph'
import { addDays, addMinutes, dayOf } from '@vetgraph/kit/time'
import { eq } from 'drizzle-orm'
import { seenAt, usualGrams } from './demo/occasions.ts'
import { loadDiagnosisCodes } from './demo/diagnoses.ts'
import { loadRecords, loadTemplates } from './demo/records.ts'
import { loadVaccinations } from './demo/vaccinations.ts'
import { loadAlerts } from './demo/alerts.ts'
import { loadConsentForms } from './demo/consent-forms.ts'
import { loadCoOwners } from './demo/co-owners.ts'
import { loadFiles } from './demo/files.ts'
import { loadPetEdits } from './demo/pet-edits.ts'
import { loadFormulary } from './demo/formulary.ts'
import { loadInPatients } from './demo/in-patients.ts'
import { loadLaboratory } from './demo/laboratory.ts'
import { loadPrescriptions } from './demo/prescriptions.ts'
import { loadProblems } from './demo/problems.ts'
import { loadTreatmentPlans } from './demo/treatment-plans.ts'
import { loadVitals } from './demo/vitals.ts'
import { ContactMethod, owners, PhonePurpose } from './owners/owner.table.ts'
import { locationRefs } from './refs/location-ref.table.ts'
import { microchips } from './pets/microchip.table.ts'
import { NeuterStatus, pets, PetStatus, Sex } from './pets/pet.table.ts'
import { weights } from './pets/weight.table.ts'
import { breeds } from './species/species.table.ts'

const digitsOf = (random: Random, count: number) =>
  Array.from({ length: count }, () => random.below(10)).join('')

async function loadOwners(ctx: Context, plan: DemoPlan, since: Date) {
  const [random, more] = [new Random(61), new Random(62)]
  const irish = plan.locations[0]!.id
  await insertRows(
    ctx,
    owners,
    plan.owners.map(({ id, firstName, lastName, locationId }, number): typeof owners.$inferInsert => {
      const inIreland = locationId === irish
      const enteredAt = addMinutes(since, random.below(200) * 60)
      return {
        id,
        firstName,
        lastName,
        email: emailOfOwner({ firstName, lastName }, number),
        phone: inIreland ? `+35385${digitsOf(random, 7)}` : `+316${digitsOf(random, 8)}`,
        phonePurpose: PhonePurpose.MOBILE,
        furtherPhones: more.chance(0.2)
          ? [
              {
                number: inIreland ? `+3531555${digitsOf(more, 4)}` : `+3120555${digitsOf(more, 4)}`,
                purpose: more.pick([PhonePurpose.HOME, PhonePurpose.WORK]),
              },
            ]
          : [],
        emergencyContact: more.chance(0.15)
          ? {
              name: `${more.pick(firstNames)} ${lastName}`,
              phone: inIreland ? `+35386${digitsOf(more, 7)}` : `+316${digitsOf(more, 8)}`,
              relation: more.pick(['partner', 'sister', 'neighbour']),
            }
          : null,
        preferredContact: random.weighted([
          [ContactMethod.EMAIL, 5],
          [ContactMethod.SMS, 3],
          [ContactMethod.PHONE, 2],
        ]),
        address: {
          street: `${random.below(180) + 1} ${inIreland ? random.pick(streets.slice(0, 11)) : random.pick(streets.slice(11))}`,
          city: inIreland ? 'Dublin' : 'Amsterdam',
          region: null,
          postalCode: inIreland
            ? `D0${random.below(8) + 1}`
            : `10${random.below(90) + 10} ${random.pick(['AB', 'HL', 'KD', 'XZ'])}`,
          country: inIreland ? 'Ireland' : 'Netherlands',
        },
        notes: random.chance(0.06)
          ? random.pick(['Prefers mornings.', 'Ask for the grandson.', 'Pays in cash.'])
          : null,
        version: 1,
        createdAt: enteredAt,
        updatedAt: enteredAt,
      }
    }),
  )
}

/** How old a patient of the species can be when it comes, in days. */
const lifetimes: Readonly<Record<string, number>> = {
  dog: 4700,
  cat: 5400,
  rabbit: 2900,
  'guinea-pig': 2000,
  hamster: 700,
  ferret: 2300,
  parrot: 9000,
  tortoise: 18_000,
  lizard: 3600,
  chicken: 2200,
}

const youngest = 56
const sexKnown = new Set(['dog', 'cat', 'rabbit', 'guinea-pig', 'ferret', 'chicken'])

interface Seen {
  first: string
  last: string
}

/** The first and last day on which each pet was seen: it was born before and died after. */
function daysSeen(visits: readonly DemoVisit[], now: Date): Map<string, Seen> {
  const seen = new Map<string, Seen>()
  for (const { pet, startsAt } of visits) {
    if (startsAt > now) continue
    const day = startsAt.toISOString().slice(0, 10)
    const known = seen.get(pet.id)
    if (!known) seen.set(pet.id, { first: day, last: day })
    else if (day < known.first) known.first = day
    else if (day > known.last) known.last = day
  }
  return seen
}

async function loadPets(ctx: Context, plan: DemoPlan, since: Date) {
  const random = new Random(67)
  const breedIds = new Map(
    (await ctx.db.select().from(breeds)).map(({ id, speciesId, name }) => [`${speciesId} ${name}`, id]),
  )
  const today = dayOf(ctx.now(), 'UTC')
  const seen = daysSeen(plan.visits, ctx.now())
  await insertRows(
    ctx,
    pets,
    plan.pets.map((pet): typeof pets.$inferInsert => {
      const { first, last } = seen.get(pet.id) ?? { first: today, last: addDays(today, -90) }
      const lifetime = lifetimes[pet.species.id] ?? 4000
      const deceased = pet.status === 'DECEASED'
      return {
        id: pet.id,
        ownerId: pet.ownerId,
        name: pet.name,
        speciesId: pet.species.id,
        breedId: breedIds.get(`${pet.species.id} ${pet.breed}`) ?? null,
        sex:
          sexKnown.has(pet.species.id) || random.chance(0.5)
            ? random.pick([Sex.MALE, Sex.FEMALE])
            : Sex.UNKNOWN,
        neuterStatus: random.weighted([
          [NeuterStatus.NEUTERED, sexKnown.has(pet.species.id) ? 7 : 0],
          [NeuterStatus.INTACT, 3],
          [NeuterStatus.UNKNOWN, 1],
        ]),
        dateOfBirth: random.chance(0.95) ? addDays(first, -youngest - random.below(lifetime)) : null,
        birthDateEstimated: random.chance(0.15),
        deceasedOn: deceased ? addDays(last, 1 + random.below(40)) : null,
        color: random.pick(colors),
        status: PetStatus[pet.status],
        statusReason: deceased
          ? 'Died at home'
          : pet.status === 'INACTIVE'
            ? 'The family has moved away'
            : null,
        notes: random.chance(0.05) ? 'Calm with treats.' : null,
        version: 1,
        createdAt: since,
        updatedAt: since,
      }
    }),
  )
  await reportDeath(ctx, plan, seen)
}

/** The owner of the patient that died last has reported it today. */
async function reportDeath(ctx: Context, plan: DemoPlan, seen: ReadonlyMap<string, Seen>) {
  const lastSeen = ({ id }: { id: string }) => seen.get(id)?.last ?? ''
  const [latest] = plan.pets
    .filter(({ status }) => status === 'DECEASED')
    .sort((one, other) => lastSeen(other).localeCompare(lastSeen(one)))
  if (!latest) return
  await ctx.db
    .update(pets)
    .set({ deceasedOn: addDays(dayOf(ctx.now(), 'UTC'), -1), deathReportedAt: addMinutes(ctx.now(), -150) })
    .where(eq(pets.id, latest.id))
}

const synonyms: Readonly<Record<string, string[]>> = {
  'German Shepherd': ['GSD', 'Alsatian'],
  'Labrador Retriever': ['Lab'],
  'Domestic Shorthair': ['DSH', 'moggy'],
  'Domestic Longhair': ['DLH'],
}

async function loadSynonyms(ctx: Context) {
  for (const [name, names] of Object.entries(synonyms))
    await ctx.db.update(breeds).set({ synonyms: names }).where(eq(breeds.name, name))
}

const irishCode = '372'
const dutchCode = '528'
const chipShare: Readonly<Record<string, number>> = { dog: 0.92, cat: 0.8, ferret: 0.5, rabbit: 0.2 }

async function loadMicrochips(ctx: Context, plan: DemoPlan) {
  const random = new Random(71)
  const irish = new Set(
    plan.owners.filter(({ locationId }) => locationId === plan.locations[0]!.id).map(({ id }) => id),
  )
  await insertRows(
    ctx,
    microchips,
    plan.pets
      .filter(({ species }) => random.chance(chipShare[species.id] ?? 0))
      .map(({ id, ownerId, number }) => ({
        petId: id,
        number: `${irish.has(ownerId) ? irishCode : dutchCode}0981${String((number * 7919 + 10_000_019) % 99_999_989).padStart(8, '0')}`,
        position: 0,
        shared: false,
        living: true,
      })),
  )
}

async function loadWeights(ctx: Context, plan: DemoPlan, since: Date) {
  const random = new Random(73)
  const visitsOf = new Map<string, DemoVisit[]>()
  for (const visit of plan.visits) {
    if (visit.status !== 'CHECKED_OUT') continue
    const visits = visitsOf.get(visit.pet.id)
    if (visits) visits.push(visit)
    else visitsOf.set(visit.pet.id, [visit])
  }
  const rows: Array<typeof weights.$inferInsert> = []
  for (const pet of plan.pets) {
    const grams = usualGrams(pet)
    const occasions = (visitsOf.get(pet.id) ?? [])
      .slice(-(1 + random.below(4)))
      .map((visit) => ({ at: seenAt(visit), by: visit.vet.id }))
    if (occasions.length === 0) occasions.push({ at: since, by: plan.vets[0]!.id })
    for (const { at, by } of occasions) {
      const measured = Math.max(1, Math.round(grams * (0.95 + random.next() * 0.1)))
      rows.push({
        id: demoId('weight', rows.length),
        petId: pet.id,
        grams: measured > 2000 ? Math.round(measured / 50) * 50 : measured,
        measuredAt: at,
        enteredAt: at,
        enteredBy: by,
      })
    }
  }
  await insertRows(ctx, weights, rows)
}

/** Owners, pets and their charts. What the demo's visits refer to is asked of scheduling when it is needed. */
export async function loadDemo(ctx: Context, options: DemoOptions) {
  const plan = demoPlan(options, ctx.now())
  const since = addMinutes(ctx.now(), -options.years * 365 * 24 * 60)
  await insertRows(
    ctx,
    locationRefs,
    plan.locations.map(({ id, name, timeZone }) => ({ id, name, timeZone, active: true, version: 1 })),
  )
  await loadOwners(ctx, plan, since)
  await loadFormulary(ctx)
  await loadSynonyms(ctx)
  await loadPets(ctx, plan, since)
  await loadCoOwners(ctx, plan, since)
  await loadAlerts(ctx, plan, since)
  await loadProblems(ctx, plan, since)
  await loadMicrochips(ctx, plan)
  await loadWeights(ctx, plan, since)
  await loadVitals(ctx, plan)
  await loadPrescriptions(ctx, plan)
  await loadRecords(ctx, plan)
  await loadTemplates(ctx)
  await loadDiagnosisCodes(ctx)
  await loadVaccinations(ctx, plan, since)
  await loadFiles(ctx, plan)
  await loadPetEdits(ctx, plan)
  await loadLaboratory(ctx, plan, since)
  await loadInPatients(ctx, plan, since)
  await loadConsentForms(ctx, plan, since)
  await loadTreatmentPlans(ctx, plan)
}

import type { Context } from '@vetgraph/kit/context'
import { insertRows } from '@vetgraph/kit/demo/load'
import type { DemoPlan } from '@vetgraph/kit/demo/plan'
import { demoId, Random } from '@vetgraph/kit/demo/random'
import { addDays, addMonths, addWeeks, dayOf } from '@vetgraph/kit/time'
import { pets } from '../pets/pet.table.ts'
import { nextDue } from '../vaccinations/next-due.ts'
import { VaccinationKind, vaccinationDues, vaccinations } from '../vaccinations/vaccination.table.ts'
import {
  type VaccinationProtocolRow,
  vaccinationProtocols,
  VaccinationRoute,
  vaccineProducts,
} from '../vaccinations/vaccine.table.ts'

const { SUBCUTANEOUS, INTRANASAL } = VaccinationRoute

/** Vaccines as the demo hospital has them, by the protocols that a new hospital begins with. */
const demoVaccines = [
  ['Canicore DHP', 'Northvet', ['dog Distemper, hepatitis, parvovirus'], SUBCUTANEOUS, '1 ml', null],
  ['Leptocan 4', 'Northvet', ['dog Leptospirosis'], SUBCUTANEOUS, '1 ml', 12],
  ['Rabisure', 'Harbour Biologics', ['dog Rabies', 'cat Rabies'], SUBCUTANEOUS, '1 ml', 36],
  ['Tracheovac', 'Harbour Biologics', ['dog Kennel cough'], INTRANASAL, '0.4 ml', 12],
  ['Felicore RCP', 'Northvet', ['cat Panleukopenia, herpesvirus, calicivirus'], SUBCUTANEOUS, '1 ml', null],
  ['Leukofel', 'Northvet', ['cat Feline leukaemia'], SUBCUTANEOUS, '1 ml', 12],
  ['Bunnyshield', 'Lagomed', ['rabbit Myxomatosis, haemorrhagic disease'], SUBCUTANEOUS, '0.5 ml', 12],
] as const

/** How many patients follow a protocol. */
const followed: Readonly<Record<string, number>> = { CORE: 0.75, NON_CORE: 0.2 }
const lapsed = 0.08

interface Life {
  bornOn: string
  /** The last day on which it could be vaccinated. */
  until: string
}

/** When a patient had its doses, most of them some days late, until it no longer came. */
function dosesOf(protocol: VaccinationProtocolRow, { bornOn, until }: Life, random: Random): string[] {
  const doses: string[] = []
  let day = addDays(addWeeks(bornOn, protocol.firstDoseWeeks + 2), random.below(30))
  while (day <= until) {
    doses.push(day)
    if (random.chance(lapsed)) break
    day = addDays(nextDue(protocol, bornOn, doses).dueOn, random.below(25))
  }
  return doses
}

/** The vaccines, and what most dogs, cats and rabbits were given; older doses elsewhere, before they came here. */
export async function loadVaccinations(ctx: Context, plan: DemoPlan, since: Date) {
  const random = new Random(83)
  const protocols = await ctx.db.select().from(vaccinationProtocols)
  const idOf = new Map(protocols.map(({ id, speciesId, name }) => [`${speciesId} ${name}`, id]))
  const products = demoVaccines.map(([name, maker, names, route, dose, licensedMonths], number) => ({
    id: demoId('vaccine', number),
    name,
    maker,
    protocolIds: names.map((each) => idOf.get(each)!),
    route,
    dose,
    licensedMonths,
    version: 1,
    updatedAt: since,
  }))
  await insertRows(ctx, vaccineProducts, products)
  const today = dayOf(ctx.now(), 'UTC')
  const here = dayOf(since, 'UTC')
  const lives = new Map(
    (await ctx.db.select({ id: pets.id, bornOn: pets.dateOfBirth, diedOn: pets.deceasedOn }).from(pets)).map(
      (row) => [row.id, row],
    ),
  )
  const locationOf = new Map(plan.owners.map(({ id, locationId }) => [id, locationId]))
  const given: Array<typeof vaccinations.$inferInsert> = []
  const dues: Array<typeof vaccinationDues.$inferInsert> = []
  for (const pet of plan.pets) {
    const born = lives.get(pet.id)?.bornOn
    if (!born) continue
    const until = lives.get(pet.id)?.diedOn ?? addDays(today, -1)
    const locationId = locationOf.get(pet.ownerId)!
    const vets = plan.vets.filter((vet) => vet.locationId === null || vet.locationId === locationId)
    for (const protocol of protocols.filter(({ speciesId }) => speciesId === pet.species.id)) {
      const doses = random.chance(followed[protocol.importance]!)
        ? dosesOf(protocol, { bornOn: born, until }, random)
        : []
      const product = products.find(({ protocolIds }) => protocolIds.includes(protocol.id))
      if (!product || doses.length === 0) continue
      const vetId = random.pick(vets).id
      for (const day of doses) {
        const at = new Date(`${day}T10:00:00Z`)
        const isHere = day >= here
        given.push({
          id: demoId('vaccination', given.length),
          petId: pet.id,
          kind: isHere ? VaccinationKind.GIVEN : VaccinationKind.GIVEN_ELSEWHERE,
          givenOn: day,
          locationId,
          protocolIds: [protocol.id],
          productId: product.id,
          productName: product.name,
          maker: product.maker,
          lot: isHere
            ? `${product.name.slice(0, 2).toUpperCase()}${day.slice(2, 4)}${day.slice(5, 7)}`
            : null,
          lotExpiresOn: isHere ? addMonths(`${day.slice(0, 7)}-01`, 14) : null,
          route: product.route,
          dose: product.dose,
          site: product.route === INTRANASAL ? 'left nostril' : 'between the shoulder blades',
          tagNumber: null,
          vetId: isHere ? vetId : null,
          adverseReaction: random.chance(0.01) ? 'Tired for a day.' : null,
          enteredBy: vetId,
          createdAt: at,
          updatedAt: at,
          version: 1,
        })
      }
      dues.push({
        id: demoId('vaccination-due', dues.length),
        petId: pet.id,
        protocolId: protocol.id,
        vaccinationId: given.at(-1)!.id,
        locationId,
        ...nextDue(protocol, born, doses),
        dosesGiven: doses.length,
        protocolVersion: protocol.version,
      })
    }
  }
  await insertRows(ctx, vaccinations, given)
  await insertRows(ctx, vaccinationDues, dues)
}

import { newId } from '@vetgraph/kit/ids'
import type { TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { aPet } from '../pets/pet.factory.ts'
import { locationRefs } from '../refs/location-ref.table.ts'
import { userRefs } from '../refs/user-ref.table.ts'
import { recordVaccination } from './give.service.ts'
import type { RecordVaccinationInput } from './vaccination.inputs.ts'
import type { VaccinationRow } from './vaccination.table.ts'
import { saveVaccineProduct } from './vaccine.service.ts'
import { VaccinationRoute, type VaccineProductRow } from './vaccine.table.ts'
import type { SaveVaccineProductInput } from './vaccine.types.ts'

/** Protocols that every hospital begins with. */
export const dogCore = '019abf00-0000-7000-8000-000000000001'
export const dogLeptospirosis = '019abf00-0000-7000-8000-000000000002'
export const dogRabies = '019abf00-0000-7000-8000-000000000003'
export const catRabies = '019abf00-0000-7000-8000-000000000007'

/** A place in Dublin, as clinical knows it. */
export async function aPlace(hospital: TestSubgraph, timeZone = 'Europe/Dublin'): Promise<string> {
  const id = newId()
  await hospital
    .context()
    .db.insert(locationRefs)
    .values({ id, name: `Harbour Street ${id}`, timeZone, active: true, version: 1 })
  return id
}

export async function aVet(hospital: TestSubgraph): Promise<string> {
  const id = newId()
  await hospital
    .context()
    .db.insert(userRefs)
    .values({ id, name: 'Dr Niamh Kelly', isVet: true, active: true, version: 1 })
  return id
}

/** A vaccine against leptospirosis unless other protocols are given. */
export const aVaccine = (
  hospital: TestSubgraph,
  overrides: Partial<SaveVaccineProductInput> = {},
): Promise<VaccineProductRow> =>
  saveVaccineProduct(hospital.context(), {
    name: `Leptodog ${newId()}`,
    maker: 'Acme Animal Health',
    protocolIds: [dogLeptospirosis],
    route: VaccinationRoute.SUBCUTANEOUS,
    dose: '1 ml',
    retired: false,
    ...overrides,
  })

/** A dose given today by a vet of its own, unless something else is given. */
export async function aVaccination(
  hospital: TestSubgraph,
  overrides: Partial<RecordVaccinationInput> = {},
): Promise<VaccinationRow> {
  return recordVaccination(hospital.context(), {
    petId: overrides.petId ?? (await aPet(hospital)).id,
    locationId: overrides.locationId ?? (await aPlace(hospital)),
    productId: overrides.productId ?? (await aVaccine(hospital)).id,
    vetId: overrides.vetId ?? (await aVet(hospital)),
    elsewhere: false,
    lot: 'A123',
    lotExpiresOn: '2027-06-30',
    ...overrides,
  })
}

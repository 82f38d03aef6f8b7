import { usualPolicies } from '@vetgraph/kit/contracts/location-policies'
import { newId } from '@vetgraph/kit/ids'
import type { TestSubgraph } from '@vetgraph/kit/testing/subgraph'
import { type LocationRow, locations } from './location.table.ts'

export async function aLocation(hospital: TestSubgraph, overrides: Partial<LocationRow> = {}) {
  const id = newId()
  const ctx = hospital.context()
  const location: LocationRow = {
    id,
    name: `Location ${id}`,
    timeZone: 'Europe/Dublin',
    currency: 'EUR',
    address: '12 Harbour Street\nDublin 8',
    phone: null,
    email: null,
    openingHours: [{ weekday: 1, opens: '08:30', closes: '18:00' }],
    taxRate: 1350,
    vatNumber: null,
    bankAccount: null,
    ...usualPolicies,
    active: true,
    version: 1,
    createdAt: ctx.now(),
    updatedAt: ctx.now(),
    ...overrides,
  }
  await ctx.db.insert(locations).values(location)
  return location
}

import { featuresIn } from '@vetgraph/kit/contracts/feature'
import { standardisePhones } from '@vetgraph/kit/phone'
import { defineSubgraph } from '@vetgraph/kit/serving/subgraph'
import { loadDemo } from './demo.ts'
import { owners } from './owners/owner.table.ts'
import { reactions } from './reactions.ts'
import { timeZonesOf } from './refs/location-ref.service.ts'
import { Appointment, AppointmentType, InventoryItem, Location, User } from './refs/stubs.ts'

/** Who comes, with which animals, and what was found: each feature may use only those above it. */
export const clinical = await defineSubgraph({
  name: 'clinical',
  migrations: new URL('../migrations', import.meta.url),
  features: await featuresIn(new URL('.', import.meta.url)),
  stubs: [User, Appointment, AppointmentType, Location, InventoryItem],
  reactions,
  timeZones: timeZonesOf,
  prepare: async (ctx) => standardisePhones(ctx, owners, await timeZonesOf(ctx)),
  demo: loadDemo,
})

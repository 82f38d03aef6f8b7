import { featuresIn } from '@vetgraph/kit/contracts/feature'
import { standardisePhones } from '@vetgraph/kit/phone'
import { defineSubgraph } from '@vetgraph/kit/serving/subgraph'
import { loadDemo } from './demo.ts'
import { announceLocations, timeZonesOf } from './locations/location.service.ts'
import { locations } from './locations/location.table.ts'
import { reactions } from './reactions.ts'
import { Owner } from './refs/owner.types.ts'
import { Appointment, Invoice, Pet } from './refs/stubs.ts'
import { syncBuiltInRoles } from './roles/role.service.ts'
import { publicKeys, sealSigningKeys } from './signing-keys/signing-key.service.ts'
import { users } from './users/user.table.ts'

/**
 * Who works here, who may do what, and where. Each feature may use only those above it:
 * error codes, the hospital, locations, roles, users, their photos, known devices, passwords, signing keys, links in e-mails,
 * sessions, ways of signing in, the first set-up, accounts, people and their roles as they change, second factors,
 * accounts elsewhere, API clients, workstations, the audit log.
 */
export const identity = await defineSubgraph({
  name: 'identity',
  migrations: new URL('../migrations', import.meta.url),
  features: await featuresIn(new URL('.', import.meta.url)),
  stubs: [Owner, Pet, Appointment, Invoice],
  reactions,
  timeZones: timeZonesOf,
  demo: loadDemo,
  prepare: async (ctx) => {
    await syncBuiltInRoles(ctx)
    await sealSigningKeys(ctx)
    await announceLocations(ctx)
    const timeZones = await timeZonesOf(ctx)
    for (const table of [users, locations]) await standardisePhones(ctx, table, timeZones)
  },
  publicKeys,
})

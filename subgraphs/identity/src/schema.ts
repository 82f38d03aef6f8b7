import { featuresIn } from '@vetgraph/kit/feature'
import { defineSubgraph } from '@vetgraph/kit/subgraph'
import { loadDemo } from './demo.ts'
import { reactions } from './reactions.ts'
import { Owner } from './refs/owner.types.ts'
import { syncBuiltInRoles } from './roles/role.service.ts'
import { publicKeys, sealSigningKeys } from './signing-keys/signing-key.service.ts'

/**
 * Who works here, who may do what, and where. Each feature may use only those above it:
 * error codes, the hospital, locations, roles, users, their photos, known devices, passwords, signing keys, links in e-mails,
 * sessions, ways of signing in, the first set-up, accounts, people and their roles as they change, second factors,
 * accounts elsewhere, programs, workstations, the audit log.
 */
export const identity = await defineSubgraph({
  name: 'identity',
  migrations: new URL('../migrations', import.meta.url),
  features: await featuresIn(new URL('.', import.meta.url)),
  stubs: [Owner],
  reactions,
  demo: loadDemo,
  prepare: async (ctx) => {
    await syncBuiltInRoles(ctx)
    await sealSigningKeys(ctx)
  },
  publicKeys,
})

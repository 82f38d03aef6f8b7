import { defineSubgraph } from '@vetgraph/kit/subgraph'
import { loadDemo } from './demo.ts'
import { HouseholdResolver } from './households/household.resolver.ts'
import { ChartResolver, MedicalRecordResolver } from './medical-records/medical-record.resolver.ts'
import { readMedicalRecords } from './medical-records/medical-record.service.ts'
import { OwnerClaimResolver } from './owner-claims/owner-claim.resolver.ts'
import { OwnerResolver } from './owners/owner.resolver.ts'
import { readOwners } from './owners/owner.service.ts'
import { PetResolver } from './pets/pet.resolver.ts'
import { readPets } from './pets/pet.service.ts'
import { reactions } from './reactions.ts'
import { Appointment, User } from './refs/stubs.ts'
import { SpeciesResolver } from './species/species.resolver.ts'

/** Who comes, with which animals, and what was found: each feature may use only those above it. */
export const clinical = await defineSubgraph({
  name: 'clinical',
  migrations: new URL('../migrations', import.meta.url),
  resolvers: [
    SpeciesResolver,
    OwnerResolver,
    PetResolver,
    HouseholdResolver,
    MedicalRecordResolver,
    ChartResolver,
    OwnerClaimResolver,
  ],
  stubs: [User, Appointment],
  entities: { Owner: readOwners, Pet: readPets, MedicalRecord: readMedicalRecords },
  reactions,
  demo: loadDemo,
})

import type { Feature } from '@vetgraph/kit/contracts/feature'
import { PetVaccinationsResolver, VaccinationDueResolver } from './due.resolver.ts'
import { tellDues } from './due.service.ts'
import { VaccinationResolver } from './vaccination.resolver.ts'
import { readVaccinations } from './vaccination.service.ts'
import { VaccinationProtocolResolver, VaccineProductResolver } from './vaccine.resolver.ts'
import { readProducts, readProtocols } from './vaccine.service.ts'

export const feature: Feature = {
  resolvers: [
    VaccinationProtocolResolver,
    VaccineProductResolver,
    VaccinationResolver,
    VaccinationDueResolver,
    PetVaccinationsResolver,
  ],
  entities: {
    VaccinationProtocol: readProtocols,
    VaccineProduct: readProducts,
    Vaccination: readVaccinations,
  },
  work: { 'tell-dues': tellDues },
  crons: { 'tell-dues': '45 1 * * *' },
  permissions: {
    'vaccination:read': {
      allows: 'See which vaccinations patients have had, and when the next are due',
      roles: ['VET', 'TECHNICIAN', 'RECEPTIONIST'],
    },
    'vaccination:write': {
      allows: 'Record vaccinations, also declined ones, and adverse reactions',
      roles: ['VET', 'TECHNICIAN'],
    },
    'vaccine:write': { allows: 'Keep the list of vaccines and the vaccination protocols', roles: ['VET'] },
  },
}

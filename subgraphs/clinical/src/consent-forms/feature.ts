import type { Feature } from '@vetgraph/kit/contracts/feature'
import {
  ConsentFormResolver,
  ConsentFormTemplateResolver,
  PetConsentFormsResolver,
  VisitConsentFormsResolver,
} from './consent-form.resolver.ts'
import { readConsentForms } from './consent-form.service.ts'

export const feature: Feature = {
  resolvers: [
    ConsentFormTemplateResolver,
    ConsentFormResolver,
    PetConsentFormsResolver,
    VisitConsentFormsResolver,
  ],
  entities: { ConsentForm: readConsentForms },
  permissions: {
    'consent-form:read': {
      allows: 'See consent forms of patients',
      roles: ['VET', 'TECHNICIAN', 'RECEPTIONIST'],
    },
    'consent-form:write': {
      allows: 'Prepare consent forms, have them signed, and withdraw them',
      roles: ['VET', 'TECHNICIAN', 'RECEPTIONIST'],
    },
    'consent-form-template:write': { allows: 'Keep the words of consent forms', roles: ['VET'] },
  },
}

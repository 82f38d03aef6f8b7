import { Reference, Stub } from '@vetgraph/kit/fields'

@Stub('A pet: a patient of the hospital. Its profile is kept by the clinical subgraph.')
export class Pet extends Reference {}

@Stub('An appointment of a pet. It is kept by the scheduling subgraph.')
export class Appointment extends Reference {}

@Stub('An invoice. It is kept by the billing subgraph.')
export class Invoice extends Reference {}

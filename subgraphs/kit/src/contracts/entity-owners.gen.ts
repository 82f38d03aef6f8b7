import type { SubgraphName } from './subgraph-names.ts'

/** Written by `pnpm gen` from the `entities` of each `feature.ts`. */
export const entityOwners: Readonly<Record<string, SubgraphName>> = {
  Appointment: 'scheduling',
  AppointmentType: 'scheduling',
  Conversation: 'notifications',
  Estimate: 'billing',
  InventoryItem: 'inventory',
  Invoice: 'billing',
  Location: 'identity',
  MedicalRecord: 'clinical',
  Notification: 'notifications',
  Owner: 'clinical',
  Payment: 'billing',
  Pet: 'clinical',
  PetFile: 'clinical',
  Prescription: 'clinical',
  PurchaseOrder: 'inventory',
  Service: 'billing',
  Substance: 'clinical',
  Supplier: 'inventory',
  SupplierItem: 'inventory',
  User: 'identity',
  Vaccination: 'clinical',
  VaccinationProtocol: 'clinical',
  VaccineProduct: 'clinical',
}

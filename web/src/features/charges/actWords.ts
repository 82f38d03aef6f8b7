import type { ActKind } from '../../gql/types'

export const actKinds: Record<ActKind, string> = {
  VISIT: 'Visit',
  VACCINATION: 'Vaccination',
  PRESCRIPTION: 'Prescription',
  DISPENSING: 'Dispensed',
  STAY: 'Hospital stay',
  TREATMENT: 'Treatment',
  LAB_TEST: 'Laboratory',
}

/** What was done, with how much of it when that is not one. */
export const actText = ({ description, quantity }: { description: string; quantity: number }): string =>
  quantity === 1 ? description : `${quantity} × ${description}`

import type { InventoryCategory, MedicineForm, MovementKind } from '../../gql/types'

export const categories: Record<InventoryCategory, string> = {
  MEDICATION: 'Medication',
  SUPPLIES: 'Supplies',
  EQUIPMENT: 'Equipment',
}

export const forms: Record<MedicineForm, string> = {
  TABLET: 'Tablet',
  CHEWABLE: 'Chewable tablet',
  CAPSULE: 'Capsule',
  ORAL_LIQUID: 'Liquid to swallow',
  INJECTION: 'Injection',
  INFUSION: 'Infusion',
  INHALATION: 'Inhalation',
  DROPS: 'Drops',
  OINTMENT: 'Ointment',
  SPOT_ON: 'Spot-on',
  POWDER: 'Powder',
  OTHER: 'Other',
}

export const movements: Record<MovementKind, string> = {
  RECEIPT: 'Delivery',
  DISPENSE: 'Dispensed',
  USE: 'Used',
  WASTAGE: 'Wasted',
  COUNT: 'Counted',
  RETURN: 'Returned',
  WRITE_OFF: 'Written off',
  TRANSFER_OUT: 'Sent to a location',
  TRANSFER_IN: 'Transferred in',
}

/** The value when it is one of these words. */
export const among = <Value extends string>(
  words: Record<Value, unknown>,
  text: string | null,
): Value | null => (text !== null && text in words ? (text as Value) : null)

export const options = <Value extends string>(words: Record<Value, string>) =>
  Object.entries(words) as [Value, string][]

import { demoId } from '@vetgraph/kit/demo/random'
import { quantityScale } from '@vetgraph/kit/money'
import { weightedSum } from './inventory-items/gtin.ts'
import { InventoryCategory, MedicineForm } from './inventory-items/inventory-item.table.ts'

const { MEDICATION, EQUIPMENT, SUPPLIES } = InventoryCategory

const shelf: ReadonlyArray<[string, string, InventoryCategory, string, number, 'controlled'?]> = [
  ['Amoxicillin/clavulanate 50 mg tablets', 'MED-AMC-050', MEDICATION, 'tablet', 200],
  ['Amoxicillin/clavulanate 250 mg tablets', 'MED-AMC-250', MEDICATION, 'tablet', 200],
  ['Apoquel (oclacitinib) 5.4 mg tablets', 'MED-OCL-054', MEDICATION, 'tablet', 100],
  ['Atropine 0.6 mg/ml injection', 'MED-ATR-006', MEDICATION, 'ml', 30],
  ['Bravecto (fluralaner) 500 mg chewable, dog 10–20 kg', 'MED-FLU-500', MEDICATION, 'tablet', 24],
  ['Buprenorphine 0.3 mg/ml injection', 'MED-BUP-003', MEDICATION, 'ml', 20, 'controlled'],
  ['Butorphanol 10 mg/ml injection', 'MED-BUT-010', MEDICATION, 'ml', 20, 'controlled'],
  ['Carprofen 50 mg tablets', 'MED-CAR-050', MEDICATION, 'tablet', 150],
  ['Cefovecin (Convenia) 80 mg/ml injection', 'MED-CEF-080', MEDICATION, 'ml', 20],
  ['Dexmedetomidine 0.5 mg/ml injection', 'MED-DEX-005', MEDICATION, 'ml', 20],
  ['Enrofloxacin 50 mg tablets', 'MED-ENR-050', MEDICATION, 'tablet', 60],
  ['Furosemide 40 mg tablets', 'MED-FUR-040', MEDICATION, 'tablet', 100],
  ['Gabapentin 100 mg capsules', 'MED-GAB-100', MEDICATION, 'capsule', 120],
  ['Isoflurane inhalation liquid', 'MED-ISO-250', MEDICATION, 'ml', 500],
  ['Ketamine 100 mg/ml injection', 'MED-KET-100', MEDICATION, 'ml', 30, 'controlled'],
  ['Maropitant (Cerenia) 10 mg/ml injection', 'MED-MAR-010', MEDICATION, 'ml', 40],
  ['Meloxicam 1.5 mg/ml oral suspension, dog', 'MED-MEL-015', MEDICATION, 'bottle', 12],
  ['Meloxicam 0.5 mg/ml oral suspension, cat', 'MED-MEL-005', MEDICATION, 'bottle', 10],
  ['Methadone 10 mg/ml injection', 'MED-MET-010', MEDICATION, 'ml', 20, 'controlled'],
  ['Metronidazole 250 mg tablets', 'MED-MTZ-250', MEDICATION, 'tablet', 100],
  ['Milbemax (milbemycin/praziquantel) cat 2–8 kg', 'MED-MIL-CAT', MEDICATION, 'tablet', 40],
  ['Pentobarbital 200 mg/ml injection', 'MED-PEN-200', MEDICATION, 'ml', 100, 'controlled'],
  ['Pimobendan 5 mg chewable', 'MED-PIM-005', MEDICATION, 'tablet', 100],
  ['Prednisolone 5 mg tablets', 'MED-PRE-005', MEDICATION, 'tablet', 200],
  ['Propofol 10 mg/ml injection', 'MED-PRO-010', MEDICATION, 'ml', 100],
  ['Ringer lactate 1 l', 'MED-RIN-1000', MEDICATION, 'bag', 24],
  ['Vaccine DHPPi, dog (Nobivac)', 'VAC-DHP-001', MEDICATION, 'dose', 50],
  ['Vaccine Leptospirosis L4, dog (Nobivac)', 'VAC-LEP-004', MEDICATION, 'dose', 50],
  ['Vaccine Rabies (Nobivac)', 'VAC-RAB-001', MEDICATION, 'dose', 40],
  ['Vaccine Tricat, cat (Nobivac)', 'VAC-TRI-003', MEDICATION, 'dose', 40],
  ['Vaccine FeLV, cat (Leucogen)', 'VAC-FEL-001', MEDICATION, 'dose', 20],
  ['Vaccine Myxo-RHD Plus, rabbit (Nobivac)', 'VAC-MYX-002', MEDICATION, 'dose', 10],
  ['Cohesive bandage 5 cm', 'SUP-BAN-05', SUPPLIES, 'roll', 30],
  ['Elizabethan collar, medium', 'SUP-COL-M', SUPPLIES, 'piece', 10],
  ['Examination gloves, nitrile, M', 'SUP-GLO-M', SUPPLIES, 'pair', 500],
  ['Gauze swabs 10 × 10 cm', 'SUP-GAU-10', SUPPLIES, 'piece', 400],
  ['Hypodermic needle 21 G', 'SUP-NEE-21', SUPPLIES, 'piece', 300],
  ['IV catheter 22 G', 'SUP-CAT-22', SUPPLIES, 'piece', 80],
  ['Microchip with applicator, ISO 11784', 'SUP-CHI-01', SUPPLIES, 'piece', 30],
  ['Suture Monocryl 3-0', 'SUP-SUT-30', SUPPLIES, 'piece', 48],
  ['Syringe 2.5 ml', 'SUP-SYR-25', SUPPLIES, 'piece', 300],
  ['Urine dipsticks', 'SUP-DIP-10', SUPPLIES, 'strip', 100],
  ['Digital thermometer', 'EQU-THE-01', EQUIPMENT, 'piece', 3],
  ['Otoscope', 'EQU-OTO-01', EQUIPMENT, 'piece', 1],
  ['Stethoscope, paediatric', 'EQU-STE-01', EQUIPMENT, 'piece', 2],
]

/** The form of a medicine by the words in its name. */
const forms: ReadonlyArray<readonly [RegExp, MedicineForm]> = [
  [/tablets/, MedicineForm.TABLET],
  [/capsules/, MedicineForm.CAPSULE],
  [/chewable/, MedicineForm.CHEWABLE],
  [/injection|[Vv]accine/, MedicineForm.INJECTION],
  [/inhalation/, MedicineForm.INHALATION],
  [/oral suspension/, MedicineForm.ORAL_LIQUID],
  [/Ringer/, MedicineForm.INFUSION],
]

/** How a unit stands on the shelf and is bought: unit, and how many dispensing units it contains. */
const packs: Readonly<
  Record<string, readonly [stock: string, units: number, bought: string, units: number]>
> = {
  tablet: ['blister', 10, 'box', 100],
  capsule: ['blister', 10, 'box', 50],
  ml: ['vial', 10, 'box', 50],
  dose: ['vial', 1, 'box', 25],
  piece: ['pack', 10, 'carton', 100],
}

/** The number of a substance in clinical's demo data, and its strength. */
const substances: Readonly<Record<string, readonly [number: number, strength: string]>> = {
  'MED-AMC-050': [0, '40 mg'],
  'MED-AMC-250': [0, '200 mg'],
  'MED-CAR-050': [2, '50 mg'],
  'MED-CEF-080': [3, '80 mg/ml'],
  'MED-ENR-050': [4, '50 mg'],
  'MED-FUR-040': [5, '40 mg'],
  'MED-GAB-100': [6, '100 mg'],
  'MED-MAR-010': [8, '10 mg/ml'],
  'MED-MEL-015': [9, '1.5 mg/ml'],
  'MED-MEL-005': [9, '0.5 mg/ml'],
  'MED-MTZ-250': [10, '250 mg'],
  'MED-OCL-054': [12, '5.4 mg'],
  'MED-PIM-005': [15, '5 mg'],
  'MED-PRE-005': [16, '5 mg'],
}

/** Controlled items by their schedule in Ireland and the United Kingdom. */
const schedules: Readonly<Record<string, string>> = {
  'MED-BUP-003': 'Schedule 3',
  'MED-BUT-010': 'Schedule 3',
  'MED-KET-100': 'Schedule 2',
  'MED-MET-010': 'Schedule 2',
  'MED-PEN-200': 'Schedule 3',
}

/** A GTIN with its check digit, of the range that is free for a house's own use. */
function gtinOfNumber(number: number): string {
  const digits = `0020000${String(number).padStart(6, '0')}`
  return `${digits}${(10 - (weightedSum(digits) % 10)) % 10}`
}

/** What a small-animal hospital keeps; reorder levels in whole units. */
export const demoItems = shelf.map(([name, sku, category, unit, reorderLevel, controlled], number) => {
  const [stockUnit, inStockUnit, buyingUnit, inBuyingUnit] = category === EQUIPMENT ? [] : (packs[unit] ?? [])
  const substance = substances[sku]
  return {
    name,
    sku,
    category,
    unit,
    reorderLevel,
    controlled: controlled !== undefined,
    schedule: schedules[sku] ?? null,
    stockUnit: stockUnit ?? null,
    unitsPerStockUnit: inStockUnit ? inStockUnit * quantityScale : null,
    buyingUnit: buyingUnit ?? null,
    unitsPerBuyingUnit: inBuyingUnit ? inBuyingUnit * quantityScale : null,
    form:
      category === MEDICATION ? (forms.find(([words]) => words.test(name))?.[1] ?? MedicineForm.OTHER) : null,
    substances: substance ? [{ substanceId: demoId('substance', substance[0]), strength: substance[1] }] : [],
    barcodes: [gtinOfNumber(number)],
  }
})

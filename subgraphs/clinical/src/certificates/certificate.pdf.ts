import { factsTable, type Letterhead, type PdfDocument } from '@vetgraph/kit/documents/pdf'
import type { Address, OwnerRow } from '../owners/owner.table.ts'
import { ageText } from '../pets/age.ts'
import type { NeuterStatus, PetRow, Sex } from '../pets/pet.table.ts'
import {
  type VaccinationDueRow,
  VaccinationKind,
  type VaccinationRow,
} from '../vaccinations/vaccination.table.ts'
import type { VaccinationProtocolRow } from '../vaccinations/vaccine.table.ts'

export interface Patient {
  pet: PetRow
  owner: OwnerRow
  species: string
  breed: string | null
  microchips: readonly string[]
  weight: { value: number; unit: string } | null
}

export interface Vet {
  name: string
  number: string
}

const sexes: Record<Sex, string> = { MALE: 'Male', FEMALE: 'Female', UNKNOWN: 'Not known' }
const neutered: Record<NeuterStatus, string> = { NEUTERED: 'Yes', INTACT: 'No', UNKNOWN: 'Not known' }

const addressOf = (address: Address | null) =>
  address &&
  [
    address.street,
    [address.postalCode, address.city].filter(Boolean).join(' '),
    address.region,
    address.country,
  ]
    .filter(Boolean)
    .join(', ')

const poundInGrams = 453.592_37

/** The sizes of NASPHV form 51, which are in pounds. */
function sizeOf(weight: Patient['weight']): string | null {
  if (!weight) return null
  const pounds = (weight.value * 1000) / poundInGrams
  const size = pounds < 20 ? 'Under 20 lb' : pounds <= 50 ? '20 to 50 lb' : 'Over 50 lb'
  return `${size} (${weight.value} ${weight.unit})`
}

const patientFacts = ({ pet, species, breed, microchips }: Patient, today: string) =>
  [
    ['Name', pet.name],
    ['Species', species],
    ['Predominant breed', breed],
    ['Colours and markings', pet.color],
    ['Sex', sexes[pet.sex]],
    ['Neutered', neutered[pet.neuterStatus]],
    ['Date of birth', pet.dateOfBirth && `${pet.dateOfBirth}${pet.birthDateEstimated ? ' (estimated)' : ''}`],
    ['Age', pet.dateOfBirth && ageText(pet.dateOfBirth, pet.deceasedOn ?? today)],
    ['Microchip', microchips.join(', ') || null],
  ] as const

const ownerFacts = ({ owner }: Patient) =>
  [
    ['Owner', `${owner.lastName}, ${owner.firstName}`],
    ['Telephone', owner.phone],
    ['Address', addressOf(owner.address)],
  ] as const

interface Vaccinations {
  patient: Patient
  rows: readonly VaccinationRow[]
  dues: readonly VaccinationDueRow[]
  names: ReadonlyMap<string, VaccinationProtocolRow>
  vets: ReadonlyMap<string, string>
  letterhead: Letterhead
  today: string
}

const table = (widths: number[], head: readonly string[], rows: readonly string[][]) => ({
  layout: 'lightHorizontalLines',
  table: {
    headerRows: 1,
    dontBreakRows: true,
    widths,
    body: [head.map((text) => ({ text, bold: true })), ...rows],
  },
})

/** Everything that a patient was given, and when the next doses are due. */
export function vaccinationCertificate(given: Vaccinations): PdfDocument {
  const { patient, rows, dues, names, vets, letterhead, today } = given
  const protocolNames = (ids: readonly string[]) =>
    ids.flatMap((id) => names.get(id)?.diseases ?? []).join(', ')
  return {
    title: `Vaccination certificate of ${patient.pet.name}`,
    language: 'en',
    letterhead,
    footer: `Issued on ${today}`,
    content: [
      { text: 'Vaccination certificate', style: 'title' },
      factsTable(patientFacts(patient, today), 3),
      factsTable(ownerFacts(patient), 3),
      { text: 'Vaccinations given', style: 'heading' },
      table(
        [58, 127, 105, 80, 85],
        ['Date', 'Against', 'Vaccine', 'Lot', 'By'],
        rows.map((row) => [
          row.givenOn,
          protocolNames(row.protocolIds),
          [row.productName, row.maker].filter(Boolean).join(', '),
          row.lot ? `${row.lot}, good until ${row.lotExpiresOn}` : '–',
          row.kind === VaccinationKind.GIVEN_ELSEWHERE
            ? 'Given elsewhere, as reported'
            : (vets.get(row.vetId ?? '') ?? letterhead.location),
        ]),
      ),
      ...(dues.length === 0
        ? []
        : [
            { text: 'Next due', style: 'heading' },
            table(
              [58, 420],
              ['Date', 'Against'],
              dues.map(({ dueOn, protocolId }) => [dueOn, protocolNames([protocolId])]),
            ),
          ]),
    ],
  }
}

interface Rabies {
  patient: Patient
  row: VaccinationRow
  vet: Vet
  letterhead: Letterhead
  today: string
  isInitial: boolean
  licensedMonths: number | null
  dueOn: string | null
}

const licence = (months: number | null) =>
  months === null
    ? null
    : months % 12 === 0
      ? `${months / 12} ${months === 12 ? 'year' : 'years'}`
      : `${months} months`

/** What NASPHV form 51 asks for. */
export function rabiesCertificate(given: Rabies): PdfDocument {
  const { patient, row, vet, letterhead, today, isInitial, licensedMonths, dueOn } = given
  const { address, phone } = letterhead
  return {
    title: `Rabies vaccination certificate of ${patient.pet.name}`,
    language: 'en',
    letterhead,
    footer: `Issued on ${today}. Fields after NASPHV form 51.`,
    content: [
      { text: 'Rabies vaccination certificate', style: 'title' },
      factsTable([['Rabies tag number', row.tagNumber], ...ownerFacts(patient)], 2),
      { text: 'Animal', style: 'heading' },
      factsTable([...patientFacts(patient, today), ['Size', sizeOf(patient.weight)]], 3),
      { text: 'Vaccination', style: 'heading' },
      factsTable(
        [
          ['Date vaccinated', row.givenOn],
          ['Next vaccination due by', dueOn],
          ['Dose', isInitial ? 'Initial dose' : 'Booster dose'],
          ['Product name', row.productName],
          ['Manufacturer', row.maker],
          ['Licensed for', licence(licensedMonths)],
          ['Serial (lot) number', row.lot],
          ['Lot good until', row.lotExpiresOn],
          ['Animal control licence', null],
        ],
        3,
      ),
      { text: 'Veterinarian', style: 'heading' },
      factsTable(
        [
          ['Name', vet.name],
          ['Licence number', vet.number],
          ['Address', [letterhead.location, address, phone].filter(Boolean).join(', ')],
          ['Signature', ' '],
        ],
        2,
      ),
    ],
  }
}

import type { BuiltInRole } from '../contracts/permissions.ts'
import { demoId } from './random.ts'

export interface DemoLocation {
  id: string
  name: string
  timeZone: string
  currency: string
  address: string
  phone: string
  email: string
  taxRate: number
  vatNumber: string
  bankAccount: string
  openingHours: Array<{ weekday: number; opens: string; closes: string }>
}

const weekdays = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, opens: '08:30', closes: '18:00' }))
const saturday = { weekday: 6, opens: '09:00', closes: '13:00' }
const sunday = { weekday: 7, opens: '10:00', closes: '17:00' }

/** Two places in two time zones; the first is open every day, so that a newcomer's first page is never empty, and can be where the newcomer is. */
export const locations: DemoLocation[] = [
  {
    id: demoId('location', 0),
    name: 'Harbour Street',
    timeZone: process.env['DEMO_TIME_ZONE'] || 'Europe/Dublin',
    currency: 'EUR',
    address: '12 Harbour Street\nDublin 8\nIreland',
    phone: '+35315550100',
    email: 'harbour@demo.vet',
    taxRate: 1350,
    vatNumber: 'IE9700053D',
    bankAccount: 'IBAN IE29 AIBK 9311 5212 3456 78',
    openingHours: [...weekdays, saturday, sunday],
  },
  {
    id: demoId('location', 1),
    name: 'Vondelpark',
    timeZone: 'Europe/Amsterdam',
    currency: 'EUR',
    address: 'Overtoom 88\n1054 HL Amsterdam\nNetherlands',
    phone: '+31205550100',
    email: 'vondelpark@demo.vet',
    taxRate: 2100,
    vatNumber: 'NL004495445B01',
    bankAccount: 'IBAN NL91 ABNA 0417 1643 00',
    openingHours: [...weekdays, saturday],
  },
]

/** What can be booked, how long it takes, and its net price in minor units. */
export const demoTypes = (
  [
    [
      'Check-up',
      'CHECKUP',
      30,
      6500,
      34,
      ['Annual check-up', 'Limping on the left hind leg', 'Itchy ears', 'Off its food since yesterday'],
    ],
    [
      'Vaccination',
      'VACCINATION',
      20,
      4500,
      26,
      ['Yearly booster', 'First vaccination', 'Rabies for travel'],
    ],
    [
      'Follow-up',
      'FOLLOW_UP',
      20,
      3800,
      16,
      ['Re-check after surgery', 'Blood pressure control', 'Weight control'],
    ],
    ['Dental', 'DENTAL', 60, 28000, 8, ['Scale and polish', 'Broken canine tooth']],
    ['Surgery', 'SURGERY', 90, 62000, 6, ['Neutering', 'Lump removal']],
    ['Emergency', 'EMERGENCY', 30, 14000, 5, ['Ate chocolate', 'Bite wound', 'Vomiting since last night']],
    ['Nail and coat care', 'GROOMING', 30, 4200, 5, ['Nail trim', 'Matted coat']],
  ] as const
).map(([name, category, minutes, price, weight, reasons], number) => ({
  id: demoId('type', number),
  name,
  category,
  minutes,
  price,
  weight,
  reasons,
}))

/** Who works here from the start: first and last name, title, e-mail, role, and where (null: everywhere). */
export const firstStaff: ReadonlyArray<[string, string, string, string, BuiltInRole, number | null]> = [
  ['Maeve', 'Brennan', 'Practice manager', 'admin@demo.vet', 'ADMIN', null],
  ['Aoife', 'Byrne', 'Veterinary surgeon, MRCVS', 'vet@demo.vet', 'VET', 0],
  ['Ciara', 'Nolan', 'Front desk', 'reception@demo.vet', 'RECEPTIONIST', null],
  ['Conor', 'Walsh', 'Veterinary surgeon', 'conor.walsh@demo.vet', 'VET', 0],
  ['Priya', 'Sharma', 'Surgeon, Dip. ECVS', 'priya.sharma@demo.vet', 'VET', 0],
  ['Daan', 'Visser', 'Veterinarian', 'daan.visser@demo.vet', 'VET', 1],
  ['Fleur', 'Jansen', 'Veterinarian, exotics', 'fleur.jansen@demo.vet', 'VET', 1],
  ['Tomas', 'Novak', 'Veterinary nurse', 'tomas.novak@demo.vet', 'TECHNICIAN', null],
]

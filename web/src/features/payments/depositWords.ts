import { formatDay, formatInstantDay } from '../../ui/format'
import type { Deposit_paymentFragment } from './payments.gen'

/** What a deposit is for, by the clock of the location. */
export const purposeOf = ({ appointment, receivedOn }: Deposit_paymentFragment, zone: string): string =>
  appointment
    ? `for ${appointment.pet ? `${appointment.pet.name}’s` : 'the'} visit on ${formatInstantDay(appointment.startsAt, zone)}`
    : `of ${formatDay(receivedOn, 'dated')}`

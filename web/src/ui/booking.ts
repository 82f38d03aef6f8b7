import { createContext, useContext } from 'react'

export interface BookingPrefill {
  petId?: string
  vetId?: string
  /** A calendar day of the location. */
  date?: string
  /** An instant; the slot nearest to it is proposed. */
  startsAt?: string
}

export const BookingLauncher = createContext<(prefill?: BookingPrefill) => void>(() => {})

/** Opens the booking dialog over whatever page is showing: `const book = useBooking(); book({ petId })`. */
export const useBooking = (): ((prefill?: BookingPrefill) => void) => useContext(BookingLauncher)

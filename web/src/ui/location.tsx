import { createContext, useContext } from 'react'

export interface CurrentLocation {
  id: string
  name: string
  timeZone: string
  currency: string
  /** ISO 3166-1, `IE`; null for a time zone of no country. */
  country: string | null
  openingHours: readonly { weekday: string; opens: string; closes: string }[]
}

const LocationContext = createContext<CurrentLocation | null>(null)

export const LocationProvider = LocationContext.Provider

/** The location chosen in the shell; its zone is the clock of every page. */
export function useCurrentLocation(): CurrentLocation {
  const location = useContext(LocationContext)
  if (!location) throw new Error('useCurrentLocation needs the shell around it')
  return location
}

/** The country where this is looked at: its telephone numbers are shown as they are dialled there. */
export const useCountry = (): string | null => useContext(LocationContext)?.country ?? null

/** Shows another location everywhere, as the switcher in the top bar does. */
export const ChooseLocation = createContext<(id: string) => void>(() => {})

export const useChooseLocation = (): ((id: string) => void) => useContext(ChooseLocation)

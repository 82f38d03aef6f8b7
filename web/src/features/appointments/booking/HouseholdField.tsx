import Box from '@mui/material/Box'
import Checkbox from '@mui/material/Checkbox'
import FormControlLabel from '@mui/material/FormControlLabel'
import Typography from '@mui/material/Typography'
import { useId } from 'react'
import type { Problem } from '../../../ui/errors'
import { formatTime } from '../../../ui/format'
import { useCurrentLocation } from '../../../ui/location'
import { type HouseholdFieldQuery, useHouseholdFieldQuery } from './booking.gen'

export type HousePet = NonNullable<NonNullable<HouseholdFieldQuery['pet']>['owner']>['pets']['nodes'][number]

/** A pet that comes along, and when its appointment starts. */
export interface Companion {
  pet: HousePet
  /** null until the first pet has a time. */
  startsAt: string | null
}

/** One after the other: each pet’s appointment starts when the one before it ends. */
export function inTurn(
  startsAt: string | null,
  firstMinutes: number,
  pets: readonly HousePet[],
  minutesOf: (speciesId: string) => number,
): Companion[] {
  let next = startsAt === null ? null : Date.parse(startsAt) + firstMinutes * 60_000
  return pets.map((pet) => {
    const companion = { pet, startsAt: next === null ? null : new Date(next).toISOString() }
    if (next !== null) next += minutesOf(pet.species.id) * 60_000
    return companion
  })
}

const place = /^appointments\.(\d+)\.?/

/** What is wrong with one of the pets, as it is said of a single booking; for those that come along with their name. */
export function problemOfOne(problem: Problem, companions: readonly Companion[]): Problem {
  const [prefix, number] = place.exec(problem.field ?? '') ?? []
  if (!prefix) return problem
  const field = problem.field!.slice(prefix.length)
  const companion = companions[Number(number) - 1]
  if (!companion) return { ...problem, field }
  // Other times for a pet that comes along are no times for the first one.
  const { alternatives: _, ...extensions } = problem.extensions
  return { ...problem, field, extensions, message: `${companion.pet.name}: ${problem.message}` }
}

interface Props {
  petId: string
  companions: readonly Companion[]
  onChange: (pets: readonly HousePet[]) => void
}

/** The other pets of the household that come to the same visit. */
export function HouseholdField({ petId, companions, onChange }: Props) {
  const { timeZone: zone } = useCurrentLocation()
  const id = useId()
  const { data } = useHouseholdFieldQuery({ variables: { petId } })
  const others = (data?.pet?.owner?.pets.nodes ?? []).filter((pet) => pet.id !== petId)
  if (others.length === 0) return null
  const chosen = companions.map(({ pet }) => pet)
  return (
    <Box component="fieldset" aria-labelledby={id} sx={{ border: 0, m: 0, p: 0, minWidth: 0 }}>
      <Typography id={id} variant="subtitle2" component="legend" sx={{ p: 0 }}>
        Comes with
      </Typography>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 2 }}>
        {others.map((pet) => {
          const companion = companions.find((each) => each.pet.id === pet.id)
          return (
            <FormControlLabel
              key={pet.id}
              control={
                <Checkbox
                  checked={companion !== undefined}
                  onChange={(_, checked) =>
                    onChange(checked ? [...chosen, pet] : chosen.filter((each) => each.id !== pet.id))
                  }
                />
              }
              label={[
                `${pet.name} (${pet.species.name})`,
                companion?.startsAt && formatTime(companion.startsAt, zone),
              ]
                .filter(Boolean)
                .join(', ')}
            />
          )
        })}
      </Box>
    </Box>
  )
}

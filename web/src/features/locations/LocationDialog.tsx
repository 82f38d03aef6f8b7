import Box from '@mui/material/Box'
import FormHelperText from '@mui/material/FormHelperText'
import Typography from '@mui/material/Typography'
import type { ReactNode } from 'react'
import { useFormContext } from 'react-hook-form'
import type { Weekday } from '../../gql/types'
import { useCountry, useCurrentLocation } from '../../ui/location'
import { storedPhone } from '../../ui/phone'
import { Field, Pair, SaveDialog } from '../../ui/SaveDialog'
import { useToast } from '../../ui/toasts'
import { useSave } from '../../ui/useSave'
import {
  inputOf,
  labels,
  lackingIn,
  type Location,
  show,
  start,
  taxRateFrom,
  type Values,
  valuesOf,
  weekdays,
} from './locationForm'
import { useCreateLocationMutation, useUpdateLocationMutation } from './locations.gen'

const figure = { htmlInput: { inputMode: 'numeric' } } as const
const zones = Intl.supportedValuesOf('timeZone')
const currencies = Intl.supportedValuesOf('currency')

function Choices({ id, values }: { id: string; values: readonly string[] }) {
  return (
    <datalist id={id}>
      {values.map((value) => (
        <option key={value} value={value} />
      ))}
    </datalist>
  )
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Box component="section" sx={{ display: 'grid', gap: 2 }}>
      <Typography variant="h3">{title}</Typography>
      {children}
    </Box>
  )
}

function LocationFields({ isNew = false }: { isNew?: boolean }) {
  const { formState } = useFormContext<Values>()
  const ofHours = formState.errors.openingHours?.message
  return (
    <>
      <Field<Values> name="name" required autoFocus placeholder="Harbour Street" />
      <Field<Values> name="address" required multiline minRows={2} />
      <Pair>
        <Field<Values> name="phone" type="tel" />
        <Field<Values> name="email" type="email" />
        <Field<Values>
          name="timeZone"
          required
          helperText={isNew ? undefined : 'Stays while visits are ahead.'}
          slotProps={{ htmlInput: { list: 'time-zones' } }}
        />
        <Field<Values>
          name="currency"
          required
          helperText={isNew ? undefined : 'Stays once there are prices or invoices.'}
          slotProps={{ htmlInput: { list: 'currencies', maxLength: 3 } }}
        />
      </Pair>
      <Choices id="time-zones" values={zones} />
      <Choices id="currencies" values={currencies} />
      <Part title="Opening hours">
        <Box
          sx={{ display: 'grid', gap: 1.5, gridTemplateColumns: { xs: 'minmax(0, 1fr)', sm: '1fr 1fr 1fr' } }}
        >
          {(Object.keys(weekdays) as Weekday[]).map((day) => (
            <Field<Values>
              key={day}
              name={`openingHours.${day}`}
              label={weekdays[day]}
              placeholder="closed"
              slotProps={{ inputLabel: { shrink: true } }}
            />
          ))}
        </Box>
        <FormHelperText error={ofHours !== undefined} sx={{ m: 0 }}>
          {typeof ofHours === 'string'
            ? ofHours
            : 'Like 08:30 – 12:00, 13:00 – 18:00; empty where it is closed. Vets with a roster keep it.'}
        </FormHelperText>
      </Part>
      <Part title="Invoices">
        <Pair>
          <Field<Values> name="vatNumber" />
          {isNew ? (
            <Field<Values> name="taxRate" required slotProps={{ htmlInput: { inputMode: 'decimal' } }} />
          ) : (
            <Field<Values> name="estimateValidDays" required slotProps={figure} />
          )}
        </Pair>
        <Field<Values> name="bankAccount" placeholder="IBAN IE29 AIBK 9311 5212 3456 78" />
      </Part>
      <Part title="Visits">
        <Pair>
          <Field<Values> name="lateCancellationHours" required slotProps={figure} />
          <Field<Values> name="bookingMonthsAhead" required slotProps={figure} />
        </Pair>
      </Part>
    </>
  )
}

export function NewLocationDialog({ onClose }: { onClose: () => void }) {
  const here = useCurrentLocation()
  const toast = useToast()
  const [create] = useCreateLocationMutation({
    refetchQueries: ['Shell', 'LocationsPage'],
  })
  const form = useSave<Values>({
    labels,
    start: start(here.timeZone, here.currency),
    check: lackingIn,
    save: async (values, { headersFor }) => {
      const input = { ...inputOf(values, here.country), taxRate: taxRateFrom(values.taxRate) }
      await create({ variables: { input }, context: headersFor(input) })
      toast({ message: `${values.name.trim()} is open: add its rooms, rosters and prices.` })
      onClose()
    },
  })
  return (
    <SaveDialog form={form} title="New location" submitLabel="Open the location" onClose={onClose} width="md">
      <LocationFields isNew />
    </SaveDialog>
  )
}

interface Props {
  location: Location
  /** Fetches the location anew when somebody else was faster. */
  latest: () => Promise<Location | null>
  onClose: () => void
}

export function EditLocationDialog({ location, latest, onClose }: Props) {
  const toast = useToast()
  const typedIn = useCountry()
  const country = location.country ?? typedIn
  const [update] = useUpdateLocationMutation()
  const form = useSave<Values, Location>({
    thing: location,
    labels,
    valuesOf,
    latest,
    show,
    asStored: (values) => ({ ...values, phone: storedPhone(values.phone, country) }),
    check: lackingIn,
    save: async (values, { version }) => {
      const input = { ...inputOf(values, country), id: location.id, version }
      await update({ variables: { input } })
      toast({ message: `${values.name.trim()} is saved: it counts everywhere now.` })
      onClose()
    },
  })
  return (
    <SaveDialog form={form} title={location.name} submitLabel="Save" onClose={onClose} width="md">
      <LocationFields />
    </SaveDialog>
  )
}

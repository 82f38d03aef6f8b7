import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Skeleton from '@mui/material/Skeleton'
import { type FormEvent, useState } from 'react'
import type { UpdateSettingsInput } from '../../gql/types'
import { EmptyState } from '../../ui/EmptyState'
import { problemOf } from '../../ui/errors'
import { ErrorView } from '../../ui/ErrorView'
import { useCountry } from '../../ui/location'
import { sameStored } from '../../ui/merge'
import { Page } from '../../ui/Page'
import { sentPhone, storedPhone } from '../../ui/phone'
import { Field, FormFields, Pair } from '../../ui/SaveDialog'
import { Section } from '../../ui/Section'
import { useToast } from '../../ui/toasts'
import { useSave } from '../../ui/useSave'
import { When } from '../../ui/When'
import {
  type HospitalForm_hospitalFragment,
  useHospitalPageQuery,
  useUpdateSettingsMutation,
} from './hospital.gen'
import { LogoField } from './LogoField'

type Hospital = HospitalForm_hospitalFragment

export function HospitalPage() {
  const { data, error, refetch } = useHospitalPageQuery({ fetchPolicy: 'cache-and-network' })
  const [saves, setSaves] = useState(0)
  const hospital = data?.settings
  return (
    <Page title="Hospital profile">
      {error && !hospital && <ErrorView error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton variant="rounded" height={160} sx={{ maxWidth: 560 }} />}
      {data && !hospital && <EmptyState title="The hospital has not been set up" />}
      {hospital && (
        <Box sx={{ maxWidth: 560 }}>
          <HospitalForm
            key={saves}
            hospital={hospital}
            latest={async () => (await refetch()).data?.settings ?? null}
            onSaved={() => setSaves((count) => count + 1)}
          />
        </Box>
      )}
    </Page>
  )
}

interface Props {
  hospital: Hospital
  /** Fetches the details anew when another desk was faster. */
  latest: () => Promise<Hospital | null>
  onSaved: () => void
}

const labels = {
  name: 'Name of the hospital',
  logo: 'Logo',
  phone: 'Telephone',
  email: 'E-mail',
  website: 'Web site',
  locale: 'Language and region',
}

const valuesOf = ({ name, logoUrl, phone, email, website, locale }: Hospital) => ({
  name,
  logo: logoUrl ?? '',
  phone: phone ?? '',
  email: email ?? '',
  website: website ?? '',
  locale,
})

type Values = ReturnType<typeof valuesOf>

/** What is sent of a form: the logo only where it is another one. */
function inputOf({ logo, ...values }: Values, before: Values, country: string | null): UpdateSettingsInput {
  const content = logo.slice(logo.indexOf(',') + 1)
  return {
    version: 0,
    ...values,
    phone: sentPhone(values.phone, country),
    ...(logo !== before.logo && { logo: logo ? { content, mediaType: 'PNG' } : null }),
  }
}

/** A day and an amount as they would be written, to see the difference; null for what is no locale. */
function exampleIn(locale: string): string | null {
  try {
    const day = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' }).format(new Date(2026, 11, 31))
    return `${day}, ${new Intl.NumberFormat(locale, { minimumFractionDigits: 2 }).format(1234.5)}`
  } catch {
    return null
  }
}

function HospitalForm({ hospital, latest, onSaved }: Props) {
  const toast = useToast()
  const country = useCountry()
  const [update] = useUpdateSettingsMutation({ refetchQueries: ['Shell'] })
  const before = valuesOf(hospital)
  const undo = async (changed: Hospital) => {
    try {
      const input = inputOf(before, valuesOf(changed), country)
      await update({ variables: { input: { ...input, version: changed.version } } })
      onSaved()
      toast({ message: 'It is as it was before.' })
    } catch (error) {
      toast({ message: problemOf(error).message, severity: 'error' })
    }
  }
  const form = useSave<Values, Hospital>({
    thing: hospital,
    labels,
    valuesOf,
    latest,
    asStored: (values) => ({ ...values, phone: storedPhone(values.phone, country) }),
    show: (field, values) => (field === 'logo' ? (values.logo ? 'A logo' : 'No logo') : values[field]),
    save: async (values, { version }) => {
      const input = { ...inputOf(values, before, country), version }
      const changed = (await update({ variables: { input } })).data?.updateSettings
      onSaved()
      toast({
        message: 'Saved: it counts everywhere now.',
        ...(changed && { action: { label: 'Undo', run: () => void undo(changed) } }),
      })
    },
  })
  const locale = form.fields.watch('locale')
  return (
    <Section title="Details">
      <Box
        component="form"
        noValidate
        onSubmit={(event: FormEvent) => {
          event.preventDefault()
          void form.submit()
        }}
        sx={{ display: 'grid', gap: 2 }}
      >
        {form.error && (
          <Alert severity="error" role="alert">
            {form.error.message}
          </Alert>
        )}
        <FormFields form={form}>
          <Field<Values> name="name" required />
          <LogoField />
          <Pair>
            <Field<Values> name="phone" type="tel" />
            <Field<Values> name="email" type="email" />
          </Pair>
          <Field<Values> name="website" type="url" placeholder="https://" />
          <Field<Values>
            name="locale"
            required
            helperText={`How dates and amounts are written: ${exampleIn(locale) ?? 'en-GB, de-CH, nl …'}`}
          />
        </FormFields>
        <Box sx={{ display: 'flex', alignItems: 'center', gap: 2 }}>
          <Button
            type="submit"
            variant="contained"
            loading={form.busy}
            disabled={sameStored(form.fields.watch(), before)}
          >
            Save
          </Button>
          <Box component="span" sx={{ color: 'text.secondary' }}>
            In use since <When at={hospital.setUpAt} show="day" />
          </Box>
        </Box>
      </Box>
    </Section>
  )
}

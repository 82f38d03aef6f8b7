import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Skeleton from '@mui/material/Skeleton'
import type { FormEvent } from 'react'
import { EmptyState } from '../../ui/EmptyState'
import { ErrorView } from '../../ui/ErrorView'
import { sameStored } from '../../ui/merge'
import { Page } from '../../ui/Page'
import { Field, FormFields } from '../../ui/SaveDialog'
import { Section } from '../../ui/Section'
import { useToast } from '../../ui/toasts'
import { useSave } from '../../ui/useSave'
import { When } from '../../ui/When'
import { type HospitalPageQuery, useHospitalPageQuery, useUpdateHospitalMutation } from './hospital.gen'

type Hospital = NonNullable<HospitalPageQuery['hospital']>

export function HospitalPage() {
  const { data, error, refetch } = useHospitalPageQuery({ fetchPolicy: 'cache-and-network' })
  const hospital = data?.hospital
  return (
    <Page title="Hospital">
      {error && !hospital && <ErrorView error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton variant="rounded" height={160} sx={{ maxWidth: 560 }} />}
      {data && !hospital && <EmptyState title="The hospital has not been set up" />}
      {hospital && (
        <Box sx={{ maxWidth: 560 }}>
          <HospitalForm hospital={hospital} latest={async () => (await refetch()).data?.hospital ?? null} />
        </Box>
      )}
    </Page>
  )
}

interface Props {
  hospital: Hospital
  /** Fetches the details anew when another desk was faster. */
  latest: () => Promise<Hospital | null>
}

const labels = { name: 'Name of the hospital', locale: 'Language and region' }
const valuesOf = ({ name, locale }: Hospital) => ({ name, locale })

/** A day and an amount as they would be written, to see the difference; null for what is no locale. */
function exampleIn(locale: string): string | null {
  try {
    const day = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' }).format(new Date(2026, 11, 31))
    return `${day}, ${new Intl.NumberFormat(locale, { minimumFractionDigits: 2 }).format(1234.5)}`
  } catch {
    return null
  }
}

function HospitalForm({ hospital, latest }: Props) {
  const toast = useToast()
  const [update] = useUpdateHospitalMutation({ refetchQueries: ['Shell'] })
  const form = useSave({
    thing: hospital,
    labels,
    valuesOf,
    latest,
    save: async (values, { version }) => {
      await update({ variables: { input: { version, ...values } } })
      toast({ message: 'Saved.' })
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
          <Field name="name" required />
          <Field
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
            disabled={sameStored(form.fields.watch(), valuesOf(hospital))}
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

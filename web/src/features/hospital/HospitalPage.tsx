import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Skeleton from '@mui/material/Skeleton'
import TextField from '@mui/material/TextField'
import { type FormEvent, useState } from 'react'
import { EmptyState } from '../../ui/EmptyState'
import { type Problem, problemOf } from '../../ui/errors'
import { ErrorView } from '../../ui/ErrorView'
import { wrong } from '../../ui/fields'
import { sameStored } from '../../ui/merge'
import { Page } from '../../ui/Page'
import { Section } from '../../ui/Section'
import { useToast } from '../../ui/toasts'
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

function HospitalForm({ hospital, latest }: Props) {
  const [name, setName] = useState(hospital.name)
  const [theirs, setTheirs] = useState<string | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const toast = useToast()
  const [update, { loading }] = useUpdateHospitalMutation()
  const save = async (event: FormEvent) => {
    event.preventDefault()
    setProblem(null)
    setTheirs(null)
    try {
      await update({ variables: { input: { version: hospital.version, name } } })
      toast({ message: 'Saved.' })
    } catch (failure) {
      const found = problemOf(failure)
      const isStale = found.code === 'CONFLICT' && found.field === 'version'
      const newest = isStale ? await latest().catch(() => null) : null
      // The answer to a save before was lost, and the newer version is one's own.
      if (newest && sameStored(newest.name, name)) toast({ message: 'Saved.' })
      else if (newest) setTheirs(newest.name)
      else setProblem(found)
    }
  }
  return (
    <Section title="Details">
      <Box
        component="form"
        noValidate
        onSubmit={(event: FormEvent) => void save(event)}
        sx={{ display: 'grid', gap: 2 }}
      >
        <TextField
          name="name"
          label="Name of the hospital"
          required
          value={name}
          onChange={(event) => setName(event.target.value)}
          {...wrong(problem, 'name')}
        />
        {theirs !== null && (
          <Alert severity="info" role="alert">
            Somebody else named it “{theirs}” meanwhile. Save again to use yours.
          </Alert>
        )}
        {problem && problem.field !== 'name' && (
          <Alert severity="error" role="alert">
            {problem.message}
          </Alert>
        )}
        <Box sx={{ display: 'flex', alignItems: 'center', gap: 2 }}>
          <Button
            type="submit"
            variant="contained"
            loading={loading}
            disabled={sameStored(name, hospital.name)}
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

import FormControl from '@mui/material/FormControl'
import FormControlLabel from '@mui/material/FormControlLabel'
import Radio from '@mui/material/Radio'
import RadioGroup from '@mui/material/RadioGroup'
import Box from '@mui/material/Box'
import Skeleton from '@mui/material/Skeleton'
import Typography from '@mui/material/Typography'
import type { PetEditPolicy } from '../../gql/types'
import { ErrorView } from '../../ui/ErrorView'
import { problemOf } from '../../ui/errors'
import { Page } from '../../ui/Page'
import { Section } from '../../ui/Section'
import { useToast } from '../../ui/toasts'
import { usePortalSettingsPageQuery, useUpdatePortalSettingsMutation } from './household.gen'

const policies: ReadonlyArray<readonly [PetEditPolicy, string, string]> = [
  ['DIRECT', 'At once', 'Name, breed, sex, birth and colour change as the client types them.'],
  ['REQUEST', 'After staff have accepted it', 'What a client asks for waits above the list of patients.'],
  ['OFF', 'Not at all', 'Clients see what is known and change nothing.'],
]

/** What the hospital decides about the clients’ portal. */
export function PortalSettingsPage() {
  const { data, error, refetch } = usePortalSettingsPageQuery({ fetchPolicy: 'cache-and-network' })
  const [update, { loading }] = useUpdatePortalSettingsMutation()
  const toast = useToast()
  const settings = data?.portalSettings
  const choose = async (petEdits: PetEditPolicy) => {
    try {
      await update({ variables: { input: { petEdits, version: settings!.version } } })
      toast({ message: 'Saved. It counts from now on.' })
    } catch (failure) {
      toast({ message: problemOf(failure).message, severity: 'error' })
      void refetch()
    }
  }
  return (
    <Page title="Client portal">
      {error && !settings && <ErrorView error={error} onRetry={() => void refetch()} />}
      {!settings && !error && <Skeleton variant="rounded" height={200} sx={{ maxWidth: 560 }} />}
      {settings && (
        <Box sx={{ maxWidth: 560 }}>
          <Section title="Clients change what is known of their animals" id="pet-edits">
            <FormControl disabled={loading}>
              <RadioGroup
                aria-labelledby="pet-edits-title"
                value={settings.petEdits}
                onChange={(_, value) => void choose(value as PetEditPolicy)}
                sx={{ gap: 1 }}
              >
                {policies.map(([value, label, follows]) => (
                  <FormControlLabel
                    key={value}
                    value={value}
                    control={<Radio />}
                    label={
                      <>
                        <Typography sx={{ fontWeight: 600 }}>{label}</Typography>
                        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
                          {follows}
                        </Typography>
                      </>
                    }
                  />
                ))}
              </RadioGroup>
            </FormControl>
          </Section>
        </Box>
      )}
    </Page>
  )
}

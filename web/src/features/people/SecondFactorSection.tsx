import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Skeleton from '@mui/material/Skeleton'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { ErrorView } from '../../ui/ErrorView'
import { FormDialog } from '../../ui/FormDialog'
import { Section } from '../../ui/Section'
import { useToast } from '../../ui/toasts'
import { useViewer } from '../../ui/viewer'
import { When } from '../../ui/When'
import { usePersonSecondFactorQuery, useRemoveSecondFactorMutation } from './second-factor.gen'

/** Whether a colleague has a second factor; somebody who has lost theirs gets in again without. */
export function SecondFactorSection({ userId }: { userId: string }) {
  const viewer = useViewer()
  const toast = useToast()
  const { data, error, refetch } = usePersonSecondFactorQuery({
    variables: { id: userId },
    fetchPolicy: 'cache-and-network',
  })
  const [remove, { loading, error: refused }] = useRemoveSecondFactorMutation()
  const [asking, setAsking] = useState(false)
  const person = data?.user
  const factor = person?.secondFactor
  if (!factor) {
    return (
      <Section title="Second factor" id="second-factor">
        {error ? <ErrorView error={error} onRetry={() => void refetch()} /> : <Skeleton height={40} />}
      </Section>
    )
  }
  const { enabled, required, confirmedAt } = factor
  const submit = () =>
    remove({ variables: { userId } }).then(
      () => {
        setAsking(false)
        toast({ message: 'The second factor is taken away; the person is signed out and told by e-mail.' })
      },
      () => {},
    )
  return (
    <Section title="Second factor" id="second-factor">
      <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1 }}>
        <Typography sx={{ flex: 1, minWidth: 200 }}>
          {enabled && confirmedAt ? (
            <>
              Enabled since <When at={confirmedAt} show="day" />.
            </>
          ) : required ? (
            'None yet, though a role demands it: this person is asked to set one up before anything else.'
          ) : (
            'None: the password is enough.'
          )}
        </Typography>
        {enabled && person.viewerCanEdit && userId !== viewer.id && (
          <Button color="inherit" variant="outlined" onClick={() => setAsking(true)}>
            Take it away
          </Button>
        )}
      </Box>
      {asking && (
        <FormDialog
          open
          title="Take the second factor away"
          submitLabel="Take it away"
          danger
          width="xs"
          busy={loading}
          error={refused ?? null}
          onSubmit={() => void submit()}
          onClose={() => setAsking(false)}
        >
          <Typography>
            For somebody who has lost the device and the recovery codes. Make sure that it is really them who
            asks: from then on their password is enough.
          </Typography>
        </FormDialog>
      )}
    </Section>
  )
}

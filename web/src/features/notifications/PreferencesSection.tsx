import FormControlLabel from '@mui/material/FormControlLabel'
import FormGroup from '@mui/material/FormGroup'
import Skeleton from '@mui/material/Skeleton'
import Switch from '@mui/material/Switch'
import type { NotificationChannel, NotificationReason } from '../../gql/types'
import { problemOf } from '../../ui/errors'
import { ErrorView } from '../../ui/ErrorView'
import { Section } from '../../ui/Section'
import { useToast } from '../../ui/toasts'
import {
  NotificationPreferencesDocument,
  useNotificationPreferencesQuery,
  useUpdateNotificationPreferencesMutation,
} from './preferences.gen'

const words: Record<NotificationReason, Partial<Record<NotificationChannel, string>>> = {
  MESSAGES: {
    IN_APP: 'When a client writes whose conversation I answer',
    EMAIL: 'By e-mail, when the hospital has written to me and I have not read it',
  },
  APPOINTMENTS: { IN_APP: 'When my visits are booked, moved or cancelled' },
  STOCK: { IN_APP: 'When stock runs low, expires or is sent to a location of mine' },
}

/** Of what somebody wants to be told: a switch acts at once. */
export function PreferencesSection() {
  const { data, error, refetch } = useNotificationPreferencesQuery({ fetchPolicy: 'cache-and-network' })
  const [update, { loading }] = useUpdateNotificationPreferencesMutation({
    update: (cache, { data: answer }) => {
      if (!answer) return
      const notificationPreferences = answer.updateNotificationPreferences
      cache.writeQuery({ query: NotificationPreferencesDocument, data: { notificationPreferences } })
    },
  })
  const toast = useToast()
  const preferences = data?.notificationPreferences
  if (preferences?.length === 0) return null
  return (
    <Section title="Notifications" id="notifications">
      {error && (
        <ErrorView error={error} onRetry={() => void refetch()} form={preferences ? 'line' : 'page'} />
      )}
      {!preferences && !error && <Skeleton variant="rounded" height={60} />}
      <FormGroup sx={{ gap: 1, '&:empty': { display: 'none' } }}>
        {preferences?.map(({ reason, channel, enabled }) => (
          <FormControlLabel
            key={`${reason} ${channel}`}
            label={words[reason][channel]}
            disabled={loading}
            control={
              <Switch
                checked={enabled}
                onChange={(_event, next) =>
                  void update({ variables: { input: { reason, channel, enabled: next } } }).catch(
                    (failure: unknown) => toast({ message: problemOf(failure).message, severity: 'error' }),
                  )
                }
              />
            }
          />
        ))}
      </FormGroup>
    </Section>
  )
}

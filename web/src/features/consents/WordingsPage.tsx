import Button from '@mui/material/Button'
import Skeleton from '@mui/material/Skeleton'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import type { ConsentPurpose } from '../../gql/types'
import { type Problem, problemOf } from '../../ui/errors'
import { ErrorView } from '../../ui/ErrorView'
import { wrong } from '../../ui/fields'
import { FormDialog } from '../../ui/FormDialog'
import { sameStored } from '../../ui/merge'
import { Page } from '../../ui/Page'
import { Section } from '../../ui/Section'
import { useToast } from '../../ui/toasts'
import { When } from '../../ui/When'
import {
  type ConsentWordings_wordingFragment,
  useConsentWordingsQuery,
  usePublishConsentWordingMutation,
} from './consents.gen'
import { purposes } from './consentWords'

/** What clients are asked, word for word; older words stay, because somebody agreed to them. */
export function WordingsPage() {
  const { data, error, refetch } = useConsentWordingsQuery({ fetchPolicy: 'cache-and-network' })
  const [editing, setEditing] = useState<ConsentWordings_wordingFragment | null>(null)
  const wordings = data?.consentWordings
  return (
    <Page title="Consent" subtitle="What clients are asked before the hospital writes to them or calls">
      {error && <ErrorView error={error} onRetry={() => void refetch()} form={wordings ? 'line' : 'page'} />}
      {!wordings && !error && <Skeleton variant="rounded" height={320} />}
      {wordings &&
        (Object.keys(purposes) as ConsentPurpose[]).map((purpose) => {
          const [current, ...older] = wordings.filter((wording) => wording.purpose === purpose)
          return (
            current && (
              <Section
                key={purpose}
                title={purposes[purpose]}
                id={purpose}
                actions={
                  <Button
                    variant="outlined"
                    aria-label={`Change the words of ${purposes[purpose]}`}
                    onClick={() => setEditing(current)}
                  >
                    Change the words
                  </Button>
                }
              >
                <Typography sx={{ maxWidth: '70ch' }}>{current.text}</Typography>
                <Typography variant="body2" sx={{ color: 'text.secondary', mt: 0.5 }}>
                  Version {current.version}, since <When at={current.since} show="day" />
                </Typography>
                {older.map(({ version, text, since }) => (
                  <Typography
                    key={version}
                    variant="body2"
                    sx={{ color: 'text.secondary', mt: 1, maxWidth: '80ch' }}
                  >
                    Version {version}, from <When at={since} show="day" />: {text}
                  </Typography>
                ))}
              </Section>
            )
          )
        })}
      {editing && <WordingDialog wording={editing} refetch={refetch} onClose={() => setEditing(null)} />}
    </Page>
  )
}

interface Props {
  wording: ConsentWordings_wordingFragment
  refetch: () => Promise<unknown>
  onClose: () => void
}

function WordingDialog({ wording, refetch, onClose }: Props) {
  const [text, setText] = useState(wording.text)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [error, setError] = useState<unknown>(null)
  const [publish, { loading }] = usePublishConsentWordingMutation()
  const toast = useToast()
  const save = async () => {
    setError(null)
    setProblem(null)
    try {
      const { purpose, version } = wording
      await publish({ variables: { input: { purpose, text, basedOn: version } } })
      await refetch()
      toast({ message: `${purposes[purpose]}: version ${version + 1} is asked from now on.` })
      onClose()
    } catch (failure) {
      const found = problemOf(failure)
      setProblem(found)
      if (found.field !== 'text') setError(failure)
    }
  }
  return (
    <FormDialog
      title={`Words for ${purposes[wording.purpose].toLowerCase()}`}
      open
      onClose={onClose}
      onSubmit={() => void save()}
      submitLabel="Publish"
      busy={loading}
      disabled={sameStored(text, wording.text)}
      error={error}
      width="sm"
    >
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        Clients who agreed to the words of today keep their consent; they are marked to be asked again.
      </Typography>
      <TextField
        name="text"
        label="What clients are asked"
        multiline
        minRows={4}
        required
        value={text}
        onChange={(event) => setText(event.target.value)}
        {...wrong(problem, 'text')}
      />
    </FormDialog>
  )
}

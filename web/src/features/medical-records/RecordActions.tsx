import Draw from '@mui/icons-material/DrawOutlined'
import Edit from '@mui/icons-material/EditOutlined'
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import FormControlLabel from '@mui/material/FormControlLabel'
import Switch from '@mui/material/Switch'
import { useState } from 'react'
import { type RecordCard_recordFragment, useReleaseMedicalRecordMutation } from './medical-records.gen'
import { problemOf } from '../../ui/errors'
import { useCan, useViewer } from '../../ui/viewer'
import { AddendumDialog } from './AddendumDialog'
import { RetractDialog } from './RetractDialog'
import { SignDialog } from './SignDialog'
import { isEmpty } from './soap'

interface Props {
  record: RecordCard_recordFragment
  onEdit: () => void
}

/** What this person may do with a record now. */
export function RecordActions({ record, onEdit }: Props) {
  const { id, status, author, releasedAt } = record
  const viewer = useViewer()
  const mayWrite = useCan('medical-record:write')
  const maySignOwn = useCan('medical-record:sign')
  const maySignOthers = useCan('medical-record:sign-others')
  const mayRelease = useCan('medical-record:release')
  const maySign = author?.id === viewer.id ? maySignOwn : maySignOthers
  const [dialog, setDialog] = useState<'sign' | 'addendum' | 'retract' | null>(null)
  const [error, setError] = useState<unknown>(null)
  const [release, { loading }] = useReleaseMedicalRecordMutation()
  const setReleased = async (released: boolean) => {
    setError(null)
    await release({ variables: { input: { id, released } } }).catch(setError)
  }
  const close = () => setDialog(null)
  if (status === 'RETRACTED') return null
  return (
    <>
      <Box
        sx={{
          display: 'flex',
          flexWrap: 'wrap',
          alignItems: 'center',
          gap: 1,
          '&:empty': { display: 'none' },
        }}
      >
        {status === 'DRAFT' && mayWrite && (
          <Button size="small" variant="outlined" startIcon={<Edit />} onClick={onEdit}>
            Continue
          </Button>
        )}
        {status === 'DRAFT' && maySign && !isEmpty(record) && (
          <Button size="small" variant="outlined" startIcon={<Draw />} onClick={() => setDialog('sign')}>
            Sign…
          </Button>
        )}
        {status === 'SIGNED' && maySignOwn && (
          <Button size="small" variant="outlined" onClick={() => setDialog('addendum')}>
            Addendum…
          </Button>
        )}
        {status === 'SIGNED' && mayRelease && (
          <FormControlLabel
            control={
              <Switch
                size="small"
                checked={releasedAt !== null}
                disabled={loading}
                onChange={(event) => void setReleased(event.target.checked)}
              />
            }
            label="Owner sees it"
            slotProps={{ typography: { variant: 'body2' } }}
            sx={{ ml: 0, minHeight: { xs: 44, md: 30 } }}
          />
        )}
        <Box sx={{ flex: 1 }} />
        {maySign && (
          <Button size="small" color="error" onClick={() => setDialog('retract')}>
            Entered in error…
          </Button>
        )}
      </Box>
      {error !== null && <Alert severity="error">{problemOf(error).message}</Alert>}
      {dialog === 'sign' && <SignDialog record={record} onClose={close} onSigned={close} />}
      {dialog === 'addendum' && (
        <AddendumDialog recordId={id} released={releasedAt !== null} onClose={close} />
      )}
      {dialog === 'retract' && <RetractDialog recordId={id} onClose={close} />}
    </>
  )
}

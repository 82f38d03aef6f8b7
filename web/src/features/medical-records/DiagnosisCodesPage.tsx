import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Paper from '@mui/material/Paper'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { ErrorView } from '../../ui/ErrorView'
import { FileButton } from '../../ui/FileButton'
import { Page } from '../../ui/Page'
import { useToast } from '../../ui/toasts'
import { type ImportDiagnosisCodesMutation, useImportDiagnosisCodesMutation } from './medical-records.gen'

type Outcome = ImportDiagnosisCodesMutation['importDiagnosisCodes']

/** Where an administrator replaces the hospital’s list of codes: first it is tried, then it is imported. */
export function DiagnosisCodesPage() {
  const [csv, setCsv] = useState('')
  const [outcome, setOutcome] = useState<Outcome | null>(null)
  const [run, { loading, error }] = useImportDiagnosisCodesMutation()
  const toast = useToast()
  const change = (text: string) => {
    setCsv(text)
    setOutcome(null)
  }
  const submit = async (dryRun: boolean) => {
    const { data } = await run({ variables: { input: { csv, dryRun } } }).catch(() => ({ data: null }))
    if (!data) return
    if (dryRun || data.importDiagnosisCodes.problems.length > 0) return setOutcome(data.importDiagnosisCodes)
    change('')
    toast({ message: 'The list of codes is imported.' })
  }
  const isReady = outcome !== null && outcome.problems.length === 0
  return (
    <Page title="Diagnosis codes" subtitle="The list that vets choose from while they write a record">
      <Paper variant="outlined" sx={{ p: 2, display: 'grid', gap: 2, maxWidth: 760 }}>
        <Typography>
          One code a line: the code, a comma, semicolon or tab, and its name. The list replaces the present
          one: codes that are missing are retired and stay in the records that have them.
        </Typography>
        <FileButton label="Choose a file…" accept=".csv,.tsv,.txt,text/csv,text/plain" onText={change} />
        <TextField
          label="List of codes"
          value={csv}
          onChange={({ target }) => change(target.value)}
          multiline
          minRows={6}
          maxRows={16}
          slotProps={{ htmlInput: { spellCheck: false } }}
        />
        {error && <ErrorView error={error} onRetry={() => void submit(true)} form="line" />}
        {outcome && (
          <Alert severity={isReady ? 'info' : 'error'}>
            {isReady
              ? `New: ${outcome.added}. With another name: ${outcome.renamed}. Retired: ${outcome.retired}.`
              : 'Nothing can be imported until these lines are right:'}
            {outcome.problems.map(({ line, message }) => (
              <div key={line}>
                Line {line}: {message}
              </div>
            ))}
          </Alert>
        )}
        <Box sx={{ display: 'flex', gap: 1 }}>
          <Button
            variant={isReady ? 'outlined' : 'contained'}
            loading={loading}
            disabled={csv.trim() === ''}
            onClick={() => void submit(true)}
          >
            Try
          </Button>
          {isReady && (
            <Button variant="contained" loading={loading} onClick={() => void submit(false)}>
              Import
            </Button>
          )}
        </Box>
      </Paper>
    </Page>
  )
}

import FileDownload from '@mui/icons-material/FileDownloadOutlined'
import { useLazyQuery } from '@apollo/client/react'
import Alert from '@mui/material/Alert'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { DatePicker } from '../../ui/DatePicker'
import { type Column, DataTable } from '../../ui/DataTable'
import { type Problem, problemOf } from '../../ui/errors'
import { FileButton } from '../../ui/FileButton'
import { FormDialog } from '../../ui/FormDialog'
import { isDate, todayIn } from '../../ui/format'
import { useCurrentLocation } from '../../ui/location'
import { MistakesTable } from '../../ui/MistakesTable'
import { Money } from '../../ui/Money'
import { saveCsv } from '../../ui/saveFile'
import { Tag } from '../../ui/Tag'
import { useToast } from '../../ui/toasts'
import { type ImportPriceListMutation, PriceListFileDocument, useImportPriceListMutation } from './prices.gen'
import { taxClasses } from './priceWords'

type Result = ImportPriceListMutation['importPriceList']
type Change = Result['changes'][number]

/** Saves the price list of the current location as a file for spreadsheets. */
export function DownloadButton() {
  const location = useCurrentLocation()
  const toast = useToast()
  const [ask, { loading }] = useLazyQuery(PriceListFileDocument, { fetchPolicy: 'no-cache' })
  const download = async () => {
    const { data, error } = await ask({ variables: { locationId: location.id } })
    if (!data) return void (error && toast({ message: problemOf(error).message, severity: 'error' }))
    saveCsv(`Prices ${location.name} ${todayIn(location.timeZone)}.csv`, data.priceListCsv)
  }
  return (
    <Button startIcon={<FileDownload />} loading={loading} onClick={() => void download()}>
      Download
    </Button>
  )
}

const changeColumns: Column<Change>[] = [
  { key: 'line', label: 'Line', render: ({ line }) => line },
  {
    key: 'name',
    label: 'Entry',
    render: ({ name, isNew, previousName }) => (
      <>
        {name} {isNew && <Tag tone="good">New</Tag>} {previousName && <Tag>was {previousName}</Tag>}
      </>
    ),
  },
  {
    key: 'facts',
    label: 'Code and tax',
    phone: 'hidden',
    render: ({ code, taxClass }) =>
      [code, taxClass && taxClasses[taxClass]].filter(Boolean).join(', ') || '–',
  },
  {
    key: 'price',
    label: 'Price',
    align: 'right',
    render: ({ price, previousPrice }) =>
      price ? (
        <>
          {previousPrice && (
            <>
              <Money value={previousPrice} /> →{' '}
            </>
          )}
          <Money value={price} />
        </>
      ) : (
        'stays'
      ),
  },
]

/** Reads a file, shows what it would change or what is wrong with it, and writes all of it or nothing. */
export function ImportDialog({ onClose, onDone }: { onClose: () => void; onDone: () => void }) {
  const location = useCurrentLocation()
  const toast = useToast()
  const [run, { loading }] = useImportPriceListMutation()
  const [csv, setCsv] = useState<string | null>(null)
  const [effectiveFrom, setEffectiveFrom] = useState(todayIn(location.timeZone))
  const [result, setResult] = useState<Result | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const read = async (text: string, from: string, dryRun: boolean) => {
    setProblem(null)
    const input = { locationId: location.id, csv: text, effectiveFrom: from, dryRun }
    try {
      const { data } = await run({ variables: { input } })
      return data?.importPriceList ?? null
    } catch (failure) {
      setProblem(problemOf(failure))
      return null
    }
  }
  const look = async (text: string, from: string) => setResult(await read(text, from, true))
  const choose = async (text: string) => {
    setCsv(text)
    await look(text, effectiveFrom)
  }
  const apply = async () => {
    const written = csv === null ? null : await read(csv, effectiveFrom, false)
    if (!written) return
    if (!written.applied) return setResult(written)
    toast({ message: `${written.changes.length} entries of the price list are changed.` })
    onDone()
  }
  const { changes = [], errors = [] } = result ?? {}
  const isRight = result !== null && errors.length === 0
  return (
    <FormDialog
      open
      title={`Import prices of ${location.name}`}
      submitLabel={isRight ? `Change ${changes.length}` : 'Change'}
      onClose={onClose}
      onSubmit={() => void apply()}
      busy={loading}
      disabled={!isRight || changes.length === 0}
      error={problem}
      width="md"
    >
      <Typography>
        Take a file that you have downloaded here and changed in a spreadsheet. A line without an id and with
        a new code is a new entry; what is not in the file stays as it is.
      </Typography>
      <DatePicker
        label="Prices from"
        value={effectiveFrom}
        min={todayIn(location.timeZone)}
        onChange={(day) => {
          setEffectiveFrom(day)
          setResult(null)
          if (csv !== null && isDate(day)) void look(csv, day)
        }}
      />
      <FileButton label="Choose a CSV file" accept=".csv,text/csv" onText={(text) => void choose(text)} />
      {errors.length > 0 && (
        <>
          <Alert severity="error">Nothing is changed until every line is right.</Alert>
          <MistakesTable mistakes={errors} />
        </>
      )}
      {isRight &&
        (changes.length === 0 ? (
          <Alert severity="info">The price list says all of this already.</Alert>
        ) : (
          <DataTable
            label="Changes"
            columns={changeColumns}
            rows={changes}
            rowKey={({ line }) => String(line)}
          />
        ))}
    </FormDialog>
  )
}

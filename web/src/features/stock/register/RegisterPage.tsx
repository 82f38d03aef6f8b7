import { skipToken } from '@apollo/client/react'
import Print from '@mui/icons-material/PrintOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import MenuItem from '@mui/material/MenuItem'
import Paper from '@mui/material/Paper'
import TextField from '@mui/material/TextField'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { EmptyState } from '../../../ui/EmptyState'
import { ErrorView } from '../../../ui/ErrorView'
import { Facts } from '../../../ui/Facts'
import { dateIn, todayIn } from '../../../ui/format'
import { useCurrentLocation } from '../../../ui/location'
import { Page } from '../../../ui/Page'
import { Tag } from '../../../ui/Tag'
import { useCan } from '../../../ui/viewer'
import { When } from '../../../ui/When'
import { quantityText, unitText } from '../quantity'
import { StockLinks } from '../StockLinks'
import { useStockChangedSubscription } from '../stock.gen'
import { forms } from '../words'
import { CorrectDialog } from './CorrectDialog'
import { CountDialog } from './CountDialog'
import { PrintDialog } from './PrintDialog'
import {
  type Register_lineFragment,
  type Register_registerFragment,
  useRegisterLinesQuery,
  useRegistersQuery,
} from './register.gen'
import { RegisterLines } from './RegisterLines'

type Open = 'count' | 'print' | Register_lineFragment | null

/** The registers of controlled drugs at the current location, one at a time. */
export function RegisterPage() {
  const location = useCurrentLocation()
  const [params, setParams] = useSearchParams()
  const [open, setOpen] = useState<Open>(null)
  const mayWrite = useCan('controlled-drug:write')
  const list = useRegistersQuery({
    variables: { locationId: location.id },
    fetchPolicy: 'cache-and-network',
  })
  const registers = list.data?.controlledRegisters.nodes ?? []
  const register = registers.find(({ id }) => id === params.get('drug')) ?? registers[0]
  const lines = useRegisterLinesQuery(
    register ? { variables: { id: register.id }, fetchPolicy: 'cache-and-network' } : skipToken,
  )
  const refetch = () => {
    void list.refetch()
    if (register) void lines.refetch()
  }
  useStockChangedSubscription({ onData: refetch })
  const page = lines.data?.controlledRegister?.lines
  const error = list.error ?? lines.error
  const close = () => setOpen(null)
  return (
    <Page
      title="Controlled drugs"
      subtitle={`Registers at ${location.name}`}
      actions={
        register && (
          <>
            <Button variant="outlined" color="inherit" startIcon={<Print />} onClick={() => setOpen('print')}>
              PDF
            </Button>
            {mayWrite && (
              <Button variant="contained" onClick={() => setOpen('count')}>
                Count
              </Button>
            )}
          </>
        )
      }
    >
      <StockLinks />
      {error && <ErrorView error={error} onRetry={refetch} form={list.data ? 'line' : 'page'} />}
      {list.data && !register && (
        <EmptyState title="No register yet">
          A register begins with the first delivery of an item that is marked as a controlled drug.
        </EmptyState>
      )}
      {register && (
        <>
          <TextField
            select
            label="Drug"
            value={register.id}
            onChange={({ target }) => setParams({ drug: target.value }, { replace: true })}
            sx={{ maxWidth: 480 }}
          >
            {registers.map(({ id, name, balance, unit }) => (
              <MenuItem key={id} value={id}>
                {name} ({quantityText(balance)} {unitText(unit, balance)})
              </MenuItem>
            ))}
          </TextField>
          <Head register={register} />
          <RegisterLines
            key={register.id}
            lines={page?.nodes ?? []}
            unit={register.unit}
            loading={lines.loading}
            hasMore={page?.pageInfo.hasNextPage}
            onMore={() =>
              void lines.fetchMore({ variables: { after: page?.pageInfo.endCursor } }).catch(() => {})
            }
            onCorrect={mayWrite ? setOpen : null}
          />
        </>
      )}
      {register && open === 'count' && <CountDialog register={register} onSaved={refetch} onClose={close} />}
      {register && open === 'print' && <PrintDialog register={register} onClose={close} />}
      {register && open !== null && typeof open === 'object' && (
        <CorrectDialog line={open} unit={register.unit} onSaved={refetch} onClose={close} />
      )}
    </Page>
  )
}

/** What the register is of, its balance and when it was last counted. */
function Head({ register }: { register: Register_registerFragment }) {
  const { timeZone } = useCurrentLocation()
  const { balance, unit, schedule, form, activeSubstances, lastCount } = register
  const isCounted = lastCount !== null && dateIn(lastCount.at, timeZone) === todayIn(timeZone)
  const differs = lastCount !== null && lastCount.counted !== lastCount.balance
  return (
    <Paper variant="outlined" sx={{ p: 2 }}>
      <Facts
        wide
        facts={[
          [
            'Balance',
            <b key="balance" className="tabular">
              {quantityText(balance)} {unitText(unit, balance)}
            </b>,
          ],
          ['Schedule', schedule],
          ['Form', form && forms[form]],
          [
            'Active substances',
            activeSubstances
              .map(({ substance, strength }) => `${substance?.name ?? 'Not available'} ${strength}`)
              .join(', '),
          ],
          [
            'Last counted',
            <Box key="counted" sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1 }}>
              {lastCount ? <When at={lastCount.at} /> : 'Never'}
              {!isCounted && <Tag tone="warn">Not counted today</Tag>}
              {differs && <Tag tone="bad">Differed</Tag>}
            </Box>,
          ],
        ]}
      />
    </Paper>
  )
}

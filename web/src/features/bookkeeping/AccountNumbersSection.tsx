import Button from '@mui/material/Button'
import { useState } from 'react'
import type { LedgerAccount } from '../../gql/types'
import { ErrorView } from '../../ui/ErrorView'
import { Facts } from '../../ui/Facts'
import { useCurrentLocation } from '../../ui/location'
import { Field, Pair, SaveDialog } from '../../ui/SaveDialog'
import { Section } from '../../ui/Section'
import { useToast } from '../../ui/toasts'
import { useSave } from '../../ui/useSave'
import { Can } from '../../ui/viewer'
import {
  type AccountNumbersSectionQuery,
  useAccountNumbersSectionQuery,
  useSetAccountNumbersMutation,
} from './bookkeeping.gen'

const accounts: Record<LedgerAccount, string> = {
  RECEIVABLES: 'Owed by clients',
  CREDIT: 'Account credit of clients',
  DEPOSITS: 'Deposits',
  REVENUE: 'Revenue before tax',
  TAX: 'Tax',
  CASH: 'Cash',
  CARD: 'Card terminals',
  TRANSFER: 'Bank transfers',
  ONLINE: 'Online payments',
  INSURER: 'Insurers',
  BANK: 'Cash taken to the bank',
  ROUNDING: 'Cash rounding',
  TILL_DIFFERENCE: 'Till differences',
}

type Numbers = AccountNumbersSectionQuery['accountNumbers']

/** Which number the bookkeeper gives to each account of the ledger. */
export function AccountNumbersSection() {
  const { id: locationId } = useCurrentLocation()
  const [open, setOpen] = useState(false)
  const { data, error, refetch } = useAccountNumbersSectionQuery({ variables: { locationId } })
  return (
    <Section
      title="Account numbers"
      id="account-numbers"
      actions={
        data && (
          <Can do="account-number:write">
            <Button variant="outlined" onClick={() => setOpen(true)}>
              Set account numbers
            </Button>
          </Can>
        )
      }
    >
      {error && <ErrorView error={error} onRetry={() => void refetch()} form="line" />}
      {data && (
        <Facts
          wide
          facts={data.accountNumbers.map(({ account, number }) => [accounts[account], number] as const)}
        />
      )}
      {open && data && (
        <NumbersDialog
          numbers={data.accountNumbers}
          onDone={() => void refetch()}
          onClose={() => setOpen(false)}
        />
      )}
    </Section>
  )
}

interface DialogProps {
  numbers: Numbers
  onDone: () => void
  onClose: () => void
}

function NumbersDialog({ numbers, onDone, onClose }: DialogProps) {
  const { id: locationId, name } = useCurrentLocation()
  const [setNumbers] = useSetAccountNumbersMutation()
  const toast = useToast()
  const form = useSave({
    labels: accounts,
    start: Object.fromEntries(numbers.map(({ account, number }) => [account, number ?? ''])) as Record<
      LedgerAccount,
      string
    >,
    save: async (values) => {
      const typed = numbers.flatMap(({ account }) => {
        const number = values[account].trim()
        return number === '' ? [] : [{ account, number }]
      })
      await setNumbers({ variables: { input: { locationId, numbers: typed } } })
      toast({ message: 'The account numbers are set.' })
      onDone()
      onClose()
    },
  })
  return (
    <SaveDialog
      form={form}
      title={`Account numbers at ${name}`}
      submitLabel="Set"
      onClose={onClose}
      width="sm"
    >
      <Pair>
        {numbers.map(({ account }, place) => (
          <Field key={account} name={account} autoFocus={place === 0} />
        ))}
      </Pair>
    </SaveDialog>
  )
}

import Alert from '@mui/material/Alert'
import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import { useState } from 'react'
import type { PaymentMethod } from '../../gql/types'
import { useCashTillsQuery } from './payments.gen'

const keyOf = (locationId: string) => `vetgraph.till.${locationId}`

/** The till of this desk: the one that was chosen here last, if it is open, else the only one that is. */
export function useCashTill(locationId: string | undefined, method: PaymentMethod) {
  const [chosen, setChosen] = useState(() => (locationId ? localStorage.getItem(keyOf(locationId)) : null))
  const { data } = useCashTillsQuery({
    variables: { locationId: locationId ?? '' },
    skip: !locationId || method !== 'CASH',
    fetchPolicy: 'cache-and-network',
  })
  const tills = data?.tills ?? []
  const open = tills.filter(({ openSession }) => openSession)
  const till = open.find(({ id }) => id === chosen) ?? open[0]
  const choose = (id: string) => {
    if (locationId) localStorage.setItem(keyOf(locationId), id)
    setChosen(id)
  }
  const choice =
    method !== 'CASH' || tills.length === 0 ? null : open.length === 0 ? (
      <Alert severity="warning">No till is open: open one under End of day to take or give cash.</Alert>
    ) : open.length > 1 ? (
      <TextField select label="Till" value={till?.id ?? ''} onChange={({ target }) => choose(target.value)}>
        {open.map(({ id, name }) => (
          <MenuItem key={id} value={id}>
            {name}
          </MenuItem>
        ))}
      </TextField>
    ) : null
  return { tillId: method === 'CASH' ? (till?.id ?? null) : null, choice }
}

import { skipToken } from '@apollo/client/react'
import Autocomplete from '@mui/material/Autocomplete'
import Box from '@mui/material/Box'
import TextField from '@mui/material/TextField'
import { type Ref, useState } from 'react'
import { formatMoney } from '../../ui/format'
import { chooseWhen } from '../../ui/pickers'
import { useDebounced } from '../../ui/useDebounced'
import { type ServicePicker_serviceFragment, useServicePickerQuery } from './invoices.gen'

interface Props {
  locationId: string
  onChoose: (service: ServicePicker_serviceFragment) => void
  /** What is not in the price list becomes a free line. */
  onFree: (description: string) => void
  inputRef?: Ref<HTMLInputElement>
}

type Option = ServicePicker_serviceFragment | { free: string }

/** Finds an entry of the price list while typing; what is found nowhere can be charged as a free line. */
export function ServicePicker({ locationId, onChoose, onFree, inputRef }: Props) {
  const [text, setText] = useState('')
  const search = useDebounced(text.trim(), 150)
  const { data } = useServicePickerQuery(search === '' ? skipToken : { variables: { search, locationId } })
  // All at once, so that the first one found is the one that Enter takes.
  const isAnswered = data !== undefined && search === text.trim()
  const options: Option[] = isAnswered && search !== '' ? [...data.services.nodes, { free: search }] : []
  return (
    <Autocomplete<Option>
      options={options}
      filterOptions={(all) => all}
      getOptionLabel={(option) => ('free' in option ? option.free : option.name)}
      getOptionKey={(option) => ('free' in option ? 'free' : option.id)}
      value={null}
      inputValue={text}
      onInputChange={(_event, input, reason) => setText(reason === 'input' ? input : '')}
      onChange={(_event, option) => {
        if (option) {
          setText('')
          if ('free' in option) onFree(option.free)
          else onChoose(option)
        }
      }}
      loading={search !== '' && !isAnswered}
      autoHighlight
      blurOnSelect={false}
      onKeyDown={chooseWhen(text.trim() === '' || isAnswered)}
      noOptionsText="Type a service or a medicine"
      renderOption={({ key, ...props }, option) => (
        <Box component="li" key={key} {...props} sx={{ display: 'flex', gap: 2 }}>
          <Box sx={{ flex: 1 }}>{'free' in option ? `“${option.free}” as a free line` : option.name}</Box>
          {'price' in option && option.price && (
            <Box component="span" className="tabular" sx={{ color: 'text.secondary' }}>
              {formatMoney(option.price.gross)}
            </Box>
          )}
        </Box>
      )}
      renderInput={(input) => <TextField {...input} label="Add a line" inputRef={inputRef} autoFocus />}
    />
  )
}

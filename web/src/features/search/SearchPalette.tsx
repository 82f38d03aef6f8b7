import Search from '@mui/icons-material/Search'
import Box from '@mui/material/Box'
import Dialog from '@mui/material/Dialog'
import IconButton from '@mui/material/IconButton'
import Close from '@mui/icons-material/Close'
import InputBase from '@mui/material/InputBase'
import LinearProgress from '@mui/material/LinearProgress'
import useMediaQuery from '@mui/material/useMediaQuery'
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { useNavigate } from 'react-router'
import { useBooking } from '../../ui/booking'
import { Hidden } from '../../ui/Hidden'
import { Kbd } from '../../ui/Kbd'
import { problemOf } from '../../ui/errors'
import { announcement, type Result } from './results'
import { SearchResults } from './SearchResults'
import { type Beginnings, useSearch } from './useSearch'

interface Props {
  /** What was typed while the palette was being loaded. */
  typed: string
  onClose: () => void
}

/** Ctrl-K: one field for patients, clients, pages and actions; the arrows move, Enter goes. */
export function SearchPalette({ typed, onClose, ...begin }: Beginnings & Props) {
  const phone = useMediaQuery('(max-width: 599.95px)')
  const [text, setText] = useState(typed)
  const [active, setActive] = useState(0)
  const { groups, settled, error } = useSearch(text, begin)
  const listId = useId()
  const titleId = useId()
  const input = useRef<HTMLInputElement>(null)
  const waiting = useRef<'go' | 'book' | null>(null)
  const navigate = useNavigate()
  const book = useBooking()

  const results = groups.flatMap((group) => group.results)
  const current = results[Math.min(active, results.length - 1)]
  const go = (result: Result, how: 'go' | 'book') => {
    onClose()
    if (how === 'book' && result.petId) book({ petId: result.petId })
    else if (result.to) void navigate(result.to)
    else result.run?.()
  }
  // Enter pressed before the answer is there means the answer, not what still shows from before.
  useEffect(() => {
    const how = waiting.current
    if (!settled || !how) return
    waiting.current = null
    if (current) go(current, how)
  })

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step && results.length > 0) {
      event.preventDefault()
      setActive((Math.min(active, results.length - 1) + step + results.length) % results.length)
    } else if (event.key === 'Enter') {
      event.preventDefault()
      const how = event.ctrlKey || event.metaKey ? 'book' : 'go'
      if (settled && current) go(current, how)
      else if (!settled) waiting.current = how
    }
  }
  return (
    <Dialog
      open
      onClose={onClose}
      // Whatever hands the focus to the palette means its field, so that no typed letter is lost.
      onFocus={({ target }) => target.tabIndex === -1 && input.current?.focus()}
      fullScreen={phone}
      fullWidth
      maxWidth="sm"
      aria-labelledby={titleId}
      sx={{ '& .MuiDialog-container': { alignItems: 'flex-start' } }}
      slotProps={{ paper: { sx: { mt: { sm: '9vh' }, maxHeight: { sm: '74vh' }, overflow: 'hidden' } } }}
    >
      <Hidden id={titleId}>Search</Hidden>
      <Box
        sx={{
          display: 'flex',
          alignItems: 'center',
          gap: 1.5,
          px: 2,
          minHeight: 58,
          borderBottom: 1,
          borderColor: 'divider',
          position: 'relative',
        }}
      >
        <Search aria-hidden sx={{ color: 'text.secondary' }} />
        <InputBase
          autoFocus
          onFocus={({ target }) => target.setSelectionRange(target.value.length, target.value.length)}
          inputRef={input}
          fullWidth
          value={text}
          onChange={(event) => {
            setText(event.target.value)
            setActive(0)
            waiting.current = null
          }}
          onKeyDown={onKeyDown}
          placeholder="Patient, client, phone, microchip or page"
          sx={{ fontSize: '1rem' }}
          slotProps={{
            input: {
              role: 'combobox',
              'aria-label': 'Search patients, clients and pages',
              'aria-expanded': results.length > 0,
              'aria-controls': listId,
              'aria-autocomplete': 'list',
              'aria-activedescendant': current ? `${listId}-${current.id}` : undefined,
              autoComplete: 'off',
              spellCheck: false,
              enterKeyHint: 'go',
            },
          }}
        />
        {phone ? (
          <IconButton aria-label="Close" onClick={onClose} edge="end">
            <Close />
          </IconButton>
        ) : (
          <Kbd>Esc</Kbd>
        )}
        {!settled && (
          <LinearProgress aria-hidden sx={{ position: 'absolute', insetInline: 0, bottom: -1, height: 2 }} />
        )}
      </Box>
      <SearchResults
        listId={listId}
        groups={groups}
        current={current ?? null}
        text={text.trim()}
        settled={settled}
        error={error ? problemOf(error).message : null}
        onHover={(result) => setActive(results.indexOf(result))}
        onGo={(result) => go(result, 'go')}
      />
      <Hidden role="status">{settled ? announcement(results.length, text.trim()) : ''}</Hidden>
      {!phone && (
        <Box
          aria-hidden
          sx={{
            display: 'flex',
            gap: 2,
            px: 2,
            py: 1,
            borderTop: 1,
            borderColor: 'divider',
            color: 'text.secondary',
            fontSize: '0.75rem',
          }}
        >
          <span>
            <Kbd>↑</Kbd> <Kbd>↓</Kbd> move
          </span>
          <span>
            <Kbd>Enter</Kbd> open
          </span>
          {current?.petId && (
            <span>
              <Kbd>Ctrl</Kbd> <Kbd>Enter</Kbd> book for {current.label}
            </span>
          )}
        </Box>
      )}
    </Dialog>
  )
}

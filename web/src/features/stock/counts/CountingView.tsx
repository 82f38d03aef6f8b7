import Check from '@mui/icons-material/Check'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import LinearProgress from '@mui/material/LinearProgress'
import List from '@mui/material/List'
import ListItem from '@mui/material/ListItem'
import ListItemButton from '@mui/material/ListItemButton'
import ListItemText from '@mui/material/ListItemText'
import Paper from '@mui/material/Paper'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useEffect, useRef, useState } from 'react'
import { FilterChips } from '../../../ui/FilterChips'
import { LotOf, quantityIn } from './CountedTable'
import { CountField } from './CountField'
import { type StocktakeLine_lineFragment } from './counts.gen'
import { linesFor, scannedIn } from './countWords'
import { FoundDialog } from './FoundDialog'
import type { Sheet } from './sheet'

interface Props {
  sheet: Sheet
  /** Something was counted elsewhere, and the sheet is to be read again. */
  onMissed: () => void
}

/** The sheet at the shelf: one line at a time with a large number, and all lines to go through below or beside it. */
export function CountingView({ sheet, onMissed }: Props) {
  const lines: readonly StocktakeLine_lineFragment[] = sheet.lines.nodes
  const [chosen, setChosen] = useState<string | null>(null)
  const [text, setText] = useState('')
  const [show, setShow] = useState<'left' | 'all'>('left')
  const [adding, setAdding] = useState(false)
  const [missing, setMissing] = useState<string | null>(null)
  const field = useRef<HTMLInputElement>(null)
  const left = lines.filter(({ counted }) => counted === null)
  const line = lines.find(({ id }) => id === chosen) ?? left[0] ?? lines[0]
  const found = linesFor(show === 'left' ? left : lines, text)

  // Whoever counts types the next number at once.
  const lineId = line?.id
  useEffect(() => {
    if (lineId) field.current?.focus({ preventScroll: true })
  }, [lineId])

  const choose = (id: string) => {
    setChosen(id)
    setText('')
    setMissing(null)
    field.current?.focus({ preventScroll: true })
    field.current?.scrollIntoView({ block: 'center' })
  }
  const next = () => {
    const at = lines.findIndex(({ id }) => id === line?.id)
    const behind = [...lines.slice(at + 1), ...lines.slice(0, at)]
    const open = behind.find(({ counted }) => counted === null)
    setChosen(open?.id ?? line?.id ?? null)
  }
  /** Goes to what was scanned or searched for, first to what is left of it. */
  const find = (wanted: string) => {
    const all = linesFor(lines, wanted)
    const hit = all.find(({ counted }) => counted === null) ?? all[0]
    if (hit) return choose(hit.id)
    setText('')
    setMissing(
      scannedIn(wanted) ? `Nothing on the sheet has the barcode ${wanted.trim()}.` : `No “${wanted}”.`,
    )
  }

  return (
    <>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1.5 }}>
        <LinearProgress
          variant="determinate"
          aria-label="Counted"
          value={(sheet.countedCount / Math.max(sheet.lineCount, 1)) * 100}
          sx={{ flex: 1, height: 8, borderRadius: 4 }}
        />
        <Typography role="status" className="tabular" sx={{ whiteSpace: 'nowrap' }}>
          {sheet.countedCount} of {sheet.lineCount} counted
        </Typography>
      </Box>
      <Box
        sx={{
          display: 'grid',
          gap: 2,
          alignItems: 'start',
          gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: '400px minmax(0, 1fr)' },
        }}
      >
        <Box sx={{ display: 'grid', gap: 2, position: { md: 'sticky' }, top: { md: 16 } }}>
          {line && (
            <CountField
              key={`${line.id} ${String(line.version)}`}
              line={line}
              inputRef={field}
              onCounted={next}
              onSkip={next}
              onScanned={find}
              onMissed={onMissed}
            />
          )}
          {line && left.length === 0 && (
            <Typography role="status" sx={{ color: 'text.secondary' }}>
              Every line is counted. Hand the counts in, or choose a line to correct it.
            </Typography>
          )}
        </Box>
        <Box sx={{ display: 'grid', gap: 1.5, minWidth: 0 }}>
          <Box
            component="form"
            onSubmit={(event) => {
              event.preventDefault()
              if (text.trim() !== '') find(text)
            }}
          >
            <TextField
              fullWidth
              type="search"
              label="Scan or search"
              value={text}
              onChange={(event) => setText(event.target.value)}
              helperText={missing}
              error={missing !== null}
              slotProps={{ htmlInput: { autoComplete: 'off', enterKeyHint: 'go' } }}
            />
          </Box>
          <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, justifyContent: 'space-between' }}>
            <FilterChips
              label="Lines"
              options={[
                ['left', `Left (${left.length})`],
                ['all', `All (${sheet.lineCount})`],
              ]}
              value={show}
              onChange={setShow}
            />
            <Button variant="outlined" color="inherit" onClick={() => setAdding(true)}>
              Not on the sheet
            </Button>
          </Box>
          <Paper variant="outlined">
            <List aria-label="Lines of the sheet" disablePadding>
              {found.map((each) => (
                <ListItem key={each.id} disablePadding divider>
                  <ListItemButton
                    selected={each.id === line?.id}
                    aria-current={each.id === line?.id ? 'true' : undefined}
                    onClick={() => choose(each.id)}
                    sx={{ minHeight: 52, gap: 1 }}
                  >
                    <ListItemText
                      primary={each.item.name}
                      secondary={<LotOf line={each} />}
                      slotProps={{ secondary: { component: 'div' } }}
                    />
                    {each.counted !== null && (
                      <Box sx={{ textAlign: 'right', whiteSpace: 'nowrap' }}>
                        <Box className="tabular" sx={{ fontWeight: 600 }}>
                          <Check sx={{ fontSize: 16, verticalAlign: 'text-bottom' }} aria-hidden />{' '}
                          {quantityIn(each.counted, each)}
                        </Box>
                        <Box sx={{ fontSize: '0.8125rem', color: 'text.secondary' }}>
                          {each.countedBy?.name}
                        </Box>
                      </Box>
                    )}
                  </ListItemButton>
                </ListItem>
              ))}
              {found.length === 0 && (
                <ListItem>
                  <ListItemText primary={text ? 'Nothing fits.' : 'Nothing is left to count.'} />
                </ListItem>
              )}
            </List>
          </Paper>
        </Box>
      </Box>
      {adding && (
        <FoundDialog
          stocktakeId={sheet.id}
          onFound={({ id }) => {
            onMissed()
            setChosen(id)
          }}
          onClose={() => setAdding(false)}
        />
      )}
    </>
  )
}

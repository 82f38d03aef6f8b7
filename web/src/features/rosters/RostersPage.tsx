import ChevronLeft from '@mui/icons-material/ChevronLeft'
import ChevronRight from '@mui/icons-material/ChevronRight'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import IconButton from '@mui/material/IconButton'
import MenuItem from '@mui/material/MenuItem'
import Skeleton from '@mui/material/Skeleton'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { EmptyState } from '../../ui/EmptyState'
import { problemOf } from '../../ui/errors'
import { ErrorView } from '../../ui/ErrorView'
import { addDays, formatDay, todayIn } from '../../ui/format'
import { useCurrentLocation } from '../../ui/location'
import { Page } from '../../ui/Page'
import { useToast } from '../../ui/toasts'
import { useUnsaved } from '../../ui/unsaved'
import { ClosureDialog, LeaveDialog } from './DaysDialog'
import { RosterGrid, type Row } from './RosterGrid'
import {
  useRemoveClosureMutation,
  useRemoveLeaveMutation,
  useRosterPeopleQuery,
  useRostersPageChangesSubscription,
  useRostersPageQuery,
} from './rosters.gen'
import { SaveRosterDialog } from './SaveRosterDialog'
import { daysText, leaveWords, mondayOf, type Person, type Week } from './week'

type Open = { save: Row; week: Week } | { leave: Row } | 'closure' | null

/** Who works when at the current location, week by week, with leave and closures. */
export function RostersPage() {
  const location = useCurrentLocation()
  const toast = useToast()
  const today = todayIn(location.timeZone)
  const [monday, setMonday] = useState(mondayOf(today))
  const [painted, setPainted] = useState<ReadonlyMap<string, Week>>(new Map())
  // The version that was painted over: what another desk saves meanwhile is a conflict, not lost.
  const [bases, setBases] = useState<ReadonlyMap<string, number>>(new Map())
  const [added, setAdded] = useState<readonly Person[]>([])
  const [open, setOpen] = useState<Open>(null)
  const { data, previousData, error, refetch } = useRostersPageQuery({
    variables: { locationId: location.id, date: monday, to: addDays(monday, 366) },
    fetchPolicy: 'cache-and-network',
  })
  useRostersPageChangesSubscription({
    variables: { locationId: location.id },
    ignoreResults: true,
    onData: () => void refetch(),
  })
  const people = useRosterPeopleQuery().data?.users.nodes ?? []
  const [removeLeave] = useRemoveLeaveMutation()
  const [removeClosure] = useRemoveClosureMutation()
  useUnsaved(painted.size > 0)
  const shown = data ?? previousData
  const known = (shown?.rosters ?? []).flatMap((roster): Row[] =>
    roster.user ? [{ person: roster.user, roster }] : [],
  )
  const ids = new Set(known.map(({ person }) => person.id))
  const rows = [
    ...known,
    ...added.filter(({ id }) => !ids.has(id)).map((person) => ({ person, roster: null })),
  ]
  const others = people.filter(({ id }) => !rows.some(({ person }) => person.id === id))
  const leave = known.flatMap(({ person, roster }) =>
    (roster?.leave ?? []).map((one) => ({ ...one, person })),
  )
  const versionOf = (id: string) => rows.find(({ person }) => person.id === id)?.roster?.version ?? 0
  const close = () => setOpen(null)
  const saved = () => {
    close()
    void refetch()
  }
  const forget = (personId: string) =>
    setPainted((before) => new Map([...before].filter(([id]) => id !== personId)))
  const remove = async (work: Promise<unknown>) => {
    try {
      await work
      await refetch()
    } catch (failure) {
      toast({ message: problemOf(failure).message, severity: 'error' })
    }
  }
  const from = monday > today ? monday : today
  const day = (date: string) => formatDay(date, 'short')
  return (
    <Page
      title="Rosters"
      subtitle={`Who works when at ${location.name}. Paint a shift with the mouse, or choose a day and write its times.`}
      actions={
        <Button variant="contained" onClick={() => setOpen('closure')}>
          Close the location
        </Button>
      }
    >
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, flexWrap: 'wrap' }}>
        <IconButton
          aria-label="Week before"
          disabled={painted.size > 0}
          onClick={() => setMonday(addDays(monday, -7))}
        >
          <ChevronLeft />
        </IconButton>
        <Typography
          component="div"
          sx={{ fontWeight: 600, minWidth: 190, textAlign: 'center' }}
          aria-live="polite"
        >
          {day(monday)} to {day(addDays(monday, 6))}
        </Typography>
        <IconButton
          aria-label="Week after"
          disabled={painted.size > 0}
          onClick={() => setMonday(addDays(monday, 7))}
        >
          <ChevronRight />
        </IconButton>
        {painted.size > 0 && (
          <Button color="inherit" onClick={() => setPainted(new Map())}>
            Discard what is not saved
          </Button>
        )}
        <TextField
          select
          label="Add a person"
          value=""
          onChange={({ target }) => setAdded([...added, ...people.filter(({ id }) => id === target.value)])}
          sx={{ width: 220, ml: { sm: 'auto' } }}
        >
          {others.map(({ id, name }) => (
            <MenuItem key={id} value={id}>
              {name}
            </MenuItem>
          ))}
        </TextField>
      </Box>
      {error && <ErrorView error={error} onRetry={() => void refetch()} form={shown ? 'line' : 'page'} />}
      {!shown && !error && <Skeleton variant="rounded" height={240} />}
      {shown && rows.length === 0 && (
        <EmptyState title="Nobody works here yet">Add a person and paint the shifts.</EmptyState>
      )}
      {shown && rows.length > 0 && (
        <RosterGrid
          rows={rows}
          closures={shown.closures}
          monday={monday}
          painted={painted}
          onPaint={(id, week) => {
            if (!painted.has(id)) setBases(new Map(bases).set(id, versionOf(id)))
            setPainted(new Map(painted).set(id, week))
          }}
          onSave={(save, week) => setOpen({ save, week })}
          onLeave={(row) => setOpen({ leave: row })}
        />
      )}
      <DaysList
        title="Leave in this week"
        rows={leave.map((one) => ({
          id: one.id,
          text: `${one.person.name}: ${leaveWords[one.kind]}, ${daysText(one, day)}`,
          onRemove: () => remove(removeLeave({ variables: { id: one.id } })),
        }))}
      />
      <DaysList
        title="Closures from this week on"
        rows={(shown?.closures ?? []).map((one) => ({
          id: one.id,
          text: `${one.name}: ${daysText(one, day)}`,
          onRemove: () => remove(removeClosure({ variables: { id: one.id } })),
        }))}
      />
      {open === 'closure' && <ClosureDialog date={from} onSaved={saved} onClose={close} />}
      {open !== null && open !== 'closure' && 'leave' in open && (
        <LeaveDialog person={open.leave.person} date={from} onSaved={saved} onClose={close} />
      )}
      {open !== null && open !== 'closure' && 'save' in open && (
        <SaveRosterDialog
          person={open.save.person}
          version={bases.get(open.save.person.id) ?? 0}
          week={open.week}
          monday={monday}
          onSaved={() => {
            forget(open.save.person.id)
            saved()
          }}
          onClose={close}
        />
      )}
    </Page>
  )
}

interface ListProps {
  title: string
  rows: ReadonlyArray<{ id: string; text: string; onRemove: () => Promise<void> }>
}

function DaysList({ title, rows }: ListProps) {
  return (
    <Box component="section" aria-label={title}>
      <Typography variant="h2" sx={{ mb: 0.5 }}>
        {title}
      </Typography>
      {rows.length === 0 && <Typography sx={{ color: 'text.secondary' }}>None.</Typography>}
      {rows.map(({ id, text, onRemove }) => (
        <Box key={id} sx={{ display: 'flex', alignItems: 'center', gap: 1 }}>
          <span>{text}</span>
          <Button size="small" color="error" onClick={() => void onRemove()} aria-label={`Remove ${text}`}>
            Remove
          </Button>
        </Box>
      ))}
    </Box>
  )
}

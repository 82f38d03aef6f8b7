import {
  DndContext,
  type DragEndEvent,
  type DragStartEvent,
  MouseSensor,
  pointerWithin,
  TouchSensor,
  useDroppable,
  useSensor,
  useSensors,
} from '@dnd-kit/core'
import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import useMediaQuery from '@mui/material/useMediaQuery'
import { useState } from 'react'
import { FilterChips } from '../../../ui/FilterChips'
import type { AppointmentChip_appointmentFragment } from '../appointments.gen'
import { type CardActions, PatientCard } from './PatientCard'
import { isIn, type Stage, stages, stepTo } from './stages'

type Visit = AppointmentChip_appointmentFragment

interface Props {
  appointments: readonly Visit[]
  /** Null on a screen that nobody can touch. */
  actions: CardActions | null
}

interface ColumnProps extends Props {
  stage: Stage
  /** Who is being dragged. */
  dragged: Visit | null
}

function StageColumn({ stage, appointments, actions, dragged }: ColumnProps) {
  const canDrop = dragged !== null && stepTo(stage, dragged) !== null
  const { setNodeRef, isOver } = useDroppable({ id: stage.key, data: { stage }, disabled: !canDrop })
  return (
    <Box
      component="section"
      ref={setNodeRef}
      aria-label={stage.label}
      sx={{
        minWidth: 0,
        minHeight: { md: 160 },
        p: 1,
        borderRadius: '12px',
        outline: canDrop ? '2px dashed' : 'none',
        outlineColor: 'var(--vg-palette-success-main)',
        outlineOffset: -2,
        backgroundColor: isOver ? 'action.selected' : 'action.hover',
      }}
    >
      <Typography variant="h3" component="h2" sx={{ display: 'flex', gap: 1, mb: 1 }}>
        <Box component="span" sx={{ flex: 1 }}>
          {stage.label}
        </Box>
        <span className="tabular">{appointments.length}</span>
      </Typography>
      {appointments.length === 0 && (
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          Nobody
        </Typography>
      )}
      <Box component="ol" sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 1 }}>
        {appointments.map((appointment) => (
          <PatientCard key={appointment.id} appointment={appointment} actions={actions} />
        ))}
      </Box>
    </Box>
  )
}

/**
 * The patients by stage; a patient is dragged to a stage that it may go to now, and only those are outlined. A narrow
 * screen shows one stage at a time.
 */
export function FlowBoard({ appointments, actions }: Props) {
  const isNarrow = useMediaQuery('(max-width: 899.95px)')
  const [chosen, setChosen] = useState<Stage['key']>('waiting')
  const at = (stage: Stage) => appointments.filter((appointment) => isIn(stage, appointment))
  const [dragged, setDragged] = useState<Visit | null>(null)
  const sensors = useSensors(
    useSensor(MouseSensor, { activationConstraint: { distance: 6 } }),
    useSensor(TouchSensor, { activationConstraint: { delay: 250, tolerance: 8 } }),
  )
  const visitOf = ({ active }: DragStartEvent | DragEndEvent) =>
    active.data.current?.['appointment'] as Visit | undefined
  const onDragEnd = (event: DragEndEvent) => {
    const visit = visitOf(event)
    const stage = event.over?.data.current?.['stage'] as Stage | undefined
    const step = visit && stage && stepTo(stage, visit)
    setDragged(null)
    if (step) actions?.onStep(visit, step)
  }
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={pointerWithin}
      onDragStart={(event) => setDragged(visitOf(event) ?? null)}
      onDragEnd={onDragEnd}
      onDragCancel={() => setDragged(null)}
      accessibility={{ screenReaderInstructions: { draggable: '' } }}
    >
      {isNarrow && (
        <FilterChips
          label="Stage"
          options={stages.map((stage) => [stage.key, `${stage.label} ${at(stage).length}`] as const)}
          value={chosen}
          onChange={setChosen}
        />
      )}
      <Box
        sx={{
          display: 'grid',
          gap: 1,
          alignItems: { md: 'stretch' },
          gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: `repeat(${stages.length}, minmax(160px, 1fr))` },
          overflowX: { md: 'auto' },
        }}
      >
        {stages
          .filter(({ key }) => !isNarrow || key === chosen)
          .map((stage) => (
            <StageColumn
              key={stage.key}
              stage={stage}
              appointments={at(stage)}
              actions={actions}
              dragged={dragged}
            />
          ))}
      </Box>
    </DndContext>
  )
}

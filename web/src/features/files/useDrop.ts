import { type DragEvent, useRef, useState } from 'react'

/** Lets files be dropped on an element; what is dragged over it is told, so that it can say so. */
export function useDrop(onDropped: ((files: File[]) => void) | null) {
  const [over, setOver] = useState(false)
  // Leaving a child is told as well.
  const depth = useRef(0)
  const holdsFiles = (event: DragEvent) => onDropped !== null && event.dataTransfer.types.includes('Files')
  const moved = (by: number) => (event: DragEvent) => {
    if (!holdsFiles(event)) return
    event.preventDefault()
    depth.current += by
    setOver(depth.current > 0)
  }
  return {
    over,
    onDragEnter: moved(1),
    onDragLeave: moved(-1),
    onDragOver: moved(0),
    onDrop: (event: DragEvent) => {
      if (!holdsFiles(event)) return
      event.preventDefault()
      depth.current = 0
      setOver(false)
      onDropped?.([...event.dataTransfer.files])
    },
  }
}

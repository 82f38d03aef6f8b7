import type { Feature } from '../../ui/feature'

export const feature: Feature = {
  sections: {
    chart: [
      {
        key: 'files',
        label: 'Files',
        place: 26,
        permission: 'file:read',
        load: async () => (await import('./FilesSection')).FilesSection,
      },
    ],
    record: [
      {
        key: 'files',
        label: 'Files',
        place: 10,
        permission: 'file:read',
        load: async () => (await import('./RecordFiles')).RecordFiles,
      },
    ],
    animal: [
      {
        key: 'files',
        label: 'Files',
        place: 10,
        permission: null,
        load: async () => (await import('./FilesSection')).FilesSection,
      },
    ],
  },
}

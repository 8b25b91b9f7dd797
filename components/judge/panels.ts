export { FlagPanel } from './flag-panel'
export { MeaningsPanel } from './meanings-panel'
export { PracticePanel } from './practice-panel'
export { SendBar } from './send-bar'

export { count } from '@/lib/numbers/count'

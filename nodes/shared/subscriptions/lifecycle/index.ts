export { ensureSubscription } from './ensure';
export { isInPlace } from './inspect';
export { removeSubscription } from './remove';
export type { LifecycleOptions } from './types';

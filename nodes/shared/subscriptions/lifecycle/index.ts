export { ensureSubscription } from './ensure';
export { isInPlace } from './inspect';
export { removeSubscription } from './remove';
export type { EnsuredSubscription, LifecycleOptions, RemovedSubscription } from './types';

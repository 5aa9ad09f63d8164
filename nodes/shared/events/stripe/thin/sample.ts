import type { StripeThinEvent } from './index';
import type { SampleObject } from '../../types';
import { relatedObjectOf } from './relatedObject';
import { hasSnapshot } from './summaries';

/** A whole body of a thin event. */
export function stripeThinSample(type: StripeThinEvent): SampleObject {
	const relatedObject = relatedObjectOf(type);
	return {
		id: 'evt_test_65TqM8ZkN4vXr0Wd7Lxq5Yp3Hs9Bt',
		object: 'v2.core.event',
		created: '2026-11-20T08:15:42.318Z',
		livemode: false,
		reason: {
			type: 'request',
			request: {
				id: 'req_v2Xr9LdZk0vTqM4b',
				idempotency_key: 'order-AP-1001',
			},
		},
		...(relatedObject && { related_object: relatedObject }),
		...(hasSnapshot(type) && { snapshot_event: 'evt_1SVc8aJ2nKd05LxqUk7zWq4T' }),
		type,
	};
}

import { z } from 'zod';
import type { ZodObject, ZodRawShape } from 'zod';

/** A text that says something. */
export const text = z.string().min(1);

/** An object with these fields and any others. */
export const loose = <Shape extends ZodRawShape>(shape: Shape): ZodObject<Shape, 'passthrough'> =>
	z.object(shape).passthrough();

/** An object that is told from others by its id, where there is one at all. */
export const identified = loose({ id: text }).nullish();

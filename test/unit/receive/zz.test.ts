import { compileJsonSchema } from '../../../nodes/shared/receive/jsonSchema';
import { compileDocument } from '../../../nodes/shared/receive/jsonSchema/compile';
import { parseAddressList } from '../../../nodes/shared/receive/addresses';
const nest = (n: number, f: (v: unknown) => unknown, leaf: unknown) => { let v = leaf; for (let i = 0; i < n; i++) v = f(v); return v; };
const ok = (s: unknown) => { const c = compileJsonSchema(s); if (!c.ok) throw new Error(c.problem); return c.validate; };
test('x', () => {
	for (const schema of [
		{ dependentSchemas: { a: { properties: { a: { $ref: '#' } } } } },
		{ anyOf: [{ oneOf: [{ if: { not: { items: { $ref: '#' } } }, else: {} }] }] },
		{ patternProperties: { a: { $ref: '#' } } }, { contains: { $ref: '#' } }
	]) {
		const d = compileDocument(schema); if (!d.ok) throw new Error(d.problem);
		let lo = 0;
		for (const depth of [1000, 2000, 4000, 8000, 16000]) {
			const value = Object.keys(schema)[0]!.startsWith('a') || 'contains' in schema ? nest(depth, (v) => [v], 1) : nest(depth, (v) => ({ a: v }), 1);
			try { d.check(value, { depthLeft: depth, stepsLeft: 1e9, isExceeded: false }); lo = depth; } catch { break; }
		}
		console.log(JSON.stringify(schema), 'survives', lo);
	}
	const v = ok({ anyOf: [{ items: { $ref: '#' } }, { items: { $ref: '#' } }] , type: ['array','null']});
	let t = Date.now(); console.log(v(nest(100, (x) => [x], 1)), Date.now() - t, 'ms exponential');
	const big = Array.from({ length: 100000 }, (_, i) => ({ id: i, name: 'abc', email: 'a@b.co', at: '2020-01-01T00:00:00Z' }));
	const w = ok({ type: 'array', uniqueItems: true, items: { type: 'object', additionalProperties: false, required: ['id'], properties: { id: { type: 'integer' }, name: { type: 'string', maxLength: 5 }, email: { format: 'email' }, at: { format: 'date-time' } } } });
	t = Date.now(); console.log(w(big), Date.now() - t, 'ms', JSON.stringify(big).length);
	const small = [big[0]]; for (let i = 0; i < 1e4; i++) w(small); t = Date.now(); for (let i = 0; i < 1e5; i++) w(small); console.log((Date.now() - t) / 100, 'us');
	const l = parseAddressList(Array.from({ length: 5000 }, (_, i) => `10.${i >> 8}.${i & 255}.0/24`)); if (!l.ok) throw new Error();
	t = Date.now(); for (let i = 0; i < 1e5; i++) l.list.includes('10.5.5.5'); console.log((Date.now() - t) / 100, 'us');
	const l6 = parseAddressList(Array.from({ length: 129 }, (_, i) => `::/${i}`)); if (!l6.ok) throw new Error();
	t = Date.now(); for (let i = 0; i < 1e4; i++) l6.list.includes('ffff::1'); console.log((Date.now() - t) / 10, 'us');
});

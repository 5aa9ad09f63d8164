// STUB
export interface Violation {
	readonly path: string;
	readonly message: string;
}
export function compileJsonSchema(
	_schema: unknown,
):
	| { readonly ok: true; readonly validate: (value: unknown) => Violation | undefined }
	| { readonly ok: false; readonly problem: string } {
	return { ok: true, validate: () => undefined };
}

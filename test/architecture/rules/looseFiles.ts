import path from 'node:path';
import { violationAt } from '../sources';
import type { Rule } from '../sources';

/** What may lie in a folder directly, where everything else has a folder of its own. */
const ALLOWED_FILES: Readonly<Record<string, readonly string[]>> = {
	'nodes/shared': ['json.ts', 'result.ts'],
	'nodes/shared/n8n': ['parameters.ts'],
};

/** Every file is in the folder of what it belongs to. */
export const looseFiles: Rule = (files) =>
	files.flatMap((file) => {
		const folder = path.posix.dirname(file.fileName);
		const allowed = ALLOWED_FILES[folder];
		return allowed === undefined || allowed.includes(path.posix.basename(file.fileName))
			? []
			: [violationAt(file, `${folder} has a folder for each thing: put the file into one`)];
	});

import type { IWorkflowBase } from 'n8n-workflow';
import type { BackgroundSettings, WatchSettings } from '../settings';
import { beginning, stepNode, subWorkflow, to, uniqueNames } from '../subWorkflow';

/**
 * A workflow that waits, makes the attempts that are due, and so on until none is left; then it tells
 * of the end. Nobody waits for it.
 */
export function backgroundWorkflow(settings: BackgroundSettings): IWorkflowBase {
	const { original } = settings;
	const nameOf = uniqueNames();
	const begin = nameOf('Deliveries');
	const wait = nameOf('Next Attempt');
	const attempt = nameOf('Attempts');
	const settle = nameOf('Start of n8n');
	const report = nameOf('Report');
	const { credentials } = original.node;
	const { errorWorkflow } = original.settings;
	return subWorkflow(
		original,
		'background',
		[
			beginning(original, begin),
			stepNode(original, 'waitInBackground', wait, settings),
			stepNode(original, 'attemptInBackground', attempt, settings, {
				...(credentials && { credentials }),
			}),
			stepNode(original, 'settle', settle, {}),
			stepNode(original, 'report', report, settings),
		],
		{
			[begin]: { main: [to(wait)] },
			[wait]: { main: [to(attempt)] },
			[attempt]: { main: [to(report), to(wait), to(settle)] },
			[settle]: { main: [to(attempt)] },
		},
		// Nobody else hears of a failure.
		errorWorkflow === undefined ? {} : { errorWorkflow },
	);
}

/**
 * A workflow that waits until a round of attempts must be over, and goes on in its place should n8n
 * have crashed in the middle of it.
 */
export function watchWorkflow(settings: WatchSettings): IWorkflowBase {
	const { original } = settings;
	const nameOf = uniqueNames();
	const begin = nameOf('Deliveries');
	const watch = nameOf('End of Attempts');
	const lookAfter = nameOf('Look After');
	return subWorkflow(
		original,
		'background, watched',
		[
			beginning(original, begin),
			stepNode(original, 'watch', watch, settings),
			stepNode(original, 'lookAfter', lookAfter, settings),
		],
		{
			[begin]: { main: [to(watch)] },
			[watch]: { main: [to(lookAfter)] },
			[lookAfter]: { main: [[], to(watch)] },
		},
		// There is one for each round of attempts, and none of them says anything.
		{ saveDataSuccessExecution: 'none' },
	);
}

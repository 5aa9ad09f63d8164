// @ts-check
'use strict';

const { setTimeout: sleep } = require('node:timers/promises');

const POLL_MS = 100;
const PUBLICATION_TIMEOUT_MS = 60_000;
const UNFINISHED = new Set(['new', 'running', 'unknown']);

/** The owner of an n8n that only exists for demonstration or tests, on the loopback address. */
const DEMO_OWNER = {
	email: 'demo@example.com',
	password: 'SignedWebhooks1',
	firstName: 'Signed',
	lastName: 'Webhooks',
};

/**
 * A request that n8n answered with an error, or did not answer as expected.
 */
class N8nApiError extends Error {
	/**
	 * @param {string} request method and path
	 * @param {number} status
	 * @param {any} body
	 */
	constructor(request, status, body) {
		const details = [body?.message, body?.description ?? body?.meta?.description, body?.hint];
		const text = [...new Set(details.filter(Boolean))].join(' ') || JSON.stringify(body);
		super(`n8n answered ${status} to ${request}: ${text}`);
		this.name = 'N8nApiError';
		this.status = status;
		this.body = body;
	}
}

/**
 * @typedef {{ id: string, name: string, versionId: string, active: boolean, nodes: any[], [key: string]: any }} Workflow
 * @typedef {{ id: string, status: string, workflowId: string, mode: string, [key: string]: any }} ExecutionSummary
 * @typedef {ExecutionSummary & { data: any }} Execution `data` is parsed: `data.resultData.runData`
 */

/**
 * A client for the REST API that n8n's own editor uses. Every method throws an N8nApiError that
 * carries n8n's message when n8n refuses the request.
 *
 * @param {string} baseUrl without a slash at the end
 */
function createClient(baseUrl) {
	/** @type {Map<string, string>} */
	const cookies = new Map();

	/**
	 * @param {string} method
	 * @param {string} path
	 * @param {unknown} [body] sent as JSON
	 * @returns {Promise<any>} the parsed answer
	 */
	async function request(method, path, body) {
		const response = await fetch(baseUrl + path, {
			method,
			headers: {
				// n8n closes a connection after a few idle seconds, which a request may just miss.
				connection: 'close',
				...(body === undefined ? {} : { 'content-type': 'application/json' }),
				cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
			},
			body: body === undefined ? undefined : JSON.stringify(body),
		}).catch((error) => {
			const reason = error.cause?.message ?? error.message;
			throw new Error(`n8n could not be reached for ${method} ${path}: ${reason}`);
		});
		for (const cookie of response.headers.getSetCookie()) {
			const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
			if (name && value !== undefined) cookies.set(name, value);
		}
		const answer = parseJson(await response.text());
		if (!response.ok) throw new N8nApiError(`${method} ${path}`, response.status, answer);
		return answer;
	}

	/**
	 * @param {string} method
	 * @param {string} path below /rest
	 * @param {unknown} [body]
	 */
	async function rest(method, path, body) {
		return (await request(method, `/rest${path}`, body)).data;
	}

	/**
	 * Signs in as the owner, creating the owner first on a new n8n.
	 *
	 * @param {typeof DEMO_OWNER} [owner]
	 */
	async function setupOwner(owner = DEMO_OWNER) {
		const { email, password } = owner;
		try {
			return await rest('POST', '/login', { emailOrLdapLoginId: email, password });
		} catch (refusal) {
			if (!(refusal instanceof N8nApiError) || refusal.status !== 401) throw refusal;
			return await rest('POST', '/owner/setup', owner).catch(() => {
				// There is another owner, or the password was changed.
				throw refusal;
			});
		}
	}

	/** @returns {Promise<{ id: string, name: string, type: string }[]>} without the secret data */
	async function credentials() {
		return await rest('GET', '/credentials');
	}

	/**
	 * @param {{ name: string, type: string, data: Record<string, unknown> }} credential
	 * @returns {Promise<{ id: string, name: string, type: string }>}
	 */
	async function createCredential(credential) {
		return await rest('POST', '/credentials', credential);
	}

	/**
	 * Replaces a credential's name and data.
	 *
	 * @param {string} id
	 * @param {{ name: string, type: string, data: Record<string, unknown> }} credential
	 */
	async function updateCredential(id, credential) {
		return await rest('PATCH', `/credentials/${id}`, credential);
	}

	/** @param {string} id */
	async function deleteCredential(id) {
		await rest('DELETE', `/credentials/${id}`);
	}

	/** @returns {Promise<{ id: string, name: string, active: boolean, isArchived: boolean }[]>} */
	async function workflows() {
		return await rest('GET', '/workflows');
	}

	/**
	 * @param {string} id
	 * @returns {Promise<Workflow>}
	 */
	async function workflow(id) {
		return await rest('GET', `/workflows/${id}`);
	}

	/**
	 * @param {{ id?: string, name: string, nodes: any[], connections: object, settings?: object }} definition
	 *   `id`: default: chosen by n8n
	 * @returns {Promise<Workflow>} inactive
	 */
	async function createWorkflow({ settings = {}, ...definition }) {
		// Without pinData, n8n's editor cannot execute a single step of the workflow.
		return await rest('POST', '/workflows', { pinData: {}, ...definition, settings });
	}

	/**
	 * Saves a new version. An active workflow goes on with its old version until it is activated again.
	 *
	 * @param {string} id
	 * @param {{ name?: string, nodes?: any[], connections?: object, settings?: object }} changes
	 * @returns {Promise<Workflow>}
	 */
	async function updateWorkflow(id, changes) {
		return await rest('PATCH', `/workflows/${id}`, changes);
	}

	/**
	 * Publishes the latest version and waits until its triggers are registered.
	 *
	 * @param {string} id
	 * @throws {Error} with the message of the trigger that could not be activated
	 */
	async function activate(id) {
		const { versionId } = await workflow(id);
		await rest('POST', `/workflows/${id}/activate`, { versionId });
		const publication = await waitForPublication(id);
		if (publication.status === 'published' && publication.liveVersionId === versionId) return;

		const { data } = await request('GET', `/rest/active-workflows/error/${id}`);
		const reasons = publication.triggers.map((/** @type {any} */ trigger) => trigger.errorMessage);
		const text = [...new Set([...reasons, data])].filter(Boolean).join(' ');
		throw new Error(`Workflow ${id} was not activated (${publication.status}): ${text}`);
	}

	/**
	 * Waits until the triggers are removed, too.
	 *
	 * @param {string} id
	 */
	async function deactivate(id) {
		await rest('POST', `/workflows/${id}/deactivate`, {});
		await waitForPublication(id);
	}

	/** @param {string} id */
	async function waitForPublication(id) {
		const readPublication = async () => await rest('GET', `/workflows/${id}/publication-status`);
		const deadline = Date.now() + PUBLICATION_TIMEOUT_MS;
		for (;;) {
			const { status } = await readPublication();
			// n8n reads two tables one after the other: an answer from the very moment at which a
			// publication ends may say that there is none.
			if (status !== 'in_progress') return await readPublication();
			if (Date.now() > deadline) {
				throw new Error(
					`Workflow ${id} was still being published after ${PUBLICATION_TIMEOUT_MS / 1000} s.`,
				);
			}
			await sleep(POLL_MS);
		}
	}

	/** @param {string} id also of an active workflow */
	async function deleteWorkflow(id) {
		await deactivate(id);
		await rest('POST', `/workflows/${id}/archive`, {});
		await rest('DELETE', `/workflows/${id}`);
	}

	/**
	 * Starts a workflow as the editor's "Execute workflow" button does.
	 *
	 * @param {string} id
	 * @param {string} triggerName name of the trigger node to start from
	 * @returns {Promise<{ executionId?: string, waitingForWebhook?: boolean }>}
	 */
	async function runManually(id, triggerName) {
		return await rest('POST', `/workflows/${id}/run`, {
			triggerToStartFrom: { name: triggerName },
		});
	}

	/**
	 * @param {{ workflowId?: string }} [filter]
	 * @returns {Promise<ExecutionSummary[]>} at most 100, the newest first
	 */
	async function executions(filter = {}) {
		const query = new URLSearchParams({ limit: '100', filter: JSON.stringify(filter) });
		return (await rest('GET', `/executions?${query}`)).results;
	}

	/**
	 * @param {string} [status] default: any
	 * @returns {Promise<number>} of all workflows
	 */
	async function countExecutions(status) {
		const filter = JSON.stringify(status === undefined ? {} : { status: [status] });
		const query = new URLSearchParams({ limit: '1', filter });
		return (await rest('GET', `/executions?${query}`)).count;
	}

	/**
	 * @param {string} id
	 * @returns {Promise<Execution>}
	 */
	async function execution(id) {
		// Required here because this file is loaded before the dependencies are installed.
		const flatted = require('flatted');
		const { data, ...summary } = await rest('GET', `/executions/${id}`);
		return { ...summary, data: flatted.parse(data) };
	}

	/**
	 * Stops an execution, also one that waits.
	 *
	 * @param {string} id
	 */
	async function stopExecution(id) {
		await rest('POST', `/executions/${id}/stop`);
	}

	/**
	 * Waits until at least `count` executions have come to an end, whatever end it was, and no other
	 * is still running.
	 *
	 * @param {object} options
	 * @param {string} options.workflowId
	 * @param {number} options.count
	 * @param {string} [options.afterId] count only executions newer than this one; default: all
	 * @param {number} [options.timeoutMs] default 30 s
	 * @returns {Promise<ExecutionSummary[]>} the newest first
	 * @throws {Error} that tells which executions there were instead
	 */
	async function waitForExecutions({ workflowId, count, afterId = '0', timeoutMs = 30_000 }) {
		const deadline = Date.now() + timeoutMs;
		for (;;) {
			const all = await executions({ workflowId });
			const found = all.filter(({ id }) => Number(id) > Number(afterId));
			const finished = found.filter(({ status }) => !UNFINISHED.has(status));
			if (finished.length >= count && finished.length === found.length) return found;
			if (Date.now() > deadline) {
				const list = found.map(({ id, status }) => `${id} ${status}`).join(', ') || 'none';
				throw new Error(
					`Expected ${count} finished executions of workflow ${workflowId} ` +
						`within ${timeoutMs / 1000} s, but found ${finished.length}. Executions: ${list}.`,
				);
			}
			await sleep(POLL_MS);
		}
	}

	/** @returns {Promise<any[]>} the descriptions of all node types that n8n has loaded */
	async function nodeTypes() {
		return await request('GET', '/types/nodes.json');
	}

	/** @returns {Promise<any[]>} the descriptions of all credential types that n8n has loaded */
	async function credentialTypes() {
		return await request('GET', '/types/credentials.json');
	}

	return {
		activate,
		countExecutions,
		createCredential,
		createWorkflow,
		credentialTypes,
		credentials,
		deactivate,
		deleteCredential,
		deleteWorkflow,
		execution,
		executions,
		nodeTypes,
		rest,
		runManually,
		setupOwner,
		stopExecution,
		updateCredential,
		updateWorkflow,
		waitForExecutions,
		workflow,
		workflows,
	};
}

/**
 * @param {Execution} execution
 * @param {string} nodeName
 * @param {number} [outputIndex] default: the first output
 * @returns {any[]} the items' JSON that the node put out in its last run; empty when it did not run
 */
function outputItems(execution, nodeName, outputIndex = 0) {
	const runs = execution.data.resultData.runData[nodeName] ?? [];
	const items = runs.at(-1)?.data?.main?.[outputIndex] ?? [];
	return items.map((/** @type {any} */ item) => item.json);
}

/** @param {string} text */
function parseJson(text) {
	try {
		return JSON.parse(text);
	} catch {
		return { message: text.slice(0, 500) };
	}
}

module.exports = { DEMO_OWNER, N8nApiError, createClient, outputItems };

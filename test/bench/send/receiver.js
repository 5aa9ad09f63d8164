// @ts-check
'use strict';

/*
 * A receiver of webhooks in a process of its own: node receiver.js <port> [file with key and
 * certificate]. It answers every request alike, and counts.
 */

const fs = require('node:fs');
const http = require('node:http');
const https = require('node:https');
const { answerWith } = require('./childProcess');

const [port, pemFile] = process.argv.slice(2);

/** How it answers until it is told otherwise. */
const AT_ONCE = { delayMs: 0, statusCode: 200 };

let behaviour = AT_ONCE;
let open = 0;
let inFlight = 0;
let counts = { requests: 0, connections: 0, mostOpen: 0, mostInFlight: 0 };
/** @type {{ headers: http.IncomingHttpHeaders, body: string } | undefined} */
let last;

/** @param {http.IncomingMessage} request @param {http.ServerResponse} response */
function handle(request, response) {
	counts.requests += 1;
	inFlight += 1;
	counts.mostInFlight = Math.max(counts.mostInFlight, inFlight);
	/** @type {Buffer[]} */
	const chunks = [];
	const answer = () => {
		inFlight -= 1;
		response.writeHead(behaviour.statusCode, { 'content-type': 'application/json' });
		response.end('{"ok":true}');
	};
	request.on('data', (chunk) => chunks.push(chunk));
	request.on('end', () => {
		last = { headers: request.headers, body: Buffer.concat(chunks).toString('utf8') };
		if (behaviour.delayMs === 0) answer();
		else setTimeout(answer, behaviour.delayMs);
	});
}

const pem = pemFile === undefined ? undefined : fs.readFileSync(pemFile);
const server = pem
	? https.createServer({ key: pem, cert: pem }, handle)
	: http.createServer(handle);
server.on('connection', (/** @type {import('node:net').Socket} */ socket) => {
	open += 1;
	counts.connections += 1;
	counts.mostOpen = Math.max(counts.mostOpen, open);
	socket.on('close', () => {
		open -= 1;
	});
});
// As n8n's HTTP Request node opens all its connections at once.
server.listen({ port: Number(port), host: '127.0.0.1', backlog: 4096 }, () => {
	answerWith((question) => {
		if (question === null || question.reset === undefined) return { ...counts, last };
		// Those that a sender has kept would not be counted the next time.
		server.closeIdleConnections();
		behaviour = { ...AT_ONCE, ...question.reset };
		counts = { requests: 0, connections: 0, mostOpen: 0, mostInFlight: 0 };
		last = undefined;
		return {};
	});
});

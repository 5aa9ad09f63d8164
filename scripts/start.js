// @ts-check
'use strict';

// Written for any Node.js, so that an old one gets this message and not a syntax error.
const required = require('../package.json').engines.node.replace('>=', '');
const [requiredMajor = 0, requiredMinor = 0] = required.split('.').map(Number);
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < requiredMajor || (major === requiredMajor && minor < requiredMinor)) {
	console.error(
		'Node.js ' + required + ' or newer is needed, and this is ' + process.version + '.',
	);
	console.error('Install a newer one from https://nodejs.org and run "npm start" again.');
	process.exit(1);
}

require('./lib/demo')
	.runDemo()
	.catch((/** @type {Error} */ error) => {
		console.error('\n' + error.message);
		process.exit(1);
	});

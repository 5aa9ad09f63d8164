// @ts-check
'use strict';

const path = require('node:path');

const projectRoot = path.resolve(__dirname, '..', '..');

/** Everything that is downloaded or generated at run time lives here; git ignores it. */
const rigHome = path.join(projectRoot, '.rig');

module.exports = {
	projectRoot,
	rigHome,
	/** The folder `npm start` keeps its n8n in (database, workflows, the installed package). */
	demoFolder: path.join(rigHome, 'demo'),
};

// @ts-check
'use strict';

const { TestEnvironment } = require('jest-environment-node');
const { shareN8n } = require('../../rig/shared');

/**
 * Jest gives every file modules and globals of its own. What outlives a file, such as an n8n that the
 * next one goes on with, is kept here, outside of them.
 */
class EndToEndEnvironment extends TestEnvironment {
	/** @param {ConstructorParameters<typeof TestEnvironment>} args */
	constructor(...args) {
		super(...args);
		/** @param {Parameters<typeof shareN8n>} options */
		this.global.shareN8n = async (...options) => await shareN8n(...options);
	}
}

module.exports = EndToEndEnvironment;

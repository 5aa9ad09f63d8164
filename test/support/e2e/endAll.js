// @ts-check
'use strict';

const { endSharedN8n } = require('../../rig/shared');

/**
 * Jest does this after the last test. Where all files run in one process (`--runInBand`), that is the
 * one which shares an n8n; otherwise each worker ends its own with itself.
 */
module.exports = async () => await endSharedN8n();

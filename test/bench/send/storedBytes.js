// @ts-check
'use strict';

/*
 * What n8n keeps of executions that wait: node storedBytes.js <database file>.
 * It needs the Node.js of the rig, which can read the database by itself.
 */

// @ts-expect-error: the types are those of an older Node.js
const { DatabaseSync } = require('node:sqlite');

const [file] = process.argv.slice(2);

// Bytes, of which a text may have more than characters.
const QUERY = `
	SELECT COUNT(*) AS executions,
		COALESCE(SUM(LENGTH(CAST(data.data AS BLOB)) + LENGTH(CAST(data.workflowData AS BLOB))), 0) AS bytes
	FROM execution_entity AS execution
	JOIN execution_data AS data ON data.executionId = execution.id
	WHERE execution.status = 'waiting'
`;

const database = new DatabaseSync(file, { readOnly: true });
process.stdout.write(JSON.stringify(database.prepare(QUERY).get()));
database.close();

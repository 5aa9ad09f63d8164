'use strict';

const TEN_MINUTES_MS = 600_000;

jest.setTimeout(TEN_MINUTES_MS);

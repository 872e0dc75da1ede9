BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0001');
CREATE TABLE claims (
	seq INTEGER NOT NULL, 
	id VARCHAR(20) NOT NULL, 
	reading_id VARCHAR(20) NOT NULL, 
	document_id VARCHAR(20) NOT NULL, 
	json TEXT NOT NULL, 
	PRIMARY KEY (seq), 
	UNIQUE (id), 
	FOREIGN KEY(reading_id) REFERENCES readings (id), 
	FOREIGN KEY(document_id) REFERENCES documents (id)
);
INSERT INTO "claims" VALUES(1,'c-6fc5911391c976de','g-14103dfb337d4f5d','d-42c70eee5459ff16','{"id":"c-6fc5911391c976de","document_id":"d-42c70eee5459ff16","reader":{"name":"hand","version":"1"},"event":{"evidence":[{"start":0,"end":5,"text":"First"}],"rule":"hand","inferred":false,"type":"ASSAULT","mode":"heavy-weapons"},"status":{"evidence":[{"start":0,"end":5,"text":"First"}],"rule":"hand","inferred":false,"label":"actual"},"actors":[],"tolls":[{"evidence":[{"start":0,"end":5,"text":"First"}],"rule":"hand","inferred":false,"harm":"killed","count":{"low":12,"kind":"at_least","words":"12 to None"},"victim_class":"undetermined","scope":"incident"}],"place":{"evidence":[{"start":0,"end":5,"text":"First"}],"rule":"hand","inferred":false,"place":{"name":"Redtown","id":"test:redtown","country":"SYR","lat":36.4,"lon":37.5,"precision":"settlement","candidates":[]},"words":"Redtown"},"time":{"evidence":[{"start":0,"end":5,"text":"First"}],"rule":"hand","inferred":false,"span":{"start":"2017-02-09","end":"2017-02-09","precision":"day"},"words":"on Thursday"},"speakers":[],"summary":"assault told by The Examiner","evidence":[{"start":0,"end":5,"text":"First"}]}');
INSERT INTO "claims" VALUES(2,'c-f75fec57b8ac2a18','g-50cab0fd151db391','d-eb21199c29aed44a','{"id":"c-f75fec57b8ac2a18","document_id":"d-eb21199c29aed44a","reader":{"name":"hand","version":"1"},"event":{"evidence":[{"start":0,"end":6,"text":"Second"}],"rule":"hand","inferred":false,"type":"ASSAULT","mode":"heavy-weapons"},"status":{"evidence":[{"start":0,"end":6,"text":"Second"}],"rule":"hand","inferred":false,"label":"actual"},"actors":[{"evidence":[{"start":0,"end":6,"text":"Second"}],"rule":"hand","inferred":false,"role":"source","actor":{"id":"group:northern-rebels","name":"Northern rebels","kind":"group","country":"SYR","sector":"REB"},"words":"Northern rebels"}],"tolls":[{"evidence":[{"start":0,"end":6,"text":"Second"}],"rule":"hand","inferred":false,"harm":"killed","count":{"low":57,"high":57,"kind":"exact","words":"57"},"victim_class":"undetermined","scope":"incident"}],"place":{"evidence":[{"start":0,"end":6,"text":"Second"}],"rule":"hand","inferred":false,"place":{"name":"Redtown","id":"test:redtown","country":"SYR","lat":36.4,"lon":37.5,"precision":"settlement","candidates":[]},"words":"Redtown"},"time":{"evidence":[{"start":0,"end":6,"text":"Second"}],"rule":"hand","inferred":false,"span":{"start":"2017-02-09","end":"2017-02-09","precision":"day"},"words":"on Thursday"},"speakers":[],"summary":"assault told by The Courier","evidence":[{"start":0,"end":6,"text":"Second"}]}');
INSERT INTO "claims" VALUES(3,'c-4543dbc9cff6bce7','g-50cab0fd151db391','d-eb21199c29aed44a','{"id":"c-4543dbc9cff6bce7","document_id":"d-eb21199c29aed44a","reader":{"name":"hand","version":"1"},"event":{"evidence":[{"start":40,"end":43,"text":"ten"}],"rule":"hand","inferred":false,"type":"ASSAULT","mode":"heavy-weapons"},"status":{"evidence":[{"start":40,"end":43,"text":"ten"}],"rule":"hand","inferred":false,"label":"background"},"actors":[],"tolls":[],"time":{"evidence":[{"start":40,"end":43,"text":"ten"}],"rule":"hand","inferred":false,"span":{"start":"2016-08-24","end":"2016-08-24","precision":"day"},"words":"on Thursday"},"speakers":[],"summary":"assault told by The Courier","evidence":[{"start":40,"end":43,"text":"ten"}]}');
INSERT INTO "claims" VALUES(4,'c-eaa813ad6c3a6fd0','g-d82d4b287c1fc187','d-42c70eee5459ff16','{"id":"c-eaa813ad6c3a6fd0","document_id":"d-42c70eee5459ff16","reader":{"name":"hand","version":"2","model":"m"},"event":{"evidence":[{"start":0,"end":5,"text":"First"}],"rule":"hand","inferred":false,"type":"ASSAULT","mode":"heavy-weapons"},"status":{"evidence":[{"start":0,"end":5,"text":"First"}],"rule":"hand","inferred":false,"label":"actual"},"actors":[],"tolls":[{"evidence":[{"start":0,"end":5,"text":"First"}],"rule":"hand","inferred":false,"harm":"killed","count":{"low":13,"high":13,"kind":"exact","words":"13"},"victim_class":"undetermined","scope":"incident"}],"place":{"evidence":[{"start":0,"end":5,"text":"First"}],"rule":"hand","inferred":false,"place":{"name":"Redtown","id":"test:redtown","country":"SYR","lat":36.4,"lon":37.5,"precision":"settlement","candidates":[]},"words":"Redtown"},"time":{"evidence":[{"start":0,"end":5,"text":"First"}],"rule":"hand","inferred":false,"span":{"start":"2017-02-09","end":"2017-02-09","precision":"day"},"words":"on Thursday"},"speakers":[],"summary":"assault told by The Examiner","evidence":[{"start":0,"end":5,"text":"First"}]}');
CREATE TABLE derived (
	name VARCHAR(20) NOT NULL, 
	stamp TEXT NOT NULL, 
	PRIMARY KEY (name)
);
INSERT INTO "derived" VALUES('incidents','rules 710e8c7055edaa48; readings 3; rulings 2');
CREATE TABLE documents (
	seq INTEGER NOT NULL, 
	id VARCHAR(20) NOT NULL, 
	sha256 VARCHAR(64) NOT NULL, 
	text TEXT NOT NULL, 
	title TEXT, 
	publisher TEXT, 
	url TEXT, 
	published VARCHAR(40), 
	published_from VARCHAR(20), 
	language VARCHAR(3), 
	external_id TEXT, 
	PRIMARY KEY (seq), 
	UNIQUE (id)
);
INSERT INTO "documents" VALUES(1,'d-42c70eee5459ff16','4c56fb5a719bc08821bfae2b9b98ecc4bf5bb86676ac133a6a1ddba26bb331fa','First report from Redtown.','First report from Redtown.','The Examiner',NULL,'2017-02-09',NULL,NULL,NULL);
INSERT INTO "documents" VALUES(2,'d-eb21199c29aed44a','e1021e75bef1ac23c586ce75aa33e5cda1d36c0837352a6fab1dd5240820b292','Second report from Redtown.

Last year: ten.','Second report from Redtown.','The Courier',NULL,'2017-02-10T08:00:00+03:00',NULL,NULL,NULL);
CREATE TABLE incident_claims (
	claim_id VARCHAR(20) NOT NULL, 
	incident_id VARCHAR(20) NOT NULL, 
	PRIMARY KEY (claim_id)
);
INSERT INTO "incident_claims" VALUES('c-eaa813ad6c3a6fd0','i-eaa813ad6c3a6fd0');
INSERT INTO "incident_claims" VALUES('c-f75fec57b8ac2a18','i-eaa813ad6c3a6fd0');
CREATE TABLE incidents (
	position INTEGER NOT NULL, 
	id VARCHAR(20) NOT NULL, 
	type VARCHAR(40) NOT NULL, 
	country VARCHAR(3), 
	first_day VARCHAR(10), 
	last_day VARCHAR(10), 
	killed INTEGER, 
	json TEXT NOT NULL, 
	PRIMARY KEY (position), 
	UNIQUE (id)
);
INSERT INTO "incidents" VALUES(0,'i-eaa813ad6c3a6fd0','ASSAULT','SYR','2017-02-09','2017-02-09',57,'{"id":"i-eaa813ad6c3a6fd0","type":"ASSAULT","mode":"heavy-weapons","status":"actual","time":{"start":"2017-02-09","end":"2017-02-09","precision":"day"},"place":{"name":"Redtown","id":"test:redtown","country":"SYR","lat":36.4,"lon":37.5,"precision":"settlement","candidates":[]},"actors":[{"role":"source","actor":{"id":"group:northern-rebels","name":"Northern rebels","kind":"group","country":"SYR","sector":"REB"},"claim_ids":["c-f75fec57b8ac2a18"]}],"tolls":[{"harm":"killed","low":13,"best":57,"high":57,"rule":"latest-official/1","series":[{"claim_id":"c-eaa813ad6c3a6fd0","low":13,"high":13,"words":"13","published":"2017-02-09","said_by":["The Examiner"]},{"claim_id":"c-f75fec57b8ac2a18","low":57,"high":57,"words":"57","published":"2017-02-10T08:00:00+03:00","said_by":["The Courier"]}]}],"claim_ids":["c-eaa813ad6c3a6fd0","c-f75fec57b8ac2a18"],"document_ids":["d-42c70eee5459ff16","d-eb21199c29aed44a"],"publishers":["The Courier","The Examiner"],"origins":["The Courier","The Examiner"],"contradictions":[],"summary":"2017-02-09; Redtown (SYR); assault (heavy-weapons) by Northern rebels; 57 (13–57) killed; 2 reports, 2 origins"}');
CREATE TABLE log (
	seq INTEGER NOT NULL, 
	time VARCHAR(40) NOT NULL, 
	action VARCHAR(20) NOT NULL, 
	subject VARCHAR(40), 
	detail TEXT, 
	PRIMARY KEY (seq)
);
INSERT INTO "log" VALUES(1,'2026-11-27T03:56:38+00:00','add','d-42c70eee5459ff16','1 claims by hand 1');
INSERT INTO "log" VALUES(2,'2026-11-27T03:56:38+00:00','add','d-eb21199c29aed44a','2 claims by hand 1');
INSERT INTO "log" VALUES(3,'2026-11-27T03:56:38+00:00','add','d-42c70eee5459ff16','1 claims by hand 2');
INSERT INTO "log" VALUES(4,'2026-11-27T03:56:38+00:00','rule','r-23346927c02a32e4','apart');
INSERT INTO "log" VALUES(5,'2026-11-27T03:56:38+00:00','rule','r-6848a2fd0ff093f8','undo');
CREATE TABLE passages (
	seq INTEGER NOT NULL, 
	reading_id VARCHAR(20) NOT NULL, 
	position INTEGER NOT NULL, 
	start INTEGER NOT NULL, 
	"end" INTEGER NOT NULL, 
	kind VARCHAR(20) NOT NULL, 
	reason TEXT, 
	PRIMARY KEY (seq), 
	FOREIGN KEY(reading_id) REFERENCES readings (id)
);
INSERT INTO "passages" VALUES(1,'g-14103dfb337d4f5d',0,0,26,'body',NULL);
INSERT INTO "passages" VALUES(2,'g-50cab0fd151db391',0,0,44,'body',NULL);
INSERT INTO "passages" VALUES(3,'g-d82d4b287c1fc187',0,0,26,'body',NULL);
CREATE TABLE readings (
	seq INTEGER NOT NULL, 
	id VARCHAR(20) NOT NULL, 
	document_id VARCHAR(20) NOT NULL, 
	reader VARCHAR(200) NOT NULL, 
	version VARCHAR(200) NOT NULL, 
	model VARCHAR(200), 
	PRIMARY KEY (seq), 
	UNIQUE (id), 
	FOREIGN KEY(document_id) REFERENCES documents (id)
);
INSERT INTO "readings" VALUES(1,'g-14103dfb337d4f5d','d-42c70eee5459ff16','hand','1',NULL);
INSERT INTO "readings" VALUES(2,'g-50cab0fd151db391','d-eb21199c29aed44a','hand','1',NULL);
INSERT INTO "readings" VALUES(3,'g-d82d4b287c1fc187','d-42c70eee5459ff16','hand','2','m');
CREATE TABLE rulings (
	seq INTEGER NOT NULL, 
	id VARCHAR(20) NOT NULL, 
	json TEXT NOT NULL, 
	PRIMARY KEY (seq), 
	UNIQUE (id)
);
INSERT INTO "rulings" VALUES(1,'r-23346927c02a32e4','{"id":"r-23346927c02a32e4","kind":"apart","subjects":["c-eaa813ad6c3a6fd0","c-f75fec57b8ac2a18"],"author":"Ann","time":"2020-01-01","reason":"two markets"}');
INSERT INTO "rulings" VALUES(2,'r-6848a2fd0ff093f8','{"id":"r-6848a2fd0ff093f8","kind":"undo","subjects":["r-23346927c02a32e4"],"author":"Ann","time":"2020-01-02","reason":"one market after all"}');
CREATE INDEX ix_readings_document_id ON readings (document_id);
CREATE INDEX ix_passages_reading_id ON passages (reading_id);
CREATE INDEX ix_claims_reading_id ON claims (reading_id);
CREATE INDEX ix_claims_document_id ON claims (document_id);
CREATE INDEX ix_incidents_country ON incidents (country);
CREATE INDEX ix_incidents_type ON incidents (type);
CREATE INDEX incidents_days ON incidents (first_day, last_day);
CREATE TRIGGER documents_no_update BEFORE UPDATE ON documents BEGIN SELECT RAISE(ABORT, 'the table documents is append-only'); END;
CREATE TRIGGER documents_no_delete BEFORE DELETE ON documents BEGIN SELECT RAISE(ABORT, 'the table documents is append-only'); END;
CREATE TRIGGER readings_no_update BEFORE UPDATE ON readings BEGIN SELECT RAISE(ABORT, 'the table readings is append-only'); END;
CREATE TRIGGER readings_no_delete BEFORE DELETE ON readings BEGIN SELECT RAISE(ABORT, 'the table readings is append-only'); END;
CREATE TRIGGER passages_no_update BEFORE UPDATE ON passages BEGIN SELECT RAISE(ABORT, 'the table passages is append-only'); END;
CREATE TRIGGER passages_no_delete BEFORE DELETE ON passages BEGIN SELECT RAISE(ABORT, 'the table passages is append-only'); END;
CREATE TRIGGER claims_no_update BEFORE UPDATE ON claims BEGIN SELECT RAISE(ABORT, 'the table claims is append-only'); END;
CREATE TRIGGER claims_no_delete BEFORE DELETE ON claims BEGIN SELECT RAISE(ABORT, 'the table claims is append-only'); END;
CREATE TRIGGER rulings_no_update BEFORE UPDATE ON rulings BEGIN SELECT RAISE(ABORT, 'the table rulings is append-only'); END;
CREATE TRIGGER rulings_no_delete BEFORE DELETE ON rulings BEGIN SELECT RAISE(ABORT, 'the table rulings is append-only'); END;
CREATE TRIGGER log_no_update BEFORE UPDATE ON log BEGIN SELECT RAISE(ABORT, 'the table log is append-only'); END;
CREATE TRIGGER log_no_delete BEFORE DELETE ON log BEGIN SELECT RAISE(ABORT, 'the table log is append-only'); END;
COMMIT;

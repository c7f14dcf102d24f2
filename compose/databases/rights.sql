-- What each process may do, and nothing else. Run by the owner after the migrations; running it again changes nothing.
-- Nobody but the owner may change a table's shape.

\connect icebox
GRANT CONNECT ON DATABASE icebox TO importer, exporter, operator;
GRANT USAGE ON SCHEMA icebox, messaging TO importer, exporter, operator;
GRANT SELECT ON ALL TABLES IN SCHEMA icebox TO importer, exporter, operator;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA messaging TO exporter;
-- Results are the exporter's, hazard and risk models the operator's.
SELECT format('GRANT INSERT, UPDATE, DELETE ON icebox.%I TO exporter', tablename) FROM pg_tables
WHERE schemaname = 'icebox' AND (tablename IN ('risk_calculation', 'export_part') OR tablename LIKE 'result\_%') \gexec
SELECT format('GRANT INSERT, UPDATE, DELETE ON icebox.%I TO operator', tablename) FROM pg_tables
WHERE schemaname = 'icebox' AND (tablename IN ('imt', 'realization') OR tablename LIKE 'hazard\_%' OR tablename LIKE 'risk\_model%') \gexec

\connect engine
GRANT CONNECT ON DATABASE engine TO importer, calculator, exporter, operator;
GRANT USAGE ON SCHEMA engine, messaging TO importer, calculator, exporter;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA engine, messaging TO importer, calculator;
GRANT SELECT ON ALL TABLES IN SCHEMA engine TO exporter;

\connect jobs
GRANT CONNECT ON DATABASE jobs TO coordinator, operator;
GRANT USAGE ON SCHEMA jobs, messaging TO coordinator, operator;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA jobs, messaging TO coordinator;
GRANT SELECT ON ALL TABLES IN SCHEMA jobs TO operator;
GRANT SELECT, INSERT ON messaging.outbox TO operator;
-- People ask; the coordinator does it. What was done is on record, and nobody changes the record.
GRANT INSERT ON jobs.operation, jobs.operation_item, jobs.audit TO operator;
REVOKE UPDATE, DELETE ON jobs.audit FROM coordinator;

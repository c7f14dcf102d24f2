-- What each process may do, and nothing else. Run by the owner after the migrations; running it again changes nothing.
-- Nobody but the owner may change a table's shape.

\connect icebox
GRANT CONNECT ON DATABASE icebox TO importer, exporter, operator;
GRANT USAGE ON SCHEMA icebox, messaging TO importer, exporter, operator;
GRANT SELECT ON ALL TABLES IN SCHEMA icebox TO importer, exporter, operator;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA messaging TO exporter;
GRANT INSERT, UPDATE, DELETE ON icebox.risk_calculation, icebox.result_set, icebox.result_output, icebox.result_asset,
    icebox.result_asset_values, icebox.result_asset_curves, icebox.result_event_table, icebox.result_aggregate_key,
    icebox.result_aggregate_table TO exporter;
GRANT INSERT, UPDATE, DELETE ON icebox.hazard_calculation, icebox.hazard_output, icebox.hazard_site, icebox.hazard_event,
    icebox.hazard_values, icebox.imt, icebox.realization, icebox.risk_model, icebox.risk_model_file,
    icebox.risk_model_location TO operator;

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

#!/bin/bash
# Runs once, when the cluster is new: the databases, and one role for each process. What a role may do in them is in rights.sql.
set -euo pipefail
secrets=${SECRETS:-/run/secrets}
run() { psql -q -v ON_ERROR_STOP=1 "$@"; }

for name in owner coordinator importer calculator exporter operator; do
    run -v role="$name" -v password="$(cat "$secrets/$name")" <<'SQL'
        CREATE ROLE :"role" LOGIN PASSWORD :'password';
        ALTER ROLE :"role" SET lock_timeout = '30s';
SQL
done
# Bulk work takes what it takes; what answers people and messages does not.
run -c "ALTER ROLE coordinator SET statement_timeout = '30s'; ALTER ROLE coordinator SET idle_in_transaction_session_timeout = '60s';"
run -c "ALTER ROLE operator SET idle_in_transaction_session_timeout = '10min';"

for database in icebox engine jobs; do
    run -v database="$database" <<'SQL'
        CREATE DATABASE :"database" OWNER owner;
        REVOKE ALL ON DATABASE :"database" FROM PUBLIC;
SQL
    run -d "$database" -c "REVOKE ALL ON SCHEMA public FROM PUBLIC; GRANT ALL ON SCHEMA public TO owner;"
done
# Only a superuser may create it; the migrations then find it there.
run -d icebox -c "CREATE EXTENSION postgis; GRANT USAGE ON SCHEMA public TO importer, exporter, operator;"

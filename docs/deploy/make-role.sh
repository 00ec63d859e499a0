#!/usr/bin/env bash
# Runs once, when PostgreSQL makes its data: the server's role and database.
set -euo pipefail
psql -v ON_ERROR_STOP=1 -v password="$(cat "$LEADLIGHT_DATABASE_PASSWORD_FILE")" -U postgres <<'SQL'
create role leadlight login nosuperuser nobypassrls password :'password';
create database leadlight owner leadlight;
SQL

-- The audit is only ever added to, whoever asks.
CREATE FUNCTION jobs.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the audit is append-only: % refused', TG_OP USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE TRIGGER audit_is_append_only
    BEFORE UPDATE OR DELETE OR TRUNCATE ON jobs.audit
    FOR EACH STATEMENT EXECUTE FUNCTION jobs.refuse_change();

-- Wakes deliverers in other processes at the commit of new rows of the outbox.
CREATE FUNCTION messaging.notify_outbox() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NOTIFY workers_outbox;
    RETURN NULL;
END $$;

CREATE TRIGGER outbox_notification
    AFTER INSERT ON messaging.outbox
    FOR EACH STATEMENT EXECUTE FUNCTION messaging.notify_outbox();

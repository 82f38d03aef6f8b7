ALTER TABLE "billing"."journal_lines" ADD CONSTRAINT "journal_lines_till_session" FOREIGN KEY ("till_session_id")
  REFERENCES "billing"."till_sessions" ("id");
--> statement-breakpoint
-- Cash goes into a session that is open, and at a location with tills into no other place (B15). The lock makes a count
-- that begins wait for what is being taken.
CREATE FUNCTION "billing"."keep_cash_in_till"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  entry billing.journal_entries;
BEGIN
  SELECT * INTO entry FROM billing.journal_entries WHERE id = new.entry_id;
  IF new.till_session_id IS NOT NULL THEN
    PERFORM FROM billing.till_sessions WHERE id = new.till_session_id AND status = 'OPEN'
      AND location_id = entry.location_id AND currency = entry.currency FOR SHARE;
    IF FOUND THEN
      RETURN new;
    END IF;
  ELSIF entry.kind NOT IN ('PAYMENT', 'REFUND', 'REVERSAL')
    OR NOT EXISTS (SELECT FROM billing.tills WHERE location_id = entry.location_id AND active) THEN
    RETURN new;
  END IF;
  RAISE EXCEPTION 'cash goes into an open till'
    USING ERRCODE = 'check_violation', CONSTRAINT = 'till_sessions_take_cash';
END $$;
--> statement-breakpoint
CREATE TRIGGER "journal_lines_cash" BEFORE INSERT ON "billing"."journal_lines"
  FOR EACH ROW WHEN (new.account = 'CASH') EXECUTE FUNCTION "billing"."keep_cash_in_till"();
--> statement-breakpoint
-- A session goes on from open by counting to closed, and a closed one is frozen; what it expects is what the ledger says.
CREATE FUNCTION "billing"."keep_till_session"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF old.status = 'CLOSED' OR new.status < old.status
    OR (new.id, new.till_id, new.location_id, new.currency, new.day, new.float, new.opened_by, new.created_at)
      IS DISTINCT FROM
      (old.id, old.till_id, old.location_id, old.currency, old.day, old.float, old.opened_by, old.created_at) THEN
    RAISE EXCEPTION 'session % is %', old.id, old.status
      USING ERRCODE = 'check_violation', CONSTRAINT = 'till_sessions_frozen';
  END IF;
  IF new.status = 'CLOSED' AND (
    new.expected <> new.float
      + (SELECT coalesce(sum(amount), 0) FROM billing.journal_lines WHERE till_session_id = new.id)
    OR new.counted <> (SELECT coalesce(sum((c ->> 'value')::bigint * (c ->> 'pieces')::bigint), 0)
      FROM jsonb_array_elements(new.cash) AS c)
  ) THEN
    RAISE EXCEPTION 'the count of session % disagrees with the ledger or with its notes and coins', new.id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'till_sessions_agree';
  END IF;
  RETURN new;
END $$;
--> statement-breakpoint
CREATE TRIGGER "till_sessions_kept" BEFORE UPDATE ON "billing"."till_sessions"
  FOR EACH ROW EXECUTE FUNCTION "billing"."keep_till_session"();
--> statement-breakpoint
REVOKE DELETE, TRUNCATE ON "billing"."tills", "billing"."till_sessions" FROM "vetgraph_billing";
--> statement-breakpoint
-- A retired till is not opened, and a till is not retired before it is closed, both at once neither.
CREATE FUNCTION "billing"."keep_open_till_active"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_TABLE_NAME = 'till_sessions' THEN
    PERFORM FROM billing.tills WHERE id = new.till_id AND active FOR SHARE;
    IF FOUND THEN
      RETURN new;
    END IF;
  ELSIF NOT EXISTS (SELECT FROM billing.till_sessions WHERE till_id = new.id AND status <> 'CLOSED') THEN
    RETURN new;
  END IF;
  RAISE EXCEPTION 'a till is retired when it is closed'
    USING ERRCODE = 'check_violation', CONSTRAINT = 'tills_retired_when_closed';
END $$;
--> statement-breakpoint
CREATE TRIGGER "till_sessions_of_active" BEFORE INSERT ON "billing"."till_sessions"
  FOR EACH ROW EXECUTE FUNCTION "billing"."keep_open_till_active"();
--> statement-breakpoint
CREATE TRIGGER "tills_retired_when_closed" BEFORE UPDATE ON "billing"."tills"
  FOR EACH ROW WHEN (old.active AND NOT new.active) EXECUTE FUNCTION "billing"."keep_open_till_active"();

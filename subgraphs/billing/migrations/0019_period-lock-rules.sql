-- Whatever is being dated at a location holds the lock that closing a period waits for (B15).
CREATE FUNCTION "billing"."refuse_locked_day"(location uuid, day date) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock_shared(hashtextextended('period ' || location, 0));
  IF EXISTS (SELECT FROM billing.period_locks WHERE location_id = location AND locked_through >= day) THEN
    RAISE EXCEPTION 'the books are locked on %', day
      USING ERRCODE = 'check_violation', CONSTRAINT = 'period_locked';
  END IF;
END $$;
--> statement-breakpoint
-- The calendar day of a location.
CREATE FUNCTION "billing"."day_at"(location uuid, at timestamptz) RETURNS date LANGUAGE sql STABLE AS $$
  SELECT (at AT TIME ZONE coalesce((SELECT time_zone FROM billing.location_refs WHERE id = location), 'UTC'))::date
$$;
--> statement-breakpoint
CREATE FUNCTION "billing"."keep_period_locked"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  place uuid;
BEGIN
  IF TG_TABLE_NAME = 'journal_entries' THEN
    PERFORM billing.refuse_locked_day(new.location_id, new.day);
  ELSIF TG_TABLE_NAME = 'payments' THEN
    PERFORM billing.refuse_locked_day(new.location_id, new.received_on);
  ELSIF TG_TABLE_NAME = 'refunds' THEN
    SELECT location_id INTO place FROM billing.payments WHERE id = new.payment_id;
    PERFORM billing.refuse_locked_day(place, billing.day_at(place, new.created_at));
  ELSIF TG_TABLE_NAME = 'credit_notes' THEN
    PERFORM billing.refuse_locked_day(new.location_id, billing.day_at(new.location_id, new.created_at));
  ELSE
    PERFORM billing.refuse_locked_day(new.location_id, billing.day_at(new.location_id, new.finalised_at));
  END IF;
  RETURN new;
END $$;
--> statement-breakpoint
CREATE TRIGGER "journal_entries_unlocked" BEFORE INSERT ON "billing"."journal_entries"
  FOR EACH ROW EXECUTE FUNCTION "billing"."keep_period_locked"();
--> statement-breakpoint
CREATE TRIGGER "payments_unlocked" BEFORE INSERT ON "billing"."payments"
  FOR EACH ROW EXECUTE FUNCTION "billing"."keep_period_locked"();
--> statement-breakpoint
CREATE TRIGGER "refunds_unlocked" BEFORE INSERT ON "billing"."refunds"
  FOR EACH ROW EXECUTE FUNCTION "billing"."keep_period_locked"();
--> statement-breakpoint
CREATE TRIGGER "credit_notes_unlocked" BEFORE INSERT ON "billing"."credit_notes"
  FOR EACH ROW EXECUTE FUNCTION "billing"."keep_period_locked"();
--> statement-breakpoint
CREATE TRIGGER "invoices_unlocked" BEFORE UPDATE ON "billing"."invoices"
  FOR EACH ROW WHEN (old.status = 'DRAFT' AND new.status = 'FINALISED')
  EXECUTE FUNCTION "billing"."keep_period_locked"();
--> statement-breakpoint
REVOKE DELETE, TRUNCATE ON "billing"."period_locks" FROM "vetgraph_billing";

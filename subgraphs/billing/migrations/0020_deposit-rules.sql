-- Of a deposit no more is used, given back or kept than was taken, by parallel transactions neither (B9).
CREATE FUNCTION "billing"."check_deposit"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM billing.payments WHERE id = new.payment_id FOR NO KEY UPDATE;
  IF NOT FOUND OR (SELECT sum(amount) FROM billing.journal_lines
    WHERE payment_id = new.payment_id AND account = 'DEPOSITS') > 0 THEN
    RAISE EXCEPTION 'a deposit would be overdrawn'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'deposits_never_overdrawn';
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER "deposits_never_overdrawn" AFTER INSERT ON "billing"."journal_lines"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (new.account = 'DEPOSITS')
  EXECUTE FUNCTION "billing"."check_deposit"();

-- Entries and lines are only ever added: a mistake is corrected by another entry.
REVOKE UPDATE, DELETE, TRUNCATE ON "billing"."journal_entries", "billing"."journal_lines" FROM "vetgraph_billing";
--> statement-breakpoint
ALTER TABLE "billing"."journal_lines" ADD CONSTRAINT "journal_lines_entry" FOREIGN KEY ("entry_id")
  REFERENCES "billing"."journal_entries" ("id");
--> statement-breakpoint
ALTER TABLE "billing"."journal_lines" ADD CONSTRAINT "journal_lines_invoice" FOREIGN KEY ("invoice_id")
  REFERENCES "billing"."invoices" ("id");
--> statement-breakpoint
-- The lines of an entry come in one statement, so that nothing is added to an entry later.
CREATE FUNCTION "billing"."keep_journal_entry_whole"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT FROM billing.journal_lines l
    WHERE l.entry_id IN (SELECT entry_id FROM added)
      AND NOT EXISTS (SELECT FROM added a WHERE a.entry_id = l.entry_id AND a.position = l.position)
  ) THEN
    RAISE EXCEPTION 'a journal entry has its lines already'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'journal_entries_whole';
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER "journal_lines_added" AFTER INSERT ON "billing"."journal_lines"
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION "billing"."keep_journal_entry_whole"();
--> statement-breakpoint
-- When its transaction ends an entry balances, its sums are those of its lines, no invoice is overpaid or has another
-- status than the ledger says, and no account's credit is overdrawn. Locks make concurrent transactions wait for each other.
CREATE FUNCTION "billing"."check_journal_entry"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  lines record;
  touched uuid[];
BEGIN
  SELECT count(*) AS number, sum(amount) AS balance,
    coalesce(sum(amount) FILTER (WHERE account = 'RECEIVABLES'), 0) AS receivable,
    coalesce(-sum(amount) FILTER (WHERE account = 'CREDIT'), 0) AS credit,
    array_agg(DISTINCT invoice_id) FILTER (WHERE invoice_id IS NOT NULL) AS invoices
    INTO lines FROM billing.journal_lines WHERE entry_id = new.id;
  IF lines.number < 2 OR lines.balance <> 0 OR lines.receivable <> new.receivable OR lines.credit <> new.credit THEN
    RAISE EXCEPTION 'journal entry % does not balance', new.id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'journal_entries_balance';
  END IF;
  touched := lines.invoices;
  IF touched IS NOT NULL THEN
    PERFORM FROM billing.invoices WHERE id = ANY (touched) ORDER BY id FOR NO KEY UPDATE;
    IF EXISTS (
      SELECT FROM billing.journal_lines WHERE invoice_id = ANY (touched) GROUP BY invoice_id HAVING sum(amount) < 0
    ) THEN
      RAISE EXCEPTION 'an invoice would be overpaid'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'invoices_never_overpaid';
    END IF;
    IF EXISTS (
      SELECT FROM billing.invoices v
      WHERE v.id = ANY (touched) AND (v.owner_id IS DISTINCT FROM new.owner_id OR v.currency <> new.currency
        OR v.status <> CASE (SELECT sum(amount) FROM billing.journal_lines WHERE invoice_id = v.id)
          WHEN 0 THEN 'PAID' ELSE 'FINALISED' END::billing.invoice_status)
    ) THEN
      RAISE EXCEPTION 'the status of an invoice disagrees with the ledger'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'invoices_agree_with_ledger';
    END IF;
  END IF;
  IF new.credit < 0 THEN
    PERFORM pg_advisory_xact_lock(hashtextextended('account ' || new.owner_id, 0));
    IF (SELECT sum(credit) FROM billing.journal_entries
      WHERE owner_id = new.owner_id AND currency = new.currency AND credit <> 0) < 0 THEN
      RAISE EXCEPTION 'the credit of an account would be overdrawn'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'credit_never_overdrawn';
    END IF;
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER "journal_entries_balance" AFTER INSERT ON "billing"."journal_entries"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION "billing"."check_journal_entry"();

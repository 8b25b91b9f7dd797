-- Rules Prisma's schema language cannot say. Each constraint is named after the rule it keeps.

ALTER TABLE "User"
  ADD CONSTRAINT "User_email_is_lower_case" CHECK (email = lower(email) AND email LIKE '%_@_%'),
  ADD CONSTRAINT "User_name_is_given" CHECK (btrim(name) <> '');

ALTER TABLE "Invite"
  ADD CONSTRAINT "Invite_group_needs_study" CHECK (("studyId" IS NULL) = ("groupId" IS NULL)),
  ADD CONSTRAINT "Invite_within_capacity" CHECK (uses >= 0 AND (capacity IS NULL OR uses <= capacity));

ALTER TABLE "PromptSet" ADD CONSTRAINT "PromptSet_name_is_given" CHECK (btrim(name) <> '');
ALTER TABLE "System" ADD CONSTRAINT "System_name_is_given" CHECK (btrim(name) <> '');

ALTER TABLE "Prompt"
  ALTER COLUMN tags SET NOT NULL,
  ADD CONSTRAINT "Prompt_messages_are_a_list" CHECK (jsonb_typeof(messages) = 'array' AND jsonb_array_length(messages) > 0);
ALTER TABLE "SystemResponse"
  ADD CONSTRAINT "SystemResponse_messages_are_a_list" CHECK (jsonb_typeof(messages) = 'array' AND jsonb_array_length(messages) > 0),
  ADD CONSTRAINT "SystemResponse_sample_from_0" CHECK (sample >= 0);

ALTER TABLE "Study"
  ADD CONSTRAINT "Study_title_is_given" CHECK (btrim(title) <> ''),
  ADD CONSTRAINT "Study_overlap_from_1" CHECK (overlap BETWEEN 1 AND 1000),
  ADD CONSTRAINT "Study_seed_from_0" CHECK (seed >= 0),
  ADD CONSTRAINT "Study_lease_from_1_minute" CHECK ("leaseMinutes" BETWEEN 1 AND 1440),
  ADD CONSTRAINT "Study_cap_from_1" CHECK (cap IS NULL OR cap >= 1),
  ADD CONSTRAINT "Study_shared_from_0" CHECK ("sharedItems" >= 0),
  ADD CONSTRAINT "Study_is_dated_once_opened" CHECK (status = 'DRAFT' OR "openedAt" IS NOT NULL OR origin = 'RECONSTRUCTED'),
  ADD CONSTRAINT "Study_has_prompts_unless_reconstructed" CHECK (origin = 'RECONSTRUCTED' OR "promptSetId" IS NOT NULL);
CREATE UNIQUE INDEX "StudySystem_one_focal" ON "StudySystem" ("studyId") WHERE focal;

ALTER TABLE "Annotator"
  ADD CONSTRAINT "Annotator_is_one_of_person_llm_simulation"
    CHECK (num_nonnulls("userId", llm) + simulated::int = 1),
  ADD CONSTRAINT "Annotator_exclusion_has_a_reason" CHECK (("excludedAt" IS NULL) = ("excludedReason" IS NULL));

-- Whichever arm is which, two responses are one pair.
CREATE UNIQUE INDEX "Item_once_per_pair" ON "Item"
  ("studyId", LEAST("responseAId", "responseBId"), GREATEST("responseAId", "responseBId"), kind);
ALTER TABLE "Item" ADD CONSTRAINT "Item_expects_only_where_known" CHECK (expected IS NULL OR kind <> 'REGULAR');

ALTER TABLE "Assignment"
  ADD CONSTRAINT "Assignment_slot_from_0" CHECK (slot >= 0 AND repeat >= 0),
  ADD CONSTRAINT "Assignment_done_by_somebody" CHECK ("doneAt" IS NULL OR "annotatorId" IS NOT NULL),
  ADD CONSTRAINT "Assignment_lease_is_whole"
    CHECK ("doneAt" IS NOT NULL OR (num_nulls("annotatorId", "leasedAt", "leaseUntil") IN (0, 3))),
  ADD CONSTRAINT "Assignment_times_are_not_negative" CHECK ("elapsedMs" >= 0 AND "activeMs" >= 0);
-- Nobody judges an item twice unless a repeat was planned. Annotator first: the claim asks for "mine".
CREATE UNIQUE INDEX "Assignment_one_per_item_and_annotator" ON "Assignment" ("studyId", "annotatorId", "itemId", repeat)
  WHERE "annotatorId" IS NOT NULL;
-- The claim walks this in rank order; done slots are not in it.
CREATE INDEX "Assignment_open_by_rank" ON "Assignment" ("studyId", rank) WHERE "doneAt" IS NULL;
-- Slots are updated twice in their life, and all claims walk the same index: dead entries must go soon.
ALTER TABLE "Assignment" SET (fillfactor = 85, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_cost_delay = 0);

CREATE UNIQUE INDEX "Judgment_one_in_force" ON "Judgment" ("studyId", "assignmentId", "criterionId")
  WHERE "supersededAt" IS NULL;

ALTER TABLE "UploadRow" ALTER COLUMN tags SET NOT NULL;

ALTER TABLE "CriterionOption" ADD CONSTRAINT "CriterionOption_code_has_score" UNIQUE ("studyId", "criterionId", code, score);
ALTER TABLE "Judgment" ADD CONSTRAINT "Judgment_score_is_the_options"
  FOREIGN KEY ("studyId", "criterionId", choice, score)
  REFERENCES "CriterionOption" ("studyId", "criterionId", code, score) ON DELETE RESTRICT ON UPDATE RESTRICT;

CREATE FUNCTION judgment_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD."supersededAt" IS NULL AND NEW."supersededAt" IS NOT NULL
     AND to_jsonb(OLD) - 'supersededAt' = to_jsonb(NEW) - 'supersededAt' THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'Judgments are append-only: add a row and date the old one' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER "Judgment_is_append_only" BEFORE UPDATE OR DELETE ON "Judgment"
  FOR EACH ROW EXECUTE FUNCTION judgment_is_append_only();
CREATE TRIGGER "Judgment_is_never_emptied" BEFORE TRUNCATE ON "Judgment"
  FOR EACH STATEMENT EXECUTE FUNCTION judgment_is_append_only();

CREATE FUNCTION study_opens_and_closes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.status = NEW.status
     OR (OLD.status = 'DRAFT' AND NEW.status = 'OPEN')
     OR (OLD.status = 'OPEN' AND NEW.status IN ('PAUSED', 'CLOSED'))
     OR (OLD.status = 'PAUSED' AND NEW.status IN ('OPEN', 'CLOSED')) THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'A study goes from draft to open, between open and paused, and ends closed' USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER "Study_opens_and_closes" BEFORE UPDATE OF status ON "Study"
  FOR EACH ROW EXECUTE FUNCTION study_opens_and_closes();

ALTER TABLE "Tally" ADD CONSTRAINT "Tally_counts_from_0" CHECK (count >= 0);

CREATE FUNCTION audit_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'The audit trail is append-only' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER "AuditEntry_is_append_only" BEFORE UPDATE OR DELETE ON "AuditEntry"
  FOR EACH ROW EXECUTE FUNCTION audit_is_append_only();
CREATE TRIGGER "AuditEntry_is_never_emptied" BEFORE TRUNCATE ON "AuditEntry"
  FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only();

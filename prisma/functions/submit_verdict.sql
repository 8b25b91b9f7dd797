-- Records a verdict, or that none could be given, on a slot the annotator holds or held, and answers how that went. Safe
-- to retry: the same submission twice stores one row.
CREATE OR REPLACE FUNCTION submit_verdict(p_study uuid, p_annotator uuid, p_submission jsonb)
RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  said record;
  me record;
  target record;
  given jsonb;
  stored jsonb;
  reason text;
  is_mine boolean;
  next_slot integer;
  counted integer;
  aside integer;
BEGIN
  SELECT * INTO said FROM jsonb_to_record(p_submission) AS s(
    "assignmentId" uuid, "submissionKey" uuid, answers jsonb, "elapsedMs" integer, "activeMs" integer, rationale text,
    flag "Flag", note text, asked "Haste", hasty boolean, outcome "ModelOutcome");
  reason := nullif(btrim(said.rationale), '');
  SELECT n.id, n.judged, n.llm IS NOT NULL AS "isModel", s.status, s.rationale AS policy INTO me
  FROM "Annotator" n JOIN "Study" s ON s.id = n."studyId"
  WHERE n."studyId" = p_study AND n.id = p_annotator AND n."deactivatedAt" IS NULL
  FOR NO KEY UPDATE OF n;
  -- What came of asking is said of models, and of nobody else.
  IF NOT FOUND OR me."isModel" <> (said.outcome IS NOT NULL) THEN RETURN 'not_found'; END IF;
  SELECT a."itemId", a.slot, a."repeatAfter", a."leftIsA", a."annotatorId", a."doneAt", a."groupId", a.rank, a."keptForId",
         a.flag, i.kind, coalesce(a."heldBefore" ? me.id::text, false) AS "wasMine"
  INTO target FROM "Assignment" a JOIN "Item" i ON i."studyId" = a."studyId" AND i.id = a."itemId"
  WHERE a."studyId" = p_study AND a.id = said."assignmentId";
  IF NOT FOUND THEN RETURN 'slot_lost'; END IF;
  is_mine := target."annotatorId" IS NOT DISTINCT FROM me.id;
  IF NOT is_mine AND NOT target."wasMine" THEN RETURN 'slot_lost'; END IF;

  IF coalesce(said.flag = 'NO_VERDICT', false) <> coalesce(said.outcome <> 'ANSWERED', false) THEN RETURN 'invalid_choice'; END IF;
  given := CASE WHEN said.flag IS NULL
    THEN canonical_answers(p_study, said."assignmentId", said.answers, target."leftIsA") END;
  IF said.flag IS NULL AND given IS NULL THEN RETURN 'invalid_choice'; END IF;
  IF said.flag IS NULL AND me.policy = 'REQUIRED' AND reason IS NULL AND NOT me."isModel" THEN RETURN 'rationale_missing'; END IF;

  IF is_mine AND target."doneAt" IS NOT NULL THEN
    IF EXISTS (
      SELECT FROM "Judgment" j
      WHERE j."studyId" = p_study AND j."assignmentId" = said."assignmentId" AND j."submissionKey" = said."submissionKey")
      THEN RETURN 'saved'; END IF;
    SELECT jsonb_agg(jsonb_build_object('criterion', "criterionId", 'turn', turn, 'choice', choice, 'score', score)
                     ORDER BY "criterionId", turn) INTO stored
    FROM "Judgment" WHERE "studyId" = p_study AND "assignmentId" = said."assignmentId" AND "supersededAt" IS NULL;
    RETURN CASE WHEN stored IS NOT DISTINCT FROM given AND target.flag IS NOT DISTINCT FROM said.flag
                THEN 'saved' ELSE 'already_judged' END;
  END IF;
  IF me.status = 'DRAFT' THEN RETURN 'study_not_open'; END IF;
  IF NOT is_mine THEN
    -- They had this item: another slot of it that they were given since is not for them.
    UPDATE "Assignment" SET "annotatorId" = NULL, "leasedAt" = NULL, "leaseUntil" = NULL
    WHERE "studyId" = p_study AND "annotatorId" = me.id AND "itemId" = target."itemId" AND "doneAt" IS NULL;
  END IF;

  -- Pairs on screens may be finished when the study pauses, and within their lease when it closes. Whoever held the slot
  -- takes it back from one who has not judged it yet; conditional, for that one does not wait at this annotator's row. A
  -- slot that somebody has at hand is not set aside for them.
  UPDATE "Assignment"
  SET "annotatorId" = me.id,
      "leasedAt" = CASE WHEN "annotatorId" = me.id THEN "leasedAt" ELSE ("heldBefore" ->> me.id::text)::timestamptz END,
      "heldBefore" = CASE WHEN "annotatorId" <> me.id THEN "heldBefore" || jsonb_build_object("annotatorId", "leasedAt")
                          ELSE "heldBefore" END,
      "doneAt" = clock_timestamp(), "elapsedMs" = said."elapsedMs", "activeMs" = said."activeMs",
      rationale = CASE WHEN me.policy <> 'OFF' THEN reason END, flag = said.flag, "flagNote" = said.note,
      outcome = said.outcome, asked = said.asked, hasty = coalesce(said.hasty, false)
  WHERE "studyId" = p_study AND id = said."assignmentId" AND "doneAt" IS NULL
    AND (me.status <> 'CLOSED' OR ("annotatorId" = me.id AND "leaseUntil" > now()))
    AND ("annotatorId" = me.id OR (said.flag IS NULL AND "heldBefore" ? me.id::text AND NOT EXISTS (
          SELECT FROM "Assignment" other
          WHERE other."studyId" = p_study AND other."annotatorId" = me.id AND other."itemId" = target."itemId")));
  IF NOT FOUND THEN
    INSERT INTO "LateVerdict" ("studyId", "annotatorId", "itemId", "assignmentId", "submissionKey", reason, answers, flag,
                               note, rationale, "elapsedMs", "activeMs", asked, hasty)
    VALUES (p_study, me.id, target."itemId", said."assignmentId", said."submissionKey",
            CASE WHEN me.status = 'CLOSED' THEN 'CLOSED' ELSE 'TAKEN' END::"LateReason",
            (SELECT jsonb_agg(answer - 'score') FROM jsonb_array_elements(given) answer), said.flag,
            said.note, CASE WHEN me.policy <> 'OFF' THEN reason END, said."elapsedMs", coalesce(said."activeMs", said."elapsedMs"),
            said.asked, coalesce(said.hasty, false))
    ON CONFLICT DO NOTHING;
    RETURN 'late';
  END IF;
  -- Practice is not counted, nor does a cap stop it. What nobody else does in their place is not wanted any more.
  counted := (target.kind <> 'PRACTICE')::integer;
  aside := CASE WHEN said.flag IS NOT NULL THEN counted ELSE 0 END;
  UPDATE "Annotator"
  SET judged = judged + counted, "setAside" = "setAside" + aside, revision = revision + 1,
      "keptWanted" = "keptWanted" - CASE WHEN target."keptForId" IS NOT NULL THEN aside ELSE 0 END
  WHERE "studyId" = p_study AND id = me.id;
  IF said.flag IS NULL THEN
    INSERT INTO "Judgment" ("studyId", "assignmentId", "criterionId", turn, choice, score, "submissionKey")
    SELECT p_study, said."assignmentId", criterion, turn, choice, score, said."submissionKey"
    FROM jsonb_to_recordset(given) AS answer(criterion uuid, turn integer, choice text, score float8);
    -- A planned repeat comes back to the same annotator, once they have done some others.
    IF target."repeatAfter" IS NOT NULL THEN
      UPDATE "Assignment" SET "keptForId" = me.id, due = me.judged + 1 + target."repeatAfter"
      WHERE "studyId" = p_study AND "itemId" = target."itemId" AND slot = target.slot AND repeat = 1 AND "keptForId" IS NULL;
    END IF;
  ELSIF target."keptForId" IS NULL THEN
    -- Somebody else judges it in their place: a slot like theirs, at the same rank and with the same side. Whoever else
    -- adds a slot to this item waits, so that each gets a number of its own.
    PERFORM FROM "Item" WHERE "studyId" = p_study AND id = target."itemId" FOR NO KEY UPDATE;
    next_slot := (SELECT max(other.slot) + 1 FROM "Assignment" other
                  WHERE other."studyId" = p_study AND other."itemId" = target."itemId" AND other.slot < 10000);
    INSERT INTO "Assignment" ("studyId", "itemId", slot, rank, "leftIsA", "groupId", "repeatAfter")
    VALUES (p_study, target."itemId", next_slot, target.rank, target."leftIsA", target."groupId", target."repeatAfter");
    -- The repeat that was planned for whoever judges it first goes along.
    UPDATE "Assignment" SET slot = next_slot
    WHERE "studyId" = p_study AND "itemId" = target."itemId" AND slot = target.slot AND repeat = 1 AND "keptForId" IS NULL;
  END IF;
  RETURN 'saved';
END $$;

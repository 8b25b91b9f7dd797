ALTER TABLE "Study" ADD COLUMN "parityMargin" DOUBLE PRECISION NOT NULL DEFAULT 0.05
  CONSTRAINT "a_margin_lies_within_agreement" CHECK ("parityMargin" > 0 AND "parityMargin" <= 0.5);

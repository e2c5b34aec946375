-- CreateTable
CREATE TABLE "ConsoleSegmentTrigrams" (
    "hostId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "trigrams" INTEGER[],

    CONSTRAINT "ConsoleSegmentTrigrams_pkey" PRIMARY KEY ("hostId","number")
);

-- Nobody plans by what the arrays hold, and looking through tens of thousands of numbers a row is dear.
ALTER TABLE "ConsoleSegmentTrigrams" ALTER COLUMN "trigrams" SET STATISTICS 0;

-- CreateIndex
CREATE INDEX "ConsoleSegmentTrigrams_trigrams_idx" ON "ConsoleSegmentTrigrams" USING GIN ("trigrams");

-- AddForeignKey
ALTER TABLE "ConsoleSegmentTrigrams" ADD CONSTRAINT "ConsoleSegmentTrigrams_hostId_number_fkey" FOREIGN KEY ("hostId", "number") REFERENCES "ConsoleSegment"("hostId", "number") ON DELETE CASCADE ON UPDATE CASCADE;

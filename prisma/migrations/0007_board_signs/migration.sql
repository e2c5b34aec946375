-- AlterTable
ALTER TABLE "Host" ADD COLUMN     "signs" JSONB;

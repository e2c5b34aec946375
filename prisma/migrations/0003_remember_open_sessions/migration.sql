-- CreateTable
CREATE TABLE "OpenSession" (
    "address" TEXT NOT NULL,
    "port" INTEGER NOT NULL,
    "bmcSessionId" BIGINT NOT NULL,
    "localPort" INTEGER,

    CONSTRAINT "OpenSession_pkey" PRIMARY KEY ("address","port","bmcSessionId")
);

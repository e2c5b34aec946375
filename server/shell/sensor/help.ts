export const sensorHelp = "Sensor Commands:  list thresh get reading";

export const getUsage = `sensor get <id> ... [id]
   id        : name of desired sensor`;

export const readingUsage = `sensor reading <id> ... [id]
   id        : name of desired sensor`;

export const threshUsage = `sensor thresh <id> <threshold> <setting>
   id        : name of the sensor for which threshold is to be set
   threshold : which threshold to set
                 unr = upper non-recoverable
                 ucr = upper critical
                 unc = upper non-critical
                 lnc = lower non-critical
                 lcr = lower critical
                 lnr = lower non-recoverable
   setting   : the value to set the threshold to

sensor thresh <id> lower <lnr> <lcr> <lnc>
   Set all lower thresholds at the same time

sensor thresh <id> upper <unc> <ucr> <unr>
   Set all upper thresholds at the same time
`;

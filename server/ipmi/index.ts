/** The only public door of the engine. */
export { createIpmiClient } from "./client";
export type { Clock, Entropy, TimerHandle } from "./clock";
export { activatePayload } from "./commands/app/activate-payload";
export { coldReset } from "./commands/app/cold-reset";
export { deactivatePayload } from "./commands/app/deactivate-payload";
export {
  type ChannelAccess,
  type ChannelAccessMode,
  getChannelAccess,
} from "./commands/app/get-channel-access";
export {
  type ChannelAuthenticationCapabilities,
  getChannelAuthenticationCapabilities,
  PRESENT_CHANNEL,
} from "./commands/app/get-channel-authentication-capabilities";
export {
  CIPHER_SUITE_BLOCK,
  getChannelCipherSuites,
  parseCipherSuiteRecords,
} from "./commands/app/get-channel-cipher-suites";
export { type ChannelInfo, type ChannelMedium, getChannelInfo } from "./commands/app/get-channel-info";
export { getChannelOemPayloadInfo } from "./commands/app/get-channel-oem-payload-info";
export { getChannelPayloadSupport } from "./commands/app/get-channel-payload-support";
export { getChannelPayloadVersion } from "./commands/app/get-channel-payload-version";
export { getDeviceGuid } from "./commands/app/get-device-guid";
export { type DeviceId, getDeviceId } from "./commands/app/get-device-id";
export {
  getSessionInfo,
  type SessionInformation,
  type SessionSelector,
} from "./commands/app/get-session-info";
export { getSystemGuid } from "./commands/app/get-system-guid";
export { getUserAccess, type UserAccess } from "./commands/app/get-user-access";
export { getUserName } from "./commands/app/get-user-name";
export { getUserPayloadAccess } from "./commands/app/get-user-payload-access";
export { setChannelAccess } from "./commands/app/set-channel-access";
export { setChannelSecurityKeys } from "./commands/app/set-channel-security-keys";
export { setUserAccess } from "./commands/app/set-user-access";
export { setUserName, USER_NAME_BYTES } from "./commands/app/set-user-name";
export { type PasswordSize, setUserPassword } from "./commands/app/set-user-password";
export { setUserPayloadAccess } from "./commands/app/set-user-payload-access";
export { suspendResumePayloadEncryption } from "./commands/app/suspend-resume-payload-encryption";
export type {
  BootDeviceSelector,
  BootFlags,
  BootOptionValue,
} from "./commands/chassis/boot-options";
export { type ChassisAction, chassisControl } from "./commands/chassis/chassis-control";
export { chassisIdentify, type IdentifyInterval } from "./commands/chassis/chassis-identify";
export { type ChassisStatus, getChassisStatus } from "./commands/chassis/get-chassis-status";
export { getPohCounter } from "./commands/chassis/get-poh-counter";
export { type BootFlagsState, getBootFlags } from "./commands/chassis/get-system-boot-options";
export { getSystemRestartCause, type RestartCause } from "./commands/chassis/get-system-restart-cause";
export { setSystemBootOptions } from "./commands/chassis/set-system-boot-options";
export type {
  BridgeRoute,
  Command,
  CommandClass,
  CommandSender,
  Pacing,
  SendOptions,
} from "./commands/command";
export { NetFn, Privilege } from "./commands/command";
export { getCommandEnables } from "./commands/firmware-firewall/get-command-enables";
export { getCommandSubFunctionEnables } from "./commands/firmware-firewall/get-command-sub-function-enables";
export { getCommandSubFunctionSupport } from "./commands/firmware-firewall/get-command-sub-function-support";
export { getCommandSupport } from "./commands/firmware-firewall/get-command-support";
export { getConfigurableCommandSubFunctions } from "./commands/firmware-firewall/get-configurable-command-sub-functions";
export { getConfigurableCommands } from "./commands/firmware-firewall/get-configurable-commands";
export { getNetFnSupport, type LunSupport } from "./commands/firmware-firewall/get-netfn-support";
export type { AlertPolicy } from "./commands/sensor-event/alert-policy";
export type { EventFilter } from "./commands/sensor-event/event-filter";
export {
  getLastProcessedEventId,
  type LastProcessedEventId,
} from "./commands/sensor-event/get-last-processed-event-id";
export {
  getPefCapabilities,
  type PefAction,
  type PefCapabilities,
  pefActions,
} from "./commands/sensor-event/get-pef-capabilities";
export { getPefConfigurationParameters } from "./commands/sensor-event/get-pef-configuration-parameters";
export {
  decodePefParameter,
  type PefControl,
  PefParameter,
  type PefParameterValue,
} from "./commands/sensor-event/pef-parameters";
export { setPefConfigurationParameters } from "./commands/sensor-event/set-pef-configuration-parameters";
export { getSelInfo, type SelInfo } from "./commands/storage/get-sel-info";
export { getSelTime } from "./commands/storage/get-sel-time";
export { getSelTimeUtcOffset } from "./commands/storage/get-sel-time-utc-offset";
export { getIpUdpRmcpStatistics, type LanStatistics } from "./commands/transport/get-ip-udp-rmcp-statistics";
export { getLanConfigurationParameters } from "./commands/transport/get-lan-configuration-parameters";
export { getSolConfigurationParameters } from "./commands/transport/get-sol-configuration-parameters";
export type { AlertAddress, AlertDestination } from "./commands/transport/lan-alert-parameters";
export type { LanParameter, WritableLanParameter } from "./commands/transport/lan-parameter";
export {
  type AddressSource,
  type ArpControl,
  type AuthenticationTypes,
  type AuthenticationTypesByLevel,
  type BadPasswordThreshold,
  type Ipv4Header,
  lanParameters,
  type Vlan,
} from "./commands/transport/lan-parameters";
export { setLanConfigurationParameters } from "./commands/transport/set-lan-configuration-parameters";
export type { SetProgress } from "./commands/transport/set-progress";
export { setSolConfigurationParameters } from "./commands/transport/set-sol-configuration-parameters";
export { type SolBitRate, type SolParameter, solParameters } from "./commands/transport/sol-parameters";
export { suspendBmcArps } from "./commands/transport/suspend-bmc-arps";
export { viaController } from "./commands/via-controller";
export {
  type CipherSuiteId,
  cipherSuite,
  cipherSuitePreference,
  cipherSuitesByStrength,
  isCipherSuiteId,
} from "./crypto/cipher-suite";
export { Credentials } from "./crypto/credentials";
export {
  BridgeError,
  CompletionCodeError,
  DecodeError,
  IpmiError,
  type IpmiErrorCode,
  SessionEndedError,
} from "./errors";
export type {
  IpmiClient,
  IpmiClientEvents,
  IpmiClientOptions,
  IpmiEnvironment,
  Limits,
} from "./ipmi-client";
export { CompletionCode, completionCodeText } from "./message/completion-code";
export { type ProbeProgress, type ProbeResult, type ProbeStep, probe } from "./probe";
export { type BoardSigns, readBoardSigns } from "./readers/board-signs";
export { type ClearSelResult, clearSelSafely } from "./readers/clear-sel";
export type { ReaderOptions } from "./readers/failures";
export { type FruReading, readFrus } from "./readers/fru";
export { findLanChannel } from "./readers/lan-channel";
export {
  readSdrRepository,
  type SdrRepository,
  sdrRepositoryOf,
  sdrRepositoryStamp,
} from "./readers/sdr-repository";
export { readSel } from "./readers/sel";
export type { SensorResult } from "./readers/sensor-result";
export { SensorScanner } from "./readers/sensors";
export { entityText } from "./records/entities";
export { THRESHOLD_EVENT_TYPE } from "./records/sdr/sensor-record";
export { describeEvent } from "./records/sel/describe-event";
export { decodeSelRecord, type SelRecord } from "./records/sel/sel-record";
export { SensorIndex } from "./records/sel/sensor-index";
export { sensorTypeName } from "./records/sensor-types";
export type { AuthenticationType } from "./session/authentication-type";
export { explainProfile } from "./session/explain-profile";
export type { LoginProfile } from "./session/login-profile";
export { type PayloadLink, PayloadType, type SessionInfo } from "./session/session-info";
export {
  type HeldSession,
  NoPlaceError,
  type SessionPlace,
  type SessionPlaces,
} from "./session/session-place";
export { usableGuid } from "./session/usable-guid";
export { type Workaround, workarounds } from "./session/workarounds";
export { openSolConsole, type SolConsole, type SolOpenOptions } from "./sol/sol-console";
export { SolError, type SolProblem } from "./sol/sol-error";
export type { SolStreamEvents } from "./sol/sol-stream";
export { systemClock, systemEntropy, udpNetwork } from "./system";
export type { DatagramNetwork, DatagramTransport, Endpoint } from "./transport/datagram-network";
export { manufacturerName } from "./vendors/manufacturer-name";
export type { UserRules, Vendor } from "./vendors/vendor";
export { vendorOf } from "./vendors/vendor-of";

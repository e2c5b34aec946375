import { unknownValue } from "../completion-text";

/** Device types with their modifiers in ipmitool's words: type in the high byte (IPMI 2.0 table 43-12). */
const words: ReadonlyMap<number, string> = new Map([
  [0x0000, "Reserved"],
  [0x0001, "Reserved"],
  [0x0002, "DS1624 temperature sensor"],
  [0x0003, "DS1621 temperature sensor"],
  [0x0004, "LM75 Temperature Sensor"],
  [0x0005, "Heceta ASIC"],
  [0x0006, "Reserved"],
  [0x0007, "Reserved"],
  [0x0008, "EEPROM, 24C01"],
  [0x0009, "EEPROM, 24C02"],
  [0x000a, "EEPROM, 24C04"],
  [0x000b, "EEPROM, 24C08"],
  [0x000c, "EEPROM, 24C16"],
  [0x000d, "EEPROM, 24C17"],
  [0x000e, "EEPROM, 24C32"],
  [0x000f, "EEPROM, 24C64"],
  [0x1000, "IPMI FRU Inventory"],
  [0x1001, "DIMM Memory ID"],
  [0x1002, "IPMI FRU Inventory"],
  [0x1003, "System Processor Cartridge FRU"],
  [0x0011, "Reserved"],
  [0x0012, "Reserved"],
  [0x0013, "Reserved"],
  [0x0014, "PCF 8570 256 byte RAM"],
  [0x0015, "PCF 8573 clock/calendar"],
  [0x0016, "PCF 8574A I/O Port"],
  [0x0017, "PCF 8583 clock/calendar"],
  [0x0018, "PCF 8593 clock/calendar"],
  [0x0019, "Clock calendar"],
  [0x001a, "PCF 8591 A/D, D/A Converter"],
  [0x001b, "I/O Port"],
  [0x001c, "A/D Converter"],
  [0x001d, "D/A Converter"],
  [0x001e, "A/D, D/A Converter"],
  [0x001f, "LCD Controller/Driver"],
  [0x0020, "Core Logic (Chip set) Device"],
  [0x0021, "LMC6874 Intelligent Battery controller"],
  [0x0022, "Intelligent Batter controller"],
  [0x0023, "Combo Management ASIC"],
  [0x0024, "Maxim 1617 Temperature Sensor"],
  [0x00bf, "Other/Unspecified"],
]);

/** ipmitool knows types without modifier by the bare code only, and so finds those whose code is that number. */
export function deviceTypeWord(type: number, modifier: number): string {
  const code = (type << 8) | modifier;
  return words.get(code) ?? unknownValue(code);
}

export const fruHelp = "FRU Commands:  print read write upgEkey edit internaluse get";

export const dcmiHelp = `
Data Center Management Interface commands
    discover    Used to discover supported DCMI capabilities
    power    Platform power limit command options
    sensors    Prints the available DCMI sensors
    asset_tag    Prints the platform's asset tag
    set_asset_tag    Sets the platform's asset tag
    get_mc_id_string    Get management controller ID string
    set_mc_id_string    Set management controller ID string
    thermalpolicy    Thermal policy get/set
    get_temp_reading    Get Temperature Readings
    get_conf_param    Get DCMI Config Parameters
    set_conf_param    Set DCMI Config Parameters
    oob_discover    Ping/Pong Message for DCMI Discovery

`;

export const powerHelp = `
power <command>
    reading    Get power related readings from the system
    get_limit    Get the configured power limits
    set_limit    Set a power limit option
    activate    Activate the set power limit
    deactivate    Deactivate the set power limit

`;

export const thermalPolicyHelp = `
thermalpolicy <command>
    get    Get thermal policy
    set    Set thermal policy

`;

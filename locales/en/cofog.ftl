# Functions of government (COFOG 1999): divisions d01 to d10 and their groups.
cofog-division = { $code ->
    [d01] General public services
    [d02] Defence
    [d03] Public order and safety
    [d04] Economic affairs
    [d05] Environmental protection
    [d06] Housing and community amenities
    [d07] Health
    [d08] Recreation, culture and religion
    [d09] Education
    [d10] Social protection
   *[other] Another function
  }
cofog-group = { $code ->
    [g01-1] Executive and legislative organs, financial, fiscal and external affairs
    [g01-2] Foreign economic aid
    [g01-3] General services
    [g01-4] Basic research
    [g01-5] Research and development: general public services
    [g01-6] Other general public services
    [g01-7] Public debt
    [g01-8] General transfers between levels of government
    [g02-1] Military defence
    [g02-2] Civil defence
    [g02-3] Foreign military aid
    [g02-4] Research and development: defence
    [g02-5] Other defence
    [g03-1] Police services
    [g03-2] Fire protection
    [g03-3] Law courts
    [g03-4] Prisons
    [g03-5] Research and development: public order and safety
    [g03-6] Other public order and safety
    [g04-1] General economic, commercial and labour affairs
    [g04-2] Agriculture, forestry, fishing and hunting
    [g04-3] Fuel and energy
    [g04-4] Mining, manufacturing and construction
    [g04-5] Transport
    [g04-6] Communication
    [g04-7] Other industries
    [g04-8] Research and development: economic affairs
    [g04-9] Other economic affairs
    [g05-1] Waste management
    [g05-2] Waste water management
    [g05-3] Pollution abatement
    [g05-4] Protection of biodiversity and landscape
    [g05-5] Research and development: environmental protection
    [g05-6] Other environmental protection
    [g06-1] Housing development
    [g06-2] Community development
    [g06-3] Water supply
    [g06-4] Street lighting
    [g06-5] Research and development: housing and community amenities
    [g06-6] Other housing and community amenities
    [g07-1] Medical products, appliances and equipment
    [g07-2] Outpatient services
    [g07-3] Hospital services
    [g07-4] Public health services
    [g07-5] Research and development: health
    [g07-6] Other health
    [g08-1] Recreation and sport
    [g08-2] Culture
    [g08-3] Broadcasting and publishing
    [g08-4] Religious and other community services
    [g08-5] Research and development: recreation, culture and religion
    [g08-6] Other recreation, culture and religion
    [g09-1] Pre-primary and primary education
    [g09-2] Secondary education
    [g09-3] Post-secondary non-tertiary education
    [g09-4] Tertiary education
    [g09-5] Education not defined by level
    [g09-6] Subsidiary services to education
    [g09-7] Research and development: education
    [g09-8] Other education
    [g10-1] Sickness and disability
    [g10-2] Old age
    [g10-3] Survivors
    [g10-4] Family and children
    [g10-5] Unemployment
    [g10-6] Housing
    [g10-7] Other social exclusion
    [g10-8] Research and development: social protection
    [g10-9] Other social protection
   *[other] Another function
  }

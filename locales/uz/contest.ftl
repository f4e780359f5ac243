# Bitta tuman yoki shaharning mavsumdagi sahifasi.
contest-envelope = Konvert
contest-min-votes = Kamida shuncha ovoz kerak
contest-projects = Loyihalar
contest-empty-title = Loyihalar hali eʼlon qilinmagan
contest-empty-text = Ishchi guruh qabul qilgan loyihalar shu yerda chiqadi.
contest-all-rules = Mavsumning barcha qoidalari

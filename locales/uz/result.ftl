# Tuman yoki shahar natijasi: kimga va nega mablagʻ ajratildi, nima sanaldi, qanday tekshiriladi.
result-here = Natija
result-title = Natija: { $place }
result-link = Natija: { $place }
result-to-contest = Loyihalarga
result-outcome = { $funded ->
    [0] { $all } ta loyihadan hech biri qurilmaydi
   *[other] { $all } ta loyihadan { $funded } tasi quriladi
  }
result-final = Yakuniy
result-published = { $moment } da eʼlon qilindi
result-none-title = Natija hali yoʻq
result-none-open = Ovoz berish tugamaguncha natijani hech kim bila olmaydi: byulletenlar muhrlangan, oraliq sanoq yuritilmaydi.
result-none-closed = Ovoz berish tugadi, daftarlar yopildi. Endi ishonchli shaxslar kalitni topshiradi va byulletenlar sanaladi.
result-none-tallied = Byulletenlar sanaldi. Ikki mansabdor yozuvni eʼlon qilishi bilan natija shu yerda chiqadi.
result-spent = ajratildi, konvert { $envelope } edi
result-ballots = byulleten sanaldi, ovoz berishi mumkin boʻlgan { $eligible } kishidan
result-turnout = qatnashuv
result-projects = loyiha moliyalashtirildi, { $all } tadan
result-ranking = Oʻrinlar va sabablar
result-cut = Kesish chizigʻi: konvert { $envelope } edi, { $spent } ajratildi, { $left } qoldi.
result-votes = { $count ->
   *[other] ovoz
  }
result-funded = Moliyalashtirildi
result-not-funded = Moliyalashtirilmadi
result-why-funded = ovozlar tartibida konvertga sigʻgan { $turn }-loyiha. Undan keyin { $left } qoldi.
result-why-does-not-fit = navbati kelganda konvertda { $left } qolgan edi, unga { $missing } yetmadi.
result-why-paid = u { $turn }-boʻlib, unga ovoz berganlarning teng ulushlaridan sotib olindi: { $full } kishi toʻliq, har bir ovoz yoki ball uchun { $price }dan toʻladi, { $last } kishi qolgan pulining hammasini berdi. Konvertda { $left } qoldi.
result-why-cannot-pay = unga ovoz berganlarning ulushidan { $held } qolgan edi, { $missing } yetmadi.
result-why-no-support = unga hech kim ovoz bermagan.
result-why-load = u { $turn }-boʻlib sotib olindi: shunda unga ovoz berganlarga tushadigan yuk eng kam boʻldi.
result-why-optimum = u shu konvertdagi pulga eng koʻp naf beradigan loyihalar toʻplamiga kiradi.
result-why-not-optimum = bu loyiha kirgan birorta toʻplam ham tanlanganidan koʻproq naf bermaydi.
result-why-limit-number = “{ $limit }” boʻyicha koʻpi bilan { $most } ta loyiha moliyalashtiriladi, shuncha loyiha tanlab boʻlindi: { $projects }.
result-why-limit-none = “{ $limit }” oʻziga kirgan birorta loyihaga yoʻl qoʻymaydi.
result-why-limit-money = “{ $limit }” boʻyicha jami koʻpi bilan { $most } beriladi. Shundan { $spent } ajratildi, bu loyiha esa { $cost } turadi.
result-why-stopped = sanoq “{ $project }” loyihasida toʻxtadi: u qolgan { $left }ga sigʻmadi, undan keyingilarga mablagʻ ajratilmaydi.
result-why-below = { $votes } ovoz oldi, eng kam chegara { $threshold } ovoz: { $missing ->
   *[other] { $missing }
  } ovoz yetmadi.
result-withheld = Bu yerda { $count } tadan kam byulleten sanaldi. Hech kimni ovozidan tanib boʻlmasligi uchun faqat moliyalashtirilgan loyihalar eʼlon qilinadi.
result-withheld-reasons = Mablagʻ olgan loyihalar, sotib olish tartibida. Bu yerda faqat yigʻindilar eʼlon qilinadi, bu qoida boʻyicha izohlar esa bir loyiha tarafdorlari yana nimani tanlaganini koʻrsatib qoʻyardi, shuning uchun ular yoʻq. Gʻoliblarni byulletenlar nusxasi bor kishi qayta hisoblashi mumkin.
result-no-winner = Hech bir loyihaga mablagʻ ajratilmadi.
result-counting = Qanday sanaldi
result-rule = Qoida
result-threshold = Kerakli ovozlar
result-threshold-none = eng kam chegara yoʻq
result-threshold-votes = kamida { $votes } ovoz
result-ties = Teng ovozlar
result-ties-none = Teng ovozni ajratishga hojat boʻlmadi.
result-ties-withheld = Kam byulleten sanalgani uchun eʼlon qilinmaydi.
result-ties-withheld-reasons = Eʼlon qilinmaydi: bu yerda faqat yigʻindilar eʼlon qilinadi.
result-tie = Har biri { $votes } ovozdan olgan: { $projects }. Pul hammasiga yetmadi; moliyalashtirildi: { $funded }.
result-tie-none = hech biri
result-seed = Teng ovozlar urugʻi
result-seed-how = Yopilgan byulletenlar daftarining ildizi. U ishonchli shaxslar topshirgan kalit bilan birga teng loyihalar tartibini beradi; ovoz berish tugaguncha uni hech kim bila olmasdi.
result-not-counted = Nima sanalmadi
result-not-counted-note = Sonlar butun saylov boʻyicha, hamma tuman va shaharlar birga: tumanlar boʻyicha ular alohida odamlar haqida bildirib qoʻyishi mumkin edi.
result-all-counted = Sanalgan byulletenlar
result-superseded = Oʻsha ovoz beruvchining keyingi byulleteni bilan almashgan
result-spoiled = Buzilgan: mazmuni qoidaga toʻgʻri kelmagan
result-spoiled-reasons = Sabablari
result-void = Haqiqiy emas: imzo yoki vaqt notoʻgʻri
result-unopened = Daftarda bor, lekin ochib boʻlmaydi
result-unopened-note = Ochib boʻlmaydigan byulletenlar platformaning xatosi boʻlishi mumkin. Ular sanalmaydi.
result-chart = Ovozlar
result-chart-unit = Ovozlar soni; kulrang chiziqlar moliyalashtirilmagan loyihalar
result-table = Shu maʼlumot jadvalda
result-table-caption = Loyihalar boʻyicha ovozlar
result-project = Loyiha
result-column-votes = Ovoz
result-column-share = Byulletenlardan
result-column-cost = Narxi, soʻm
result-column-state = Mablagʻ
result-state-yes = Ajratildi
result-state-no = Yoʻq
result-verify = Oʻzingiz tekshiring
result-proves-open = Ochiq eʼlon: barcha muhrlangan byulletenlar va ularni ochadigan kalit hammaga ochiq. Har kim har bir imzoni tekshirib, har bir byulletenni ochib, qaytadan sanashi mumkin. Ularda ism ham, shaxsiy raqam ham yoʻq.
result-proves-audited = Auditorlar bilan eʼlon: daftarlar, roʻyxat va yigʻindilarni har kim tekshira oladi. Byulletenlarning oʻzi vakolatli auditorlarda: hech kim ovoz sotib oluvchiga qanday ovoz berganini koʻrsata olmasin. Yigʻindilar toʻgʻriligiga { $quorum ->
   *[other] { $quorum }
  } auditor imzo qoʻyishi kerak.
result-publish-ballots = Sanalgan byulletenlar bittalab, alifbo tartibida, ovoz beruvchisiz eʼlon qilinadi.
result-publish-totals = Sanalgan ovozlar loyihalar boʻyicha yigʻindi sifatida eʼlon qilinadi.
result-command = Dastur yozuvni yuklab oladi, har bir qadamni qayta hisoblaydi va nima topganini aytadi:
result-exit-open = Chiqish kodi 0: hammasi qayta hisoblandi. 1 dan 15 gacha: xato chiqqan qadam.
result-exit-audited = Chiqish kodi 0: hammasi qayta hisoblandi yoki tasdiqlandi. 64: xato yoʻq, lekin hali yetarli auditor imzo qoʻymagan. 1 dan 15 gacha: xato chiqqan qadam.
result-protocol = Protokol ochiq: tekshiruvchi dasturni istalgan tilda yozish mumkin.
result-files = Yuklab olish
result-file-table = Natija jadvali
result-file-result = Natija, sabablari bilan
result-file-ballots = Sanalgan byulletenlar
result-file-totals = Loyihalar boʻyicha yigʻindi
result-file-pabulib = Boshqa sanoq dasturlari uchun
result-file-trace = Sanoq qadam-baqadam
result-file-record = Yozuvning hammasi
result-rare = Kam uchraydigan loyihalar birikmasiga ovoz bergan kishi eʼlon qilingan byulletenlar orasida tanilib qolishi mumkin.
result-tie-equal = Qoida boʻyicha teng: { $projects }. Hammasini sotib olib boʻlmadi; moliyalashtirildi: { $funded }.
result-meaning = Bu ovoz berganlar uchun nimani anglatadi
result-meaning-voters = { $voters } kishi ({ $share }%) tanlagan loyihalardan kamida bittasiga mablagʻ ajratildi. Oʻrtacha har bir kishi mablagʻ olgan loyihalardan { $mean } tasini tanlagan.
result-meaning-unit = Ovoz berganlar, oʻzi tanlab mablagʻ olgan loyihalar soni boʻyicha
result-meaning-bar = { $count ->
    [0] birortasi ham emas
   *[other] { $count } ta loyiha
  }
result-meaning-projects = Tanlangan, mablagʻ olgan loyihalar
result-meaning-voters-column = Ovoz berganlar
result-meaning-categories = Turlar boʻyicha pul va ovozlar, jamiga nisbatan foizda; kulrang chiziqlar — ovozlar
result-meaning-money = { $category }: pul
result-meaning-votes = { $category }: ovozlar
result-meaning-category = Tur
result-meaning-money-column = Pul, soʻm
result-meaning-of-money = Jami puldan
result-meaning-of-votes = Jami ovozlardan
result-meaning-no-category = Boshqa

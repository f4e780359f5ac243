# Davlat funksiyalari (COFOG 1999): d01–d10 boʻlimlari va ularning guruhlari.
cofog-division = { $code ->
    [d01] Umumdavlat xizmatlari
    [d02] Mudofaa
    [d03] Jamoat tartibi va xavfsizlik
    [d04] Iqtisodiyot
    [d05] Atrof-muhitni muhofaza qilish
    [d06] Uy-joy va kommunal xoʻjalik
    [d07] Sogʻliqni saqlash
    [d08] Dam olish, madaniyat va din
    [d09] Taʼlim
    [d10] Ijtimoiy himoya
   *[other] Boshqa funksiya
  }
cofog-group = { $code ->
    [g01-1] Hokimiyat organlari, moliya va tashqi aloqalar
    [g01-2] Boshqa davlatlarga iqtisodiy yordam
    [g01-3] Umumiy xizmatlar
    [g01-4] Fundamental tadqiqotlar
    [g01-5] Tadqiqotlar: umumdavlat xizmatlari
    [g01-6] Boshqa umumdavlat xizmatlari
    [g01-7] Davlat qarzi
    [g01-8] Byudjet darajalari oʻrtasidagi transfertlar
    [g02-1] Qurolli kuchlar
    [g02-2] Fuqaro muhofazasi
    [g02-3] Boshqa davlatlarga harbiy yordam
    [g02-4] Tadqiqotlar: mudofaa
    [g02-5] Mudofaaning boshqa xarajatlari
    [g03-1] Ichki ishlar organlari
    [g03-2] Yongʻin xavfsizligi
    [g03-3] Sudlar
    [g03-4] Jazoni ijro etish muassasalari
    [g03-5] Tadqiqotlar: jamoat tartibi va xavfsizlik
    [g03-6] Jamoat tartibi va xavfsizlikning boshqa xarajatlari
    [g04-1] Iqtisodiyot, savdo va mehnatning umumiy masalalari
    [g04-2] Qishloq, oʻrmon va baliq xoʻjaligi, ovchilik
    [g04-3] Yoqilgʻi va energetika
    [g04-4] Konchilik, sanoat va qurilish
    [g04-5] Transport va yoʻllar
    [g04-6] Aloqa
    [g04-7] Boshqa tarmoqlar
    [g04-8] Tadqiqotlar: iqtisodiyot
    [g04-9] Iqtisodiyotning boshqa masalalari
    [g05-1] Chiqindilarni boshqarish
    [g05-2] Oqova suvlar
    [g05-3] Ifloslanishga qarshi kurash
    [g05-4] Tabiat va landshaftni muhofaza qilish
    [g05-5] Tadqiqotlar: atrof-muhitni muhofaza qilish
    [g05-6] Atrof-muhitning boshqa xarajatlari
    [g06-1] Uy-joy xoʻjaligi
    [g06-2] Obodonlashtirish
    [g06-3] Suv taʼminoti
    [g06-4] Koʻcha yoritish
    [g06-5] Tadqiqotlar: uy-joy va kommunal xoʻjalik
    [g06-6] Boshqa kommunal xoʻjalik
    [g07-1] Dori vositalari va tibbiy jihozlar
    [g07-2] Poliklinikalar
    [g07-3] Shifoxonalar
    [g07-4] Jamoat salomatligini muhofaza qilish
    [g07-5] Tadqiqotlar: sogʻliqni saqlash
    [g07-6] Sogʻliqni saqlashning boshqa xarajatlari
    [g08-1] Dam olish va sport
    [g08-2] Madaniyat
    [g08-3] Teleradio va nashriyot
    [g08-4] Diniy va jamoat tashkilotlari
    [g08-5] Tadqiqotlar: dam olish, madaniyat va din
    [g08-6] Dam olish, madaniyat va dinning boshqa xarajatlari
    [g09-1] Maktabgacha va boshlangʻich taʼlim
    [g09-2] Umumiy oʻrta taʼlim
    [g09-3] Professional taʼlim
    [g09-4] Oliy taʼlim
    [g09-5] Darajalarga boʻlinmaydigan taʼlim
    [g09-6] Taʼlimdagi yordamchi xizmatlar
    [g09-7] Tadqiqotlar: taʼlim
    [g09-8] Taʼlimning boshqa xarajatlari
    [g10-1] Kasallik va nogironlik
    [g10-2] Keksalik
    [g10-3] Boquvchisini yoʻqotganlar
    [g10-4] Oila va bolalar
    [g10-5] Ishsizlik
    [g10-6] Uy-joy bilan yordam
    [g10-7] Boshqa muhtojlar
    [g10-8] Tadqiqotlar: ijtimoiy himoya
    [g10-9] Ijtimoiy himoyaning boshqa xarajatlari
   *[other] Boshqa funksiya
  }

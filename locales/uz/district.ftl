# Tuman tanlash: akkaunt va cookie-faylsiz.
district-title = Tumaningizni toping
district-lede = Tuman, shahar yoki mahalla nomini yozing. Tanlovingiz hech qayerda saqlanmaydi: sahifani xatchoʻpga qoʻshib qoʻyishingiz mumkin.
district-search = Tuman, shahar yoki mahalla
district-hint = Lotin yoki kirill yozuvida, apostrofsiz ham boʻladi: qoratepa, Қоратепа, Qoʻrgʻon
district-find = Topish
district-found = { $count } ta joy topildi
district-found-many = Dastlabki { $count } ta joy koʻrsatildi; nomni toʻliqroq yozing
district-none-title = “{ $text }” topilmadi
district-none-text = Nomning boshidan bir necha harf yozib koʻring. Mahallangiz roʻyxatda boʻlmasa, tuman nomi bilan qidiring.
district-place = Joy
district-envelope = Konvert, soʻm
district-without = bu mavsumda konverti yoʻq
district-all = Mavsumdagi tuman va shaharlar

# Loyiha toifalari.
category-roads = Yoʻl va koʻprik
category-water = Ichimlik suvi
category-school = Maktab
category-kindergarten = Bogʻcha
category-clinic = Sogʻliqni saqlash
category-lighting = Koʻcha yoritish
category-park = Bogʻ va xiyobon
category-sport = Sport
category-culture = Madaniyat va kutubxona
category-irrigation = Sugʻorish va ariqlar
category-equipment = Texnika va uskunalar

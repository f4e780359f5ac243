# Har bir sahifada: sarlavha, menyu, pastki qism, sana va sonlar.
site-name = Hashar
site-skip = Asosiy mazmunga oʻtish
site-demo = Bu namoyish. Odamlar, loyihalar va mablagʻlar oʻylab topilgan.
site-help = Yordam: { $phone }
site-help-hours = Yordam: { $phone }, { $hours }
site-nav = Asosiy
site-menu = Menyu
site-language = tilni almashtirish
site-sign-in = Kirish
site-home = Bosh sahifa
site-seasons = Mavsumlar
site-districts = Tumanim
site-crumbs = Sahifa yoʻli
site-som = soʻm
site-money = { $amount } soʻm
site-date = { $year }‑yil { site-day }
site-day = { $day }‑{ $month ->
    [january] yanvar
    [february] fevral
    [march] mart
    [april] aprel
    [may] may
    [june] iyun
    [july] iyul
    [august] avgust
    [september] sentabr
    [october] oktabr
    [november] noyabr
   *[december] dekabr
  }
site-date-time = { $date }, { $time }
site-moment = { $date }, { $time }
site-range = { $from } – { $to }
site-range-in-year = { $year }‑yil { $from } – { $to }
site-footer-about = Mahalla aholisi loyiha taklif qiladi, bir kishi bir marta ovoz beradi, byudjet va natija hammaga ochiq. Hisobni har kim oʻzi qayta tekshira oladi.
site-footer-platform = Platforma
site-footer-data = Ochiq maʼlumotlar
site-footer-records = Ovoz berish yozuvlari (JSON)
site-footer-budgets = Byudjetlar (JSON)
site-source = Manba kodi: AGPL-3.0
site-me = Shaxsiy sahifam
site-sign-out = Chiqish
site-role-moderator = moderator
site-role-ministry = vazirlik xodimi
site-role-auditor = auditor
site-role-administrator = administrator

# Namoyishning shaxsni tasdiqlovchi tizimi.
issuer-name = Namoyish tizimi
issuer-title = Namoyish uchun shaxsni tasdiqlash tizimi
issuer-lede = Bu sahifa haqiqiy tizim oʻrnida turadi. Kim boʻlishni tanlang: parol soʻralmaydi, bu yerdagi odamlar oʻylab topilgan.
issuer-sign-in-as = { $name } sifatida kirish
issuer-residents = Aholi
issuer-born = tugʻilgan sanasi { $date }
issuer-search = Yana aholi
issuer-search-hint = Ism, JSHSHIR yoki mahalla kodi. Hikoyasi yoʻq { $count } nafar aholi ham kira oladi.
issuer-search-go = Qidirish
issuer-search-none = Bunday odam topilmadi. Ism yoki raqamning qisqaroq qismini yozib koʻring.
issuer-cancel = Bekor qilish va qaytish
issuer-wrong-title = Kirishni davom ettirib boʻlmaydi
issuer-wrong-text = Soʻrov bu tizim qabul qiladigan soʻrov emas ({ $reason }). Saytga qayting va qaytadan boshlang.

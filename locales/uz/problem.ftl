# Sahifani koʻrsatib boʻlmaganda.
problem-not-found-title = Bunday sahifa yoʻq
problem-not-found-text = Manzil eskirgan yoki xato yozilgan boʻlishi mumkin. Manzilni tekshiring yoki bosh sahifadan boshlang.
problem-method-title = Bu manzil bunday ishlamaydi
problem-method-text = Sahifani bosh sahifadan qayta oching va amalni takrorlang.
problem-too-large-title = Yuborilgan maʼlumot juda katta
problem-too-large-text = Matnni qisqartiring yoki kichikroq fayl tanlang, keyin qayta yuboring. Hech narsa saqlanmadi.
problem-unavailable-title = Hozir band, birozdan keyin urinib koʻring
problem-unavailable-text = Tizimga bir vaqtda koʻp murojaat keldi. Besh soniyadan keyin sahifani yangilang. Yuborgan maʼlumotingiz saqlangan-saqlanmaganini oʻsha sahifada koʻrasiz.
problem-internal-title = Bizda xatolik yuz berdi
problem-internal-text = Xato yozib olindi. Birozdan keyin qayta urinib koʻring, takrorlansa yordam xizmatiga ayting.
problem-home = Bosh sahifaga oʻtish

# Loyiha sahifasi.
project-place = Joyi
project-mahalla = Mahalla
project-cost = Narxi
project-share = Konvertdagi ulushi
project-share-value = { $share }%
project-about = Loyiha haqida
project-costs = Xarajatlar
project-costs-caption = Muallif soʻragan xarajatlar, soʻmda
project-asked = Soʻralgan
project-reviewed = Hisoblab chiqilgan
project-decision = Ishchi guruh qarori
project-admitted = Ovozga qoʻyildi
project-decided = { $date } kuni qaror qilindi.
project-number = Loyiha raqami
project-to-contest = Shu konvertning barcha loyihalari
project-proposal = Taklif tarixi va qaror

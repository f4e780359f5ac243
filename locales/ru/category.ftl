# Категории проектов.
category-roads = Дороги и мосты
category-water = Питьевая вода
category-school = Школы
category-kindergarten = Детские сады
category-clinic = Здравоохранение
category-lighting = Уличное освещение
category-park = Парки и скверы
category-sport = Спорт
category-culture = Культура и библиотеки
category-irrigation = Орошение и арыки
category-equipment = Техника и оборудование

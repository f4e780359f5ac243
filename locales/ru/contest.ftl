# Страница одного района или города в сезоне.
contest-envelope = Конверт
contest-min-votes = Нужно голосов, не меньше
contest-projects = Проекты
contest-empty-title = Проекты ещё не объявлены
contest-empty-text = Здесь появятся проекты, которые допустит рабочая группа.
contest-all-rules = Все правила сезона

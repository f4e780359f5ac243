# Страница проекта.
project-place = Место
project-mahalla = Махалля
project-cost = Цена
project-share = Доля конверта
project-share-value = { $share }%
project-about = О проекте
project-costs = Расходы
project-costs-caption = Расходы, о которых просил автор, в сумах
project-asked = Просили
project-reviewed = После проверки
project-decision = Решение рабочей группы
project-admitted = Допущен к голосованию
project-decided = Решение принято { $date }
project-number = Номер проекта
project-to-contest = Все проекты этого конверта
project-proposal = История предложения и решение

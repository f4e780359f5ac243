# На каждой странице: шапка, меню, подвал, даты и числа.
site-name = Hashar
site-skip = К основному содержанию
site-demo = Это демонстрация. Люди, проекты и суммы вымышлены.
site-help = Помощь: { $phone }
site-help-hours = Помощь: { $phone }, { $hours }
site-nav = Основное меню
site-menu = Меню
site-language = сменить язык
site-sign-in = Войти
site-home = Главная
site-seasons = Сезоны
site-districts = Мой район
site-crumbs = Путь к странице
site-som = сум
site-money = { $amount } сум
site-date = { site-day } { $year } г.
site-day = { $day } { $month ->
    [january] января
    [february] февраля
    [march] марта
    [april] апреля
    [may] мая
    [june] июня
    [july] июля
    [august] августа
    [september] сентября
    [october] октября
    [november] ноября
   *[december] декабря
  }
site-date-time = { $date }, { $time }
site-moment = { $time } { $date }
site-range = { $from } – { $to }
site-range-in-year = { $from } – { $to } { $year } г.
site-footer-about = Жители махалли предлагают проекты, один человек голосует один раз, бюджет и итоги открыты всем. Подсчёт каждый может перепроверить сам.
site-footer-platform = Платформа
site-footer-data = Открытые данные
site-footer-records = Записи голосований (JSON)
site-footer-budgets = Бюджеты (JSON)
site-source = Исходный код: AGPL-3.0
site-me = Моя страница
site-sign-out = Выйти
site-role-moderator = модератор
site-role-ministry = сотрудник министерства
site-role-auditor = аудитор
site-role-administrator = администратор

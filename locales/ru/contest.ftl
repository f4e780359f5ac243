# Страница одного района или города в сезоне.
contest-envelope = Конверт
contest-min-votes = Нужно голосов, не меньше
contest-projects = Проекты
contest-empty-title = Проекты ещё не объявлены
contest-empty-text = Здесь появятся проекты, которые допустит рабочая группа.
contest-all-rules = Все правила сезона
contest-rows = Проектов: { $count }
contest-search = Поиск по проектам
contest-search-hint = Название, содержание или место; латиницей или кириллицей
contest-mahalla = Махалля
contest-category = Категория
contest-any-mahalla = Все махалли
contest-any-category = Все категории
contest-filter = Показать
contest-clear = Показать все проекты
contest-nothing-title = Таких проектов нет
contest-nothing-text = Сократите слово для поиска или снимите фильтр.
contest-order = Порядок случайный ({ $order }-й из { $orders }): ни один проект не стоит всегда первым. Номер порядка есть в адресе, и по вашей ссылке другие увидят тот же порядок. Каждый день предлагается новый.
contest-next-order = Другой порядок
contest-share = { $share }% конверта
contest-vote = Перейти к голосованию
contest-asked = { $count ->
    [one] { $count } проект просит
    [few] { $count } проекта просят
   *[other] { $count } проектов просят
  }
contest-proposals = Предложения и решения
contest-proposals-note = Всё, что предложили жители, решения по этим предложениям и их причины.
contest-proposals-all = Все предложения и решения
contest-proposals-none = Пока не подано ни одного предложения.
contest-proposals-none-so = Таких предложений нет.
contest-proposals-count = { $count ->
    [one] { $count } предложение
    [few] { $count } предложения
   *[other] { $count } предложений
  }: на рассмотрении — { $submitted }, принято — { $admitted }, отклонено — { $refused }.
contest-proposals-filter = По состоянию
contest-proposals-every = Все
contest-proposals-submitted = Подано { $date }
contest-proposals-decided = Решено { $date }
contest-proposals-reason = Причина: { $reason }
contest-bounds = Условия для победивших проектов

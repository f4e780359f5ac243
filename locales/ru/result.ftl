# Результат района или города: что и почему финансируется, что подсчитано, как это проверить.
result-here = Результат
result-title = Результат: { $place }
result-link = Результат: { $place }
result-to-contest = К проектам
result-outcome = { $funded ->
    [0] ни один из проектов не будет построен (всего { $all })
    [one] будет построен { $funded } проект из { $all }
    [few] будут построены { $funded } проекта из { $all }
   *[other] будут построены { $funded } проектов из { $all }
  }
result-final = Окончательный
result-published = Опубликовано { $moment }
result-none-title = Результата пока нет
result-none-open = До конца голосования результат не может знать никто: бюллетени запечатаны, промежуточных подсчётов нет.
result-none-closed = Голосование окончено, журналы закрыты. Теперь доверенные лица передают ключ, и бюллетени подсчитываются.
result-none-tallied = Бюллетени подсчитаны. Результат появится здесь, как только два должностных лица опубликуют запись.
result-spent = выделено из конверта { $envelope }
result-ballots = бюллетеней подсчитано, могли голосовать { $eligible } чел.
result-turnout = явка
result-projects = профинансировано, из { $all } проектов
result-ranking = Места и причины
result-cut = Черта: в конверте было { $envelope }, выделено { $spent }, осталось { $left }.
result-votes = { $count ->
    [one] голос
    [few] голоса
   *[other] голосов
  }
result-funded = Финансируется
result-not-funded = Не финансируется
result-funded-part = Финансируется из части { $part }
result-funded-others = Финансируется из части для всех других проектов
result-not-funded-part = Не финансируется из части { $part }
result-not-funded-others = Не финансируется из части для всех других проектов
result-why-funded = по числу голосов это { $turn }-й проект из тех, на которые хватило денег; после него осталось { $left }.
result-why-does-not-fit = когда подошла его очередь, оставалось { $left }: не хватило { $missing }.
result-why-paid = его купили { $turn }-м из равных долей тех, кто за него голосовал: заплатили полностью, по { $price } с каждого, — { $full }, отдали всё, что оставалось, — { $last }. В конверте осталось { $left }.
result-why-paid-points = его купили { $turn }-м из равных долей тех, кто за него голосовал: заплатили полностью, по { $price } за балл, — { $full }, отдали всё, что оставалось, — { $last }. В конверте осталось { $left }.
result-why-cannot-pay = у тех, кто за него голосовал, оставалось { $held }: не хватило { $missing }.
result-why-no-support = за него никто не голосовал.
result-why-load = его купили { $turn }-м: так нагрузка на тех, кто за него голосовал, оказалась наименьшей, по { $load } на каждого. От конверта осталось { $left }.
result-why-optimum = он входит в набор проектов, который при этом бюджете даёт больше всего.
result-why-not-optimum = ни один набор с этим проектом не даёт больше, чем выбранный.
result-why-limit-number = ограничение «{ $limit }»: проектов не больше { $most }, и столько уже финансируется: { $projects }.
result-why-limit-none = ограничение «{ $limit }» не допускает ни одного из своих проектов.
result-why-limit-money = ограничение «{ $limit }»: не больше { $most } на всех, из них отдано { $spent }, а проект стоит { $cost }.
result-why-stopped = подсчёт остановился на проекте «{ $project }»: на него не хватило оставшихся { $left }, и следующие за ним не финансируются.
result-why-below = число голосов { $votes }, а нужно не меньше { $threshold }: не хватило { $missing ->
    [one] { $missing } голоса
   *[other] { $missing } голосов
  }.
result-withheld = Здесь подсчитано меньше бюллетеней, чем { $count }. Чтобы никого нельзя было узнать по голосу, публикуются только финансируемые проекты.
result-withheld-reasons = Профинансированные проекты в порядке покупки. Здесь публикуются только суммы, а объяснения по этому правилу показали бы, кто из сторонников одного проекта поддержал другой, поэтому их нет. Пересчитать победителей может тот, у кого есть копия бюллетеней.
result-no-winner = Ни один проект не финансируется.
result-counting = Как считали
result-rule = Правило
result-threshold = Нужно голосов
result-threshold-none = наименьшее число не задано
result-threshold-votes = не меньше { $votes }
result-ties = Равенство голосов
result-ties-none = Разрешать равенство не пришлось.
result-ties-withheld = Не публикуется: подсчитано слишком мало бюллетеней.
result-ties-withheld-reasons = Не публикуются: здесь публикуются только суммы.
result-tie = По { $votes } голосов: { $projects }. Профинансировать все не удалось; финансируется: { $funded }.
result-tie-none = ни один из них
result-seed = Основа жребия
result-seed-how = Корень закрытого журнала бюллетеней. Вместе с ключом, который передали доверенные лица, он даёт порядок проектов с равным числом голосов; до конца голосования его не мог знать никто.
result-not-counted = Что не подсчитано
result-not-counted-note = Числа по всему голосованию, все районы и города вместе: по районам они могли бы рассказать об отдельных людях.
result-all-counted = Подсчитано бюллетеней
result-superseded = Заменены более поздним бюллетенем того же избирателя
result-spoiled = Испорчены: содержание нарушает правила
result-spoiled-reasons = Причины
result-void = Недействительны: неверна подпись или время
result-unopened = В журнале есть, но открыть нельзя
result-unopened-note = Бюллетени, которые нельзя открыть, — возможная ошибка платформы. Они не учитываются.
result-chart = Голоса
result-chart-unit = Число голосов; серые полосы — проекты, которые не финансируются
result-table = То же в таблице
result-table-caption = Голоса по проектам
result-project = Проект
result-column-votes = Голоса
result-column-share = Из бюллетеней
result-column-cost = Стоимость, сум
result-column-state = Деньги
result-state-yes = Да
result-state-no = Нет
result-verify = Проверьте сами
result-proves-open = Открытая публикация: все запечатанные бюллетени и ключ, который их открывает, доступны каждому. Любой может проверить каждую подпись, открыть каждый бюллетень и пересчитать. Ни имён, ни личных номеров в них нет.
result-proves-audited = Публикация с аудиторами: журналы, список и суммы может проверить каждый. Сами бюллетени — у аккредитованных аудиторов, чтобы никто не мог показать покупателю голосов, как он голосовал. Верность сумм { $quorum ->
    [one] должен подписать { $quorum } аудитор
    [few] должны подписать { $quorum } аудитора
   *[other] должны подписать { $quorum } аудиторов
  }.
result-publish-ballots = Подсчитанные бюллетени публикуются по одному, в алфавитном порядке, без избирателей.
result-publish-totals = Подсчитанные голоса публикуются суммами по проектам.
result-command = Программа скачивает запись, пересчитывает каждый шаг и говорит, что нашла:
result-exit-open = Код завершения 0: всё пересчитано. От 1 до 15: шаг с ошибкой.
result-exit-audited = Код завершения 0: всё пересчитано или удостоверено. 64: ошибок нет, но подписей аудиторов пока мало. От 1 до 15: шаг с ошибкой.
result-protocol = Протокол открыт: программу для проверки можно написать на любом языке.
result-files = Скачать
result-file-table = Результат таблицей
result-file-result = Результат с причинами
result-file-ballots = Подсчитанные бюллетени
result-file-totals = Суммы по проектам
result-file-pabulib = Для других программ подсчёта
result-file-trace = Подсчёт по шагам
result-file-record = Вся запись
result-rare = Того, кто голосует за редкое сочетание проектов, можно узнать среди опубликованных бюллетеней.
result-tie-equal = Равны по правилу: { $projects }. Купить все не удалось; финансируется: { $funded }.
result-meaning = Что это значит для проголосовавших
result-meaning-voters = Хотя бы один выбранный проект профинансирован у { $voters } проголосовавших ({ $share }%). В среднем человек выбрал { $mean } из профинансированных проектов.
result-meaning-unit = Проголосовавшие по числу выбранных ими проектов, получивших деньги
result-meaning-bar = { $count ->
    [0] ни одного
    [one] { $count } проект
    [few] { $count } проекта
   *[other] { $count } проектов
  }
result-meaning-projects = Выбранных проектов с деньгами
result-meaning-voters-column = Проголосовавшие
result-meaning-categories = Деньги и голоса по видам, в процентах от всех; серые полосы — голоса
result-meaning-money = { $category }: деньги
result-meaning-votes = { $category }: голоса
result-meaning-category = Вид
result-meaning-money-column = Деньги, сум
result-meaning-of-money = От всех денег
result-meaning-of-votes = От всех голосов
result-meaning-no-category = Прочее
result-what-if = А если бы считали по другому правилу?
result-what-if-lede = Опубликованные бюллетени может пересчитать по другому правилу ваш собственный браузер. Это расчёт для сравнения: результат не меняется, а при другом правиле люди могли бы и голосовать иначе.
result-what-if-rule = Правило
result-what-if-go = Посчитать по этому правилу
result-what-if-stop = Остановить
result-what-if-loading = Загружаются опубликованные бюллетени
result-what-if-files = Файлы:
result-what-if-counting = Ваш браузер считает
result-what-if-counting-text = В больших округах некоторым правилам нужна минута и больше. Остановить можно в любой момент.
result-what-if-offline = Бюллетени не загрузились
result-what-if-offline-text = Проверьте связь и посчитайте ещё раз.
result-what-if-wrong = Опубликованные бюллетени не дают опубликованного результата
result-what-if-wrong-text = Проверка в вашем браузере нашла:
result-what-if-refused = Это правило не может посчитать этот округ
result-what-if-refused-text = Выберите другое правило. Ответ программы:
result-what-if-broken = Этот браузер не может посчитать
result-what-if-broken-text = Обновите браузер или выполните на компьютере команду ниже.
result-what-if-same = Опубликованный результат пересчитан в вашем браузере: он тот же
result-what-if-same-text = Манифест, ключи и бюллетени взяты из записи, и объявленное правило даёт те же проекты, суммы и причины.
result-what-if-simulation = Расчёт
result-what-if-simulation-text = Это не результат.
result-what-if-figures = Оба исхода в цифрах
result-what-if-figure = Показатель
result-what-if-published = Опубликовано
result-what-if-other = Расчёт
result-what-if-projects = Проекты, получившие деньги
result-what-if-spent = Распределено, сум
result-what-if-left = Осталось, сум
result-what-if-served = Голосовавшие, у кого прошёл хотя бы один проект, %
result-what-if-mean = Прошедших проектов на голосовавшего, в среднем
result-what-if-gini = Неравенство денег между голосовавшими (Джини, 0 — поровну)
result-what-if-better = Голосовавшие, у которых прошло бы больше их проектов:
result-what-if-worse = Меньше:
result-what-if-equal = Столько же:
result-what-if-table = Проекты в обоих исходах
result-what-if-change = меняется
result-what-if-command = То же самое на компьютере
result-meaning-spread = Насколько поровну
result-meaning-median = Голосовавший посередине выбрал из прошедших проектов
result-meaning-gini-projects = Неравенство прошедших проектов между голосовавшими
result-meaning-gini-money = Неравенство денег между голосовавшими
result-meaning-gini-note = Коэффициент Джини: 0, если у всех поровну, почти 1, если всё у одного. У голосовавшего есть те прошедшие проекты, которые он выбрал, по числу или по стоимости.
result-meaning-groups-cost = Группы голосовавших, по стоимости
result-meaning-groups-number = Группы голосовавших, по числу проектов
result-meaning-groups-hold = Каждая группа, согласная в каком-то проекте, получила ту часть денег, на которую даёт право её размер, с точностью до одного проекта (EJR+).
result-meaning-groups-fail = { $failing ->
    [one] За { $failing } проектом без денег стоит группа, получившая
    [few] За { $failing } проектами без денег стоят группы, получившие
   *[other] За { $failing } проектами без денег стоят группы, получившие
} меньше той части денег, на которую даёт право их размер (EJR+ с точностью до одного проекта). Самая большая: { $voters } голосовавших за «{ $project }», им полагалось { $entitled }.
result-optimum = Вместе
result-optimum-reach = Профинансированные проекты вместе дают { $objective }, больше этот конверт не позволяет.
result-optimum-sole = Ни один другой набор не даёт столько же.
result-optimum-another = Столько же даёт и другой набор: { $with } вместо { $without }. Решил порядок для равных.
result-optimum-unknown = Даёт ли столько же другой набор, узнать было бы слишком долго.
result-optimum-none = ничего
result-tie-equal-all = Равны по правилу: { $projects }. Деньги получили все; порядок для равных решил, какой купить раньше.
